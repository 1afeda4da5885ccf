//! Formulas: TeX as MathML, left to right on every page.
//!
//! ```text
//! TeX ─ refused? ─ read: pulldown-latex, on a thread of its own ─ clean: known elements, no style ─→ <math>
//! ```
//!
//! Whatever comes in, something comes out: what cannot be shown is a [`Fault`], and its author's TeX is printed instead.

mod clean;
mod read;
#[cfg(test)]
mod tests;

use std::ops::Range;

use crate::base::escape;
use crate::text::is_bidi_control;

/// The longest formula, in bytes: pages of a book on mathematics hold none of this size.
const LONGEST: usize = 4096;
/// The most braces within braces.
const DEEPEST: usize = 40;

/// Commands that define others. Each formula stands alone, so they would serve nobody, and their expansion has no bound
/// in sight.
const DEFINE: [&str; 11] = [
    "def",
    "edef",
    "gdef",
    "xdef",
    "let",
    "futurelet",
    "newcommand",
    "renewcommand",
    "providecommand",
    "DeclareMathOperator",
    "long",
];

/// Why a formula cannot be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The bytes of the formula that are at fault.
    pub range: Range<usize>,
    /// What is wrong, in one sentence.
    pub message: String,
    /// What to type instead.
    pub help: String,
}

impl Fault {
    fn new(range: Range<usize>, message: impl Into<String>, help: impl Into<String>) -> Self {
        Fault {
            range,
            message: message.into(),
            help: help.into(),
        }
    }
}

/// A formula of TeX as the element `<math>`, on a line of its own or within one; its TeX goes along, for whoever cannot show
/// or read MathML, and for whoever copies it.
pub fn mathml(tex: &str, is_display: bool) -> Result<String, Fault> {
    refused(tex)?;
    let shown = read::mathml(tex, is_display)?;
    let Some(inner) = clean::cleaned(&shown) else {
        let message = "this formula cannot be written as MathML";
        return Err(Fault::new(
            0..tex.len(),
            message,
            "write it in fewer levels, or in several formulas",
        ));
    };
    let mut html = String::with_capacity(inner.len() + 2 * tex.len() + 160);
    html.push_str("<math dir=\"ltr\" display=\"");
    html.push_str(if is_display { "block" } else { "inline" });
    html.push_str("\" alttext=\"");
    // Writing to a string cannot fail.
    escape::html(tex.trim(), &mut html);
    html.push_str("\"><semantics><mrow>");
    html.push_str(&inner);
    html.push_str("</mrow><annotation encoding=\"application/x-tex\">");
    escape::text(tex.trim(), &mut html);
    html.push_str("</annotation></semantics></math>");
    Ok(html)
}

/// What is not even tried.
fn refused(tex: &str) -> Result<(), Fault> {
    let whole = 0..tex.len();
    if tex.len() > LONGEST {
        let message = format!("this formula has {} bytes, and {LONGEST} are the most", tex.len());
        return Err(Fault::new(whole, message, "write it as several formulas"));
    }
    let invisible = tex
        .char_indices()
        .find(|&(_, c)| is_bidi_control(c) || (c.is_control() && !matches!(c, '\n' | '\r' | '\t')));
    if let Some((at, c)) = invisible {
        let message = format!("U+{:04X} stands in a formula, where nobody can see it", u32::from(c));
        return Err(Fault::new(at..at + c.len_utf8(), message, "remove it"));
    }
    let mut depth = 0usize;
    for (at, byte) in tex.bytes().enumerate() {
        depth = match byte {
            b'{' => depth + 1,
            b'}' => depth.saturating_sub(1),
            _ => depth,
        };
        if depth > DEEPEST {
            let message = format!("more than {DEEPEST} braces are open here");
            return Err(Fault::new(at..at + 1, message, "write the formula in fewer levels"));
        }
    }
    match commands(tex).find(|&(_, name)| DEFINE.contains(&name)) {
        Some((range, name)) => {
            let message = format!("`\\{name}` cannot be used: each formula stands alone");
            Err(Fault::new(range, message, "write what the new command would stand for"))
        }
        None => Ok(()),
    }
}

/// The commands of a formula that have a name of letters, each with the bytes that it takes.
fn commands(tex: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let at = from + tex.get(from..)?.find('\\')?;
            let rest = tex.get(at + 1..)?;
            let length = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
            // A command without a letter is one sign.
            let sign = rest.chars().next().map_or(0, char::len_utf8);
            from = at + 1 + if length == 0 { sign } else { length };
            if length > 0 {
                return Some((at..from, rest.get(..length)?));
            }
        }
    })
}
