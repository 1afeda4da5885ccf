//! Pages as they are printed.

use std::path::Path;
use std::process::Command;

use crate::tab::{Tab, View};

/// What has to be left free at the sides of a sheet, in points: a third of an inch, which every printer can do without.
const MARGIN: f64 = 24.0;

/// Prints the page that is open, and keeps what is printed in `file`: so many sheets (`2` or `1-3`), on which these
/// texts stand, and nothing that reaches into the margins.
pub fn check(tab: &Tab, view: &View, file: &Path, sheets: &str, texts: &[String]) -> Result<(), String> {
    let (least, most) = sheets.split_once('-').unwrap_or((sheets, sheets));
    let number = |text: &str| {
        text.parse::<usize>()
            .map_err(|_| format!("`{text}` is no number of sheets"))
    };
    let (least, most) = (number(least)?, number(most)?);
    let written = file.parent().map_or(Ok(()), std::fs::create_dir_all);
    let printed = tab.paper(view)?;
    written
        .and_then(|()| std::fs::write(file, printed))
        .map_err(|error| format!("{}: {error}", file.display()))?;
    let sheets = read(file)?;
    let seen = format!("seen in {}", file.display());
    if !(least..=most).contains(&sheets.len()) {
        return Err(format!("it takes {} sheets; {seen}", sheets.len()));
    }
    let words = || sheets.iter().flat_map(|sheet| &sheet.words);
    let all: String = words().map(|word| logical(&word.text)).collect();
    let is_missing = |text: &&String| !all.contains(&text.split_whitespace().collect::<String>());
    if let Some(missing) = texts.iter().find(is_missing) {
        return Err(format!("{missing:?} is not printed; {seen}"));
    }
    for sheet in &sheets {
        let is_outside = |word: &&Word| word.from < MARGIN || word.to > sheet.width - MARGIN;
        if let Some(word) = sheet.words.iter().find(is_outside) {
            let Word { text, from, to } = word;
            return Err(format!(
                "{text:?} reaches from {from} to {to} on a sheet that is {} wide; {seen}",
                sheet.width
            ));
        }
    }
    Ok(())
}

struct Sheet {
    width: f64,
    words: Vec<Word>,
}

struct Word {
    text: String,
    from: f64,
    to: f64,
}

/// A word in the order in which it is read: poppler gives the letters in the order in which they are drawn.
fn logical(word: &str) -> String {
    let is_rtl = |c: char| matches!(c, '\u{590}'..='\u{8FF}');
    if word.contains(is_rtl) {
        word.chars().rev().collect()
    } else {
        word.to_owned()
    }
}

/// The words of a PDF and where they stand, as poppler tells it.
fn read(file: &Path) -> Result<Vec<Sheet>, String> {
    let output = Command::new("pdftotext")
        .args(["-bbox", "-enc", "UTF-8"])
        .arg(file)
        .arg("-")
        .output()
        .map_err(|error| format!("pdftotext: {error}; install the Debian package `poppler-utils`"))?;
    if !output.status.success() {
        return Err(format!("pdftotext: {}", String::from_utf8_lossy(&output.stderr)));
    }
    let text = String::from_utf8_lossy(&output.stdout);
    let mut sheets: Vec<Sheet> = Vec::new();
    for line in text.lines().map(str::trim) {
        if line.starts_with("<page ") {
            sheets.push(Sheet {
                width: number(line, "width")?,
                words: Vec::new(),
            });
        } else if line.starts_with("<word ")
            && let Some(sheet) = sheets.last_mut()
        {
            let text = line.split(['>', '<']).nth(2).unwrap_or_default();
            sheet.words.push(Word {
                text: text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"),
                from: number(line, "xMin")?,
                to: number(line, "xMax")?,
            });
        }
    }
    Ok(sheets)
}

/// The number that an attribute of a tag says.
fn number(line: &str, name: &str) -> Result<f64, String> {
    let value = line.split(&format!(" {name}=\"")).nth(1);
    let value = value.and_then(|rest| rest.split('"').next()?.parse().ok());
    value.ok_or_else(|| format!("pdftotext says no {name}: {line}"))
}
