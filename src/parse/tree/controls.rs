//! Control characters that YAML and TOML let in by escapes, which no page, path or feed may hold; and bidi
//! controls that would turn what stands behind a text (UAX #9).

use std::borrow::Cow;

use super::{Data, Entry, Node, Reporter, quoted};
use crate::base::Code;
use crate::text::{balanced_with_faults, bidi_control_name};

/// Drops control characters from all texts, and reports where.
pub fn drop_controls(entries: &mut [Entry], reporter: &mut Reporter<'_>) {
    for entry in entries {
        clean(&entry.key, &mut entry.node, reporter);
    }
}

fn clean(key: &str, node: &mut Node, reporter: &mut Reporter<'_>) {
    match &mut node.data {
        Data::Text(text) => {
            if text.contains(is_refused) {
                text.retain(|c| !is_refused(c));
                let message = format!("A control character was dropped from the value of {}", quoted(key));
                let help = "remove the escape that makes it";
                reporter.add(Code::ControlCharacter, node.span, message, help);
            }
            let (balanced, faulty) = balanced_with_faults(text);
            if let Some(first) = faulty.first() {
                let name = bidi_control_name(first.control).unwrap_or_default();
                let message = format!(
                    "The value of {} changes the direction of what follows it, by U+{:04X} {name}",
                    quoted(key),
                    u32::from(first.control)
                );
                let help = "remove this invisible character, or end what it opens with U+2069 or U+202C";
                reporter.add(Code::BidiControl, node.span, message, help);
            }
            if let Cow::Owned(balanced) = balanced {
                *text = balanced;
            }
        }
        Data::List(items) => items.iter_mut().for_each(|item| clean(key, item, reporter)),
        Data::Map(entries) => drop_controls(entries, reporter),
        Data::Null | Data::Plain { .. } => {}
    }
}

fn is_refused(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\t' | '\u{85}')
}
