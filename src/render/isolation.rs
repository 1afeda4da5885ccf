//! Values whose direction nobody knows beforehand, printed so that they reorder nothing around them.
//!
//! What an author writes under a name of his own, `page.extra.source`, is plain text to a template: it can be compared
//! and put into an attribute. Between tags it is isolated as it is printed. So that no template has to say so, a
//! filter is put behind each such expression when the theme is loaded.

use crate::base::Span;
use crate::base::escape::html;
use crate::text::{Direction, Part, balanced, first_strong, is_bidi_control, majority, phrases, walk};

/// The marks that a plain text may begin with, to tell its direction: LRM and RLM.
pub const MARKS: [char; 2] = ['\u{200E}', '\u{200F}'];

/// The name of the filter.
pub const FILTER: &str = "__isolated";

/// A template with the filter behind its expressions, and how to find one's way back.
pub struct Isolated {
    /// What Tera reads.
    pub text: String,
    insertions: Vec<Insertion>,
}

struct Insertion {
    /// In the text that Tera reads.
    at: usize,
    length: usize,
    /// The expression in the text as it was written.
    expression: Span,
}

impl Isolated {
    /// Puts the filter behind the expressions at `spans`, which are in order and apart.
    pub fn new(text: &str, spans: &[Span]) -> Self {
        let mut isolated = Isolated {
            text: String::with_capacity(text.len() + spans.len() * 48),
            insertions: Vec::with_capacity(spans.len() * 2),
        };
        let mut done = 0;
        for &span in spans {
            let (start, end) = (span.start as usize, span.end as usize);
            let (Some(before), Some(expression)) = (text.get(done..start), text.get(start..end)) else {
                continue;
            };
            isolated.text.push_str(before);
            isolated.insert("(", span);
            isolated.text.push_str(expression);
            // The filter says what is missing, since Tera no longer can.
            let of = if is_path(expression) { expression } else { "this" };
            isolated.insert(&format!(") | {FILTER}(of=\"{of}\")"), span);
            done = end;
        }
        isolated.text.push_str(text.get(done..).unwrap_or_default());
        isolated
    }

    fn insert(&mut self, text: &str, expression: Span) {
        self.insertions.push(Insertion {
            at: self.text.len(),
            length: text.len(),
            expression,
        });
        self.text.push_str(text);
    }

    /// A place in the text that Tera reads as one in the text that was written.
    pub fn written(&self, span: Span) -> Span {
        let (start, end) = (span.start as usize, span.end as usize);
        let mut before = 0;
        for insertion in &self.insertions {
            if start < insertion.at {
                break;
            }
            if start < insertion.at + insertion.length {
                return insertion.expression;
            }
            before += insertion.length;
        }
        let start = start.saturating_sub(before);
        Span::new(start, start + end.saturating_sub(span.start as usize))
    }
}

fn is_path(expression: &str) -> bool {
    expression
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.'))
}

/// A text as HTML that can stand in a page whose direction is `base`; none if it is fine as it is.
pub fn isolated(text: &str, base: Direction) -> Option<String> {
    if !may_reorder(text, base) {
        return None;
    }
    let text = balanced(text);
    let told = text.starts_with(MARKS).then(|| first_strong(&text)).flatten();
    let direction = told.or_else(|| majority(&text)).unwrap_or(base);
    let mut out = format!("<bdi dir=\"{}\">", direction.as_str());
    walk(&text, &phrases(&text, direction), &mut |part| match part {
        Part::Open(phrase, _) => out.push_str(&format!("<bdi dir=\"{}\">", phrase.direction.as_str())),
        Part::Text(text) => html(text, &mut out),
        Part::Close => out.push_str("</bdi>"),
    });
    out.push_str("</bdi>");
    Some(out)
}

/// Whether a text has a character that runs against `base`, or one that steers directions.
fn may_reorder(text: &str, base: Direction) -> bool {
    // Right-to-left letters begin at U+0590, controls later.
    if base == Direction::Ltr && text.bytes().all(|byte| byte < 0xD6) {
        return false;
    }
    let mut buffer = [0; 4];
    text.chars()
        .any(|c| is_bidi_control(c) || first_strong(c.encode_utf8(&mut buffer)) == Some(base.opposite()))
}
