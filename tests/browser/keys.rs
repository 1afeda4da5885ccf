//! Pages looked at with the keyboard alone.

use serde_json::Value;

use crate::tab::Tab;

const KEYS: &str = include_str!("keys.js");

/// What scripts that look at pages know of colours.
pub const COLOURS: &str = include_str!("colours.js");

/// The most presses of the Tab key on one page.
const MOST_STOPS: usize = 300;

const TAB: (&str, u32) = ("Tab", 9);
const ENTER: (&str, u32) = ("Enter", 13);
const DOWN: (&str, u32) = ("ArrowDown", 40);
const UP: (&str, u32) = ("ArrowUp", 38);

/// Presses Tab from the start of the page to its end: every stop lies behind the one before it, and none is missed.
pub fn tabs(tab: &Tab) -> Result<(), String> {
    step(tab, "start")?;
    through(tab, |_| Ok(()))
}

/// The same, and at every stop the ring of the focus is drawn and seen, and the control does what it is for.
pub fn walk(tab: &Tab) -> Result<(), String> {
    step(tab, "start")?;
    step(tab, "watch")?;
    through(tab, |tab| {
        said(&step(tab, "seen")?)?;
        let kind = step(tab, "kind")?;
        // What opens is closed again and left open, so that what it holds is gone through as well.
        let (keys, checks): (&[_], &[_]) = match kind.as_str() {
            Some("press") => (&[ENTER], &["pressed"]),
            Some("open") => (&[ENTER, ENTER, ENTER], &["opened", "closed", "opened"]),
            Some("choose") => (&[DOWN, UP], &["chosen", "chosen"]),
            _ => (&[], &[]),
        };
        for (&(key, code), check) in keys.iter().zip(checks) {
            step(tab, "before")?;
            tab.press(key, code)?;
            said(&step(tab, check)?)?;
        }
        Ok(())
    })
}

/// The first press of Tab shows a link, and following it brings the main text into focus.
pub fn skips(tab: &Tab) -> Result<(), String> {
    step(tab, "start")?;
    tab.press(TAB.0, TAB.1)?;
    said(&step(tab, "skip")?)?;
    tab.press(ENTER.0, ENTER.1)?;
    said(&step(tab, "main")?)
}

fn through(tab: &Tab, at: impl Fn(&Tab) -> Result<(), String>) -> Result<(), String> {
    for _ in 0..MOST_STOPS {
        tab.press(TAB.0, TAB.1)?;
        match step(tab, "next")?.as_str() {
            Some("end") => return said(&step(tab, "order")?),
            Some("stop") => at(tab)?,
            Some(problem) => return Err(problem.to_owned()),
            None => return Err("the page has lost what was remembered in it".to_owned()),
        }
    }
    Err(format!("Tab has not come to the end after {MOST_STOPS} stops"))
}

fn step(tab: &Tab, name: &str) -> Result<Value, String> {
    tab.evaluate(&format!("({KEYS})({COLOURS}, '{name}')"))
}

fn said(answer: &Value) -> Result<(), String> {
    answer.as_str().map_or(Ok(()), |problem| Err(problem.to_owned()))
}
