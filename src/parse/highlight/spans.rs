//! Writes tokens as spans: neighbours of one class share a span, blanks around it stay outside, and
//! no span goes over the end of a line.

use super::controls;
use crate::text::{Direction, Phrase};

/// HTML in the making.
pub(super) struct Spans {
    html: String,
    /// The class of the open span; empty for none.
    open: &'static str,
    /// Blanks that belong to the open span only if it goes on.
    blanks: String,
}

impl Spans {
    pub fn with_capacity(capacity: usize) -> Self {
        Spans {
            html: String::with_capacity(capacity),
            open: "",
            blanks: String::new(),
        }
    }

    /// Adds a token.
    pub fn push(&mut self, class: &'static str, token: &str) {
        let text = token.trim_ascii_start();
        let (leading, _) = token.split_at_checked(token.len() - text.len()).unwrap_or_default();
        self.blanks.push_str(leading);
        if text.is_empty() {
            return;
        }
        if class != self.open || self.blanks.contains('\n') {
            self.close();
            if !class.is_empty() {
                self.html.push_str("<span class=\"");
                self.html.push_str(class);
                self.html.push_str("\">");
            }
            self.open = class;
        } else {
            self.html.push_str(&self.blanks);
            self.blanks.clear();
        }
        let body = text.trim_ascii_end();
        controls::show(body, &mut self.html);
        self.blanks.push_str(text.get(body.len()..).unwrap_or_default());
    }

    /// Adds the tokens of a line, with parts of the line isolated.
    pub fn push_isolated(&mut self, tokens: &[(&'static str, &str)], isolates: &[Phrase]) {
        let mut edges = Vec::new();
        edges_of(isolates, &mut edges);
        let mut edges = edges.into_iter().peekable();
        let mut at = 0;
        for &(class, token) in tokens {
            let (end, mut rest) = (at + token.len(), token);
            while let Some((edge, tag)) = edges.next_if(|&(edge, _)| edge < end) {
                let (before, after) = rest.split_at_checked(edge - at).unwrap_or((rest, ""));
                self.push(class, before);
                self.close();
                self.html.push_str(tag);
                (at, rest) = (edge, after);
            }
            self.push(class, rest);
            at = end;
        }
        for (_, tag) in edges {
            self.close();
            self.html.push_str(tag);
        }
    }

    /// Ends the open span and writes the blanks behind it.
    fn close(&mut self) {
        if !self.open.is_empty() {
            self.html.push_str("</span>");
        }
        self.open = "";
        self.html.push_str(&self.blanks);
        self.blanks.clear();
    }

    pub fn finish(mut self) -> String {
        self.close();
        self.html
    }
}

/// The tags of isolates, by their places in the line, in order.
fn edges_of(isolates: &[Phrase], edges: &mut Vec<(usize, &'static str)>) {
    for isolate in isolates {
        let tag = match isolate.direction {
            Direction::Ltr => "<bdi dir=\"ltr\">",
            Direction::Rtl => "<bdi dir=\"rtl\">",
        };
        edges.push((isolate.range.start, tag));
        edges_of(&isolate.inner, edges);
        edges.push((isolate.range.end, "</bdi>"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans() {
        let cases: [(&[(&'static str, &str)], &str); 6] = [
            (
                &[("k", "let"), ("", " x "), ("o", "=")],
                "<span class=\"k\">let</span> x <span class=\"o\">=</span>",
            ),
            (&[("k", "a"), ("", " "), ("k", "b")], "<span class=\"k\">a b</span>"),
            (
                &[("c", "a\n"), ("c", "b")],
                "<span class=\"c\">a</span>\n<span class=\"c\">b</span>",
            ),
            (
                &[("s", "\""), ("s", "<&"), ("s", "\"\n")],
                "<span class=\"s\">\"&lt;&amp;\"</span>\n",
            ),
            (&[("", " \n"), ("k", ""), ("", "\n")], " \n\n"),
            (&[], ""),
        ];
        for (tokens, expected) in cases {
            let mut spans = Spans::with_capacity(0);
            for (class, token) in tokens {
                spans.push(class, token);
            }
            assert_eq!(spans.finish(), expected);
        }
    }
}
