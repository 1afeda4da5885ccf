//! Bodies closed as written: CommonMark and nothing else.

use crate::base::escape;
use crate::model::{Body, Closer, CodeBlock, Hole, Markup, Reference, ReferenceKind};

/// Prints links as they stand, and code as text.
struct AsWritten<'b> {
    references: &'b [Reference],
    code: &'b [CodeBlock],
}

impl Closer for AsWritten<'_> {
    fn close(&self, hole: Hole, out: &mut String) {
        match hole {
            Hole::Reference(index) => {
                let Some(reference) = self.references.get(index as usize) else {
                    return;
                };
                out.push_str(match reference.kind {
                    ReferenceKind::Link => " href=\"",
                    ReferenceKind::Image | ReferenceKind::Media => " src=\"",
                });
                // Writing to a string cannot fail.
                escape::href(&reference.target, out);
                out.push('"');
            }
            Hole::Code(index) => {
                let Some(code) = self.code.get(index as usize) else {
                    return;
                };
                out.push_str("<pre><code");
                if !code.language.is_empty() {
                    out.push_str(" class=\"language-");
                    escape::html(&code.language, out);
                    out.push('"');
                }
                out.push('>');
                escape(out, &code.text);
                out.push_str("</code></pre>");
            }
            _ => {}
        }
    }

    fn call(&self, _: u32, body: &str, out: &mut String) {
        out.push_str(body);
    }
}

/// Escapes text as the reference implementation does: quotation marks too, apostrophes not.
pub(super) fn escape(out: &mut String, text: &str) {
    for (nth, part) in text.split('"').enumerate() {
        if nth > 0 {
            out.push_str("&quot;");
        }
        // Writing to a string cannot fail.
        escape::text(part, out);
    }
}

/// Closes every hole of a body as it is written.
pub(super) fn close(body: &mut Body) {
    let closer = AsWritten {
        references: &body.references,
        code: &body.code,
    };
    for block in &mut body.blocks {
        let mut html = String::with_capacity(block.markup.html.len() * 2);
        block.markup.fill(&closer, &mut html);
        block.markup = Markup {
            html: html.into(),
            holes: Box::default(),
        };
    }
}
