//! Formulas within a text.

use std::ops::Range;

use super::writer::Writer;
use crate::base::{Code, Diagnostic};
use crate::parse::highlight::inline_code;
use crate::parse::math::{Fault, mathml};
use crate::text::CODE;

impl Writer<'_, '_> {
    /// Writes the formula that stands in a range of the copy, with its dollar signs.
    pub(super) fn formula(&mut self, text: &str, range: Range<usize>, is_display: bool) {
        let copy = self.copy;
        let origin = copy.origins(range.clone());
        let behind = copy.text.get(range.end..).and_then(|rest| rest.chars().next());
        // `$5–$10`: a dollar sign with a digit behind it is a price.
        if !is_display && behind.is_some_and(char::is_numeric) {
            return self.clean_text(copy.file_text(origin.clone()), origin);
        }
        let tex = copy.restored(text, range);
        self.has_formula = true;
        match mathml(&tex, is_display) {
            Ok(math) if is_display => {
                self.sink
                    .html
                    .push_str("<span class=\"math\" dir=\"ltr\" tabindex=\"0\">");
                self.sink.html.push_str(&math);
                self.sink.html.push_str("</span>");
            }
            Ok(math) => self.sink.html.push_str(&math),
            Err(fault) => {
                self.report_formula(&tex, fault, origin, is_display);
                self.sink.html.push_str("<code dir=\"ltr\">");
                inline_code(&tex, &mut self.sink.html);
                self.sink.html.push_str("</code>");
            }
        }
        self.line.atom(CODE);
        self.plain.push(CODE);
        if let Some(heading) = &mut self.heading {
            heading.text.push_str(&tex);
        }
    }

    /// Reports the dollar signs in text that look as if a formula began behind them.
    pub(super) fn report_dollars(&mut self, range: &Range<usize>) {
        let copy = self.copy;
        let typed = copy.text.get(range.clone()).unwrap_or_default();
        for (at, sign) in typed.match_indices('$') {
            let at = range.start + at;
            let is_escaped = copy.text.get(..at).is_some_and(|before| before.ends_with('\\'));
            let mut behind = copy.text.get(at + 1..).unwrap_or_default().chars();
            let is_command = behind.next() == Some('\\') && behind.next().is_some_and(|c| c.is_ascii_alphabetic());
            if is_command && !is_escaped {
                let message =
                    "this dollar sign begins no formula: it has no partner, or the braces between them do not pair";
                let help = "write a `}` for each `{` and `$` where the formula ends, or `\\$` for the sign";
                let diagnostic = Diagnostic::new(Code::BadFormula, message).help(help);
                self.report(copy.origins(at..at + sign.len()), diagnostic);
            }
        }
    }

    fn report_formula(&mut self, tex: &str, fault: Fault, origin: Range<usize>, is_display: bool) {
        let start = origin.start + if is_display { 2 } else { 1 };
        // In a quotation the formula is not in the file as it is read.
        let is_typed = self.copy.file_text(start..start + tex.len()) == tex;
        let range = match is_typed {
            true => start + fault.range.start..start + fault.range.end,
            false => origin,
        };
        self.report(range, Diagnostic::new(Code::BadFormula, fault.message).help(fault.help));
    }
}
