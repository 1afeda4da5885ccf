//! The signs within a paragraph whose meaning depends on what they touch and on their partners: runs of `*`, `_` and `~`,
//! and straight quotation marks. They are gathered line by line and read when the paragraph ends.

use super::args;
use super::lines::within;
use super::patterns::footnote_label;

/// A sign at a byte of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sign {
    /// Its first byte.
    pub at: usize,
    /// One past its last byte.
    pub end: usize,
    /// What it is.
    pub kind: Kind,
    /// Whether nothing may be put beside it: its words may be a label that links are found by.
    pub is_fixed: bool,
}

/// What a sign is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A run of `*`, `_` or `~`.
    Run(u8),
    /// A run of backquotes.
    Ticks,
    /// `[`.
    Open,
    /// `]`, and whether it certainly ends no label.
    Close(bool),
    /// `"` or `'`.
    Quote(u8),
}

/// Whether a byte is one that [`Signs::note`] looks at.
#[inline]
pub(super) fn is_sign(byte: u8) -> bool {
    matches!(
        byte,
        b'*' | b'_' | b'~' | b'`' | b'"' | b'\'' | b'[' | b']' | b'<' | b'{'
    )
}

/// The signs of the paragraph that is being read.
#[derive(Default)]
pub(super) struct Signs {
    list: Vec<Sign>,
    /// What lies before this byte is an address, a tag or a label, not running text.
    muted: usize,
}

impl Signs {
    /// Notes the sign that stands at `at` of a line that ends at `to`.
    pub fn note(&mut self, text: &str, at: usize, to: usize) {
        let byte = text.as_bytes().get(at).copied().unwrap_or_default();
        if at < self.muted || !is_sign(byte) {
            return;
        }
        let rest = text.get(at..to).unwrap_or_default();
        let mut end = at + 1;
        let kind = match byte {
            b'*' | b'_' | b'~' | b'`' => {
                end = at + rest.bytes().take_while(|&other| other == byte).count();
                if byte == b'`' { Kind::Ticks } else { Kind::Run(byte) }
            }
            b'"' | b'\'' => Kind::Quote(byte),
            b'[' => {
                self.mute_label(text, at, rest);
                Kind::Open
            }
            b']' => {
                let after = rest.get(1..).unwrap_or_default();
                if let Some(length) = after.strip_prefix('(').and_then(target) {
                    self.muted = at + 2 + length;
                }
                Kind::Close(after.starts_with(['(', '[', '{']))
            }
            b'<' => return self.mute_tag(at, rest),
            b'{' => {
                let length = args::braced(rest).filter(|_| args::is_meant(rest));
                self.muted = at + length.unwrap_or_default();
                return;
            }
            _ => return,
        };
        self.list.push(Sign {
            at,
            end,
            kind,
            is_fixed: false,
        });
    }

    /// Leaves out the rest of a line.
    pub fn mute(&mut self, to: usize) {
        self.muted = to;
    }

    fn mute_label(&mut self, text: &str, at: usize, rest: &str) {
        let footnote = rest.strip_prefix("[^").and_then(footnote_label);
        if let Some(label) = footnote {
            self.muted = at + label.len() + 3;
        } else if text.as_bytes().get(at.wrapping_sub(1)) == Some(&b']') {
            self.muted = at + within(rest, 1000, "]").unwrap_or_default();
        }
    }

    fn mute_tag(&mut self, at: usize, rest: &str) {
        let is_tag = rest
            .as_bytes()
            .get(1)
            .is_some_and(|&byte| byte.is_ascii_alphabetic() || matches!(byte, b'/' | b'!' | b'?'));
        if let Some(length) = within(rest, 1000, ">").filter(|_| is_tag) {
            self.muted = at + length;
        }
    }

    /// Ends the paragraph: its signs outside code, in order.
    pub fn take(&mut self) -> Vec<Sign> {
        let signs = std::mem::take(&mut self.list);
        if signs.is_empty() {
            return signs;
        }
        without_labels(outside_code(signs))
    }
}

