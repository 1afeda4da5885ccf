//! The body of an answer.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::ops::Range;
use std::pin::Pin;
use std::task::{Context, Poll};

use hyper::body::{Bytes, Frame, SizeHint};
use tokio::sync::mpsc;

use super::connections::Busy;

/// Bytes in pieces, which are not copied, or events as they come.
pub struct Body {
    kind: Kind,
    /// Ends with the body, where that has no last piece.
    busy: Option<Busy>,
}

enum Kind {
    Bytes(VecDeque<Bytes>),
    Events(mpsc::Receiver<Bytes>),
}

impl Body {
    /// Pieces in their order.
    pub fn new(pieces: impl IntoIterator<Item = Bytes>) -> Self {
        let pieces = pieces.into_iter().filter(|piece| !piece.is_empty()).collect();
        Body {
            kind: Kind::Bytes(pieces),
            busy: None,
        }
    }

    /// No bytes.
    pub fn empty() -> Self {
        Body::new([])
    }

    /// What is sent through a channel, until its other end is dropped.
    pub fn events(events: mpsc::Receiver<Bytes>) -> Self {
        Body {
            kind: Kind::Events(events),
            busy: None,
        }
    }

    /// How many bytes are left; unknown of events.
    pub fn length(&self) -> Option<u64> {
        match &self.kind {
            Kind::Bytes(pieces) => Some(pieces.iter().map(|piece| piece.len() as u64).sum()),
            Kind::Events(_) => None,
        }
    }

    /// A part of the bytes, which lies within them.
    pub fn part(self, range: Range<u64>) -> Self {
        let Kind::Bytes(pieces) = self.kind else { return self };
        let mut start = 0;
        let parts = pieces.into_iter().map(|piece| {
            let length = piece.len() as u64;
            let within = |at: u64| usize::try_from(at.saturating_sub(start).min(length)).unwrap_or(0);
            let part = piece.slice(within(range.start)..within(range.end));
            start += length;
            part
        });
        Body::new(parts.collect::<Vec<_>>())
    }

    /// Holds on to what says that the connection is busy, until the last byte is written.
    pub fn hold(&mut self, busy: Busy) {
        if let Kind::Bytes(pieces) = &mut self.kind
            && let Some(bytes) = pieces.pop_back()
        {
            // The body itself is dropped when its last piece is taken, which may be long before.
            pieces.push_back(Bytes::from_owner(Last { bytes, _busy: busy }));
        } else {
            self.busy = Some(busy);
        }
    }
}

/// The last piece of a body.
struct Last {
    bytes: Bytes,
    _busy: Busy,
}

impl AsRef<[u8]> for Last {
    fn as_ref(&self) -> &[u8] {
        &self.bytes
    }
}

impl From<String> for Body {
    fn from(text: String) -> Self {
        Body::new([Bytes::from(text)])
    }
}

impl hyper::body::Body for Body {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        match &mut self.kind {
            Kind::Bytes(pieces) => Poll::Ready(pieces.pop_front().map(|piece| Ok(Frame::data(piece)))),
            Kind::Events(events) => events
                .poll_recv(context)
                .map(|event| event.map(|event| Ok(Frame::data(event)))),
        }
    }

    fn is_end_stream(&self) -> bool {
        self.length() == Some(0)
    }

    fn size_hint(&self) -> SizeHint {
        self.length().map_or_else(SizeHint::default, SizeHint::with_exact)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_cut_across_pieces() {
        let whole = || Body::new(["abc", "", "defg"].map(|piece| Bytes::from_static(piece.as_bytes())));
        assert_eq!(whole().length(), Some(7));
        for (range, expected) in [
            (0..7, "abcdefg"),
            (0..1, "a"),
            (2..4, "cd"),
            (3..7, "defg"),
            (6..7, "g"),
            (3..3, ""),
        ] {
            let Kind::Bytes(pieces) = whole().part(range.clone()).kind else {
                panic!("a part of bytes is bytes")
            };
            assert_eq!(
                pieces.into_iter().collect::<Vec<_>>().concat(),
                expected.as_bytes(),
                "{range:?}"
            );
        }
    }
}
