//! Bidi controls that authors wrote: what opens or ends an embedding, an override or an isolate (UAX #9).
//!
//! In running text isolates stay, and a block ends those that it leaves open; an embedding that ends is a
//! `<bdi>`; all others are left out. In code they are shown.

use std::ops::Range;

use super::sink::{Mark, Sink};
use super::writer::Writer;
use crate::base::{Code, Diagnostic};
use crate::text::{
    BARRIER, Fault, PDI, Steering, Step, balanced_with_faults, bidi_control_name, is_bidi_control, isolate, may_turn,
};

/// The controls that are open in a block of running text.
#[derive(Default)]
pub(super) struct Steered {
    steering: Steering<Held>,
    /// How many raw tags were written: an element may not begin before one and end behind it.
    raw_tags: usize,
}

/// A control that was met.
#[derive(Clone, Copy)]
struct Held {
    /// Its first byte in the file.
    at: usize,
    /// The mark that holds its place, if it begins an embedding.
    mark: Option<usize>,
    raw_tags: usize,
}

/// Problems by their ranges in the file.
pub(super) type Reports = Vec<(Range<usize>, Diagnostic)>;

impl Steered {
    /// Whether nothing is open.
    pub fn is_idle(&self) -> bool {
        self.steering.is_idle()
    }

    /// Writes what stands for a control that is at the byte `at` of the file, within so many elements.
    pub fn step(&mut self, control: char, at: usize, level: usize, sink: &mut Sink) {
        let mark = matches!(control, '\u{202A}' | '\u{202B}').then(|| {
            sink.mark(Mark::Insert(Box::default()));
            sink.marks.len() - 1
        });
        let raw_tags = self.raw_tags;
        match self.steering.step(control, Held { at, mark, raw_tags }, level) {
            Step::Print => sink.html.push(control),
            Step::Leave => {}
            Step::End { from, direction } => {
                let is_whole = from.raw_tags == raw_tags;
                let beginning = from.mark.and_then(|mark| sink.marks.get_mut(mark));
                if let Some((_, Mark::Insert(beginning))) = beginning {
                    *beginning = if is_whole {
                        format!("<bdi dir=\"{}\">", direction.as_str()).into()
                    } else {
                        isolate(direction).to_string().into()
                    };
                }
                if is_whole {
                    sink.html.push_str("</bdi>");
                } else {
                    sink.html.push(PDI);
                }
            }
        }
    }

    /// Ends what was opened within so many elements or more, and reports what was at fault.
    pub fn end(&mut self, level: usize, sink: &mut Sink, reports: &mut Reports) {
        for _ in 0..self.steering.end(level) {
            sink.html.push(PDI);
        }
        for faulty in self.steering.faulty() {
            reports.push(report(faulty.control, faulty.place.at, faulty.fault));
        }
    }
}

/// A control at fault, by its range in the file.
pub(super) fn report(control: char, at: usize, fault: Fault) -> (Range<usize>, Diagnostic) {
    let (what, help) = match fault {
        Fault::Override => (
            "overrides the direction of text, so it was dropped",
            "remove it; for a phrase in the other direction write `<bdi dir=\"rtl\">…</bdi>`, or `ltr`",
        ),
        Fault::Unended => (
            "has no end in its block, so it was dropped",
            "remove it, or write `<bdi dir=\"rtl\">…</bdi>`, or `ltr`, around what it is meant for",
        ),
        Fault::Open => (
            "has no end in its element, so it was ended there",
            "remove it, or write U+2069 or, better, `<bdi>…</bdi>` around what it is meant for",
        ),
        Fault::Unbegun => ("ends nothing, so it was dropped", "remove it"),
    };
    let diagnostic = Diagnostic::new(Code::BidiControl, format!("{} {what}", named(control))).help(help);
    (at..at + control.len_utf8(), diagnostic)
}

/// A control by its number and its name.
fn named(control: char) -> String {
    let name = bidi_control_name(control).unwrap_or_default();
    format!("U+{:04X} {name}", u32::from(control))
}