/// The signs that are not between two equal runs of backquotes.
fn outside_code(signs: Vec<Sign>) -> Vec<Sign> {
    let mut next = vec![None; signs.len()];
    let mut seen = std::collections::HashMap::new();
    for (index, sign) in signs.iter().enumerate().rev() {
        if sign.kind == Kind::Ticks
            && let Some(next) = next.get_mut(index)
        {
            *next = seen.insert(sign.end - sign.at, index);
        }
    }
    let mut until = 0;
    let mut outside = Vec::with_capacity(signs.len());
    for (index, sign) in signs.into_iter().enumerate() {
        if index < until {
            continue;
        }
        match next.get(index).copied().flatten() {
            Some(end) => until = end + 1,
            None if sign.kind == Kind::Ticks => {}
            None => outside.push(sign),
        }
    }
    outside
}

/// Marks the signs within brackets that may be the whole of a link.
fn without_labels(mut signs: Vec<Sign>) -> Vec<Sign> {
    let mut open = Vec::new();
    let mut labels: Vec<(usize, usize)> = Vec::new();
    for (index, sign) in signs.iter().enumerate() {
        match sign.kind {
            Kind::Open => open.push(index),
            Kind::Close(is_safe) => {
                if let Some(start) = open.pop().filter(|_| !is_safe) {
                    while labels.last().is_some_and(|&(inner, _)| inner > start) {
                        labels.pop();
                    }
                    labels.push((start, index));
                }
            }
            _ => {}
        }
    }
    for (start, end) in labels {
        for sign in signs.get_mut(start..end).unwrap_or_default() {
            sign.is_fixed = true;
        }
    }
    signs
}

/// The length of a link's target and title with the `)` behind them, if they stand on one line.
fn target(text: &str) -> Option<usize> {
    const LONGEST: usize = 2000;
    let bytes = text.as_bytes();
    let (mut at, mut depth) = (0, 0_usize);
    let mut end_of_title = None;
    while let Some(&byte) = bytes.get(at).filter(|_| at < LONGEST) {
        match (end_of_title, byte) {
            (_, b'\\') => at += 1,
            (Some(quote), _) if byte == quote => end_of_title = None,
            (Some(_), _) => {}
            (None, b'<') if at == 0 => end_of_title = Some(b'>'),
            (None, b'"' | b'\'') if at > 0 && bytes.get(at - 1) == Some(&b' ') => end_of_title = Some(byte),
            (None, b'(') => depth += 1,
            (None, b')') if depth == 0 => return Some(at + 1),
            (None, b')') => depth -= 1,
            _ => {}
        }
        at += 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The signs of a line: runs and quotation marks, those that are fixed in parentheses.
    fn signs(line: &str) -> String {
        let mut signs = Signs::default();
        let mut at = 0;
        while at < line.len() {
            signs.note(line, at, line.len());
            let run = |byte: u8| line.bytes().skip(at).take_while(|&other| other == byte).count();
            at += match line.as_bytes()[at] {
                byte @ (b'*' | b'_' | b'~' | b'`') => run(byte),
                _ => 1,
            };
        }
        let shown = signs.take().into_iter().filter_map(|sign| {
            let is_shown = matches!(sign.kind, Kind::Run(_) | Kind::Quote(_));
            let shown = &line[sign.at..sign.end];
            is_shown.then(|| {
                if sign.is_fixed {
                    format!("({shown})")
                } else {
                    shown.to_owned()
                }
            })
        });
        shown.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn signs_of_a_line() {
        for (line, expected) in [
            ("a **b** _c_ ~~d~~ \"e\"", "** ** _ _ ~~ ~~ \" \""),
            ("`**` a ``_`_``", ""),
            ("`**", "**"),
            ("[*a*](b_c \"d\") *", "* * *"),
            ("[*a*](b_c(d_e)f) *", "* * *"),
            ("[*a*](<b) c_> 'd') *", "* * *"),
            ("[*a*](b_c", "* * _"),
            ("[*a*] *", "(*) (*) *"),
            ("[*a*][b_c] *", "* * *"),
            ("[[*a*] *b*] *", "(*) (*) (*) (*) *"),
            ("[^a_b] _", "_"),
            ("<a href='b_c'> <https://d_e> < *", "*"),
            ("*a* {#b_c} {_", "* * _"),
        ] {
            assert_eq!(signs(line), expected, "{line}");
        }
    }
}