impl Writer<'_, '_> {
    /// Writes what stands for a control of running text at a byte of the file.
    pub(super) fn steer(&mut self, control: char, at: usize) {
        let level = self.frames.len();
        self.steered.step(control, at, level, &mut self.sink);
        self.line.atom(BARRIER);
        if let Some(heading) = &mut self.heading {
            heading.text.push(control);
        }
    }

    /// Ends what is open within so many elements or more; at 0, the block.
    pub(super) fn end_steering(&mut self, level: usize) {
        self.steered.end(level, &mut self.sink, &mut self.reports);
    }

    /// Notes that a raw tag stands here.
    pub(super) fn pass_raw_tag(&mut self) {
        self.steered.raw_tags += 1;
    }

    /// A text that stands for itself, such as that of an attribute, with what it opens ended.
    /// What is wrong with it is reported at `origin` in the file, from where on it may stand as typed.
    pub(super) fn settle(&mut self, text: &str, origin: &Range<usize>) -> String {
        if self.strict {
            return text.to_owned();
        }
        let (balanced, faulty) = balanced_with_faults(text);
        let is_typed = self.places.text().get(origin.clone()) == Some(text);
        for faulty in faulty {
            let at = if is_typed {
                origin.start + faulty.place
            } else {
                origin.start
            };
            self.reports.push(report(faulty.control, at, faulty.fault));
        }
        balanced.into_owned()
    }

    /// Reports what is wrong with the controls in an edit that became something other than text.
    pub(super) fn report_steering(&mut self, typed: &str, origin: &Range<usize>) {
        self.settle(typed, origin);
    }

    /// Reports a control in an address, where none belongs (RFC 3987, section 4.1).
    pub(super) fn report_address(&mut self, control: char, origin: &Range<usize>) {
        let message = format!("{} stands in an address, so it was dropped", named(control));
        let typed = self.places.text().get(origin.clone()).unwrap_or_default();
        let from = origin.start + typed.rfind(control).unwrap_or_default();
        let diagnostic = Diagnostic::new(Code::BidiControl, message).help("remove it");
        self.report(from..from + control.len_utf8(), diagnostic);
    }

    /// Reports the controls in the code at a range of the file, the first of each line.
    pub(super) fn report_code(&mut self, origin: Range<usize>) {
        // Marks that stand first are no part of what the parser read.
        let before = self.places.text().get(..origin.start).unwrap_or_default();
        let mut at = before.trim_end_matches(is_bidi_control).len();
        let code = self.places.text().get(at..origin.end).unwrap_or_default();
        // Nor are those before the fence that ends it.
        let ended = code.trim_end_matches(is_bidi_control);
        let code = if ended.ends_with(['\n', '\r']) { ended } else { code };
        if !may_turn(code) || !code.contains(is_bidi_control) {
            return;
        }
        for line in code.split_inclusive(['\n', '\r']) {
            if let Some((offset, control)) = line.char_indices().find(|&(_, c)| is_bidi_control(c)) {
                let from = at + offset;
                let message = format!("{} stands in code, where it is shown", named(control));
                let diagnostic = Diagnostic::new(Code::BidiControl, message);
                let help = "remove it; code that shows such a character on purpose can spell it as an escape";
                self.report(from..from + control.len_utf8(), diagnostic.help(help));
            }
            at += line.len();
        }
    }

    /// Reports a control in the words behind the fence of a block of code at a range of the file.
    pub(super) fn report_code_info(&mut self, info: &str, block: Range<usize>) {
        if let Some(control) = info.chars().find(|&c| is_bidi_control(c)) {
            let text = self.places.text().get(block.clone()).unwrap_or_default();
            let from = block.start + text.find(control).unwrap_or_default();
            let message = format!("{} stands behind the fence of code, so it was dropped", named(control));
            let diagnostic = Diagnostic::new(Code::BidiControl, message).help("remove it");
            self.report(from..from + control.len_utf8(), diagnostic);
        }
    }
}
