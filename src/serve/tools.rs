//! What the author's tools in the browser are told of the site, as JSON.

use serde_json::{Value, json};

use super::site::MadePage;
use crate::model::{Config, DocId, Document, Site, Withheld};
use crate::pipeline::{Beside, Preview};
use crate::text::{Direction, Part, printed, walk};

/// The site at a glance: its documents with what they lack, what is held back, what was made last and why.
pub fn overview(preview: &Preview, made: &[MadePage], problems: &str) -> Value {
    let base = preview.base_path();
    let of_site = preview.look_into(|site, held| {
        let languages = site.config.langs().map(
            |(_, language)| json!({ "tag": language.tag, "name": language.name, "dir": language.direction.as_str() }),
        );
        let documents = site.ids().map(|id| document(site, id, &base, held));
        let withheld = site
            .withheld
            .iter()
            .map(|held| json!({ "path": held.path.as_str(), "reason": held.reason.word() }));
        json!({
            "languages": languages.collect::<Vec<_>>(),
            "documents": documents.collect::<Vec<_>>(),
            "withheld": withheld.collect::<Vec<_>>(),
        })
    });
    let mut all = of_site.unwrap_or_else(|| json!({ "languages": [], "documents": [], "withheld": [] }));
    all["base"] = Value::from(base);
    all["made"] = made.iter().map(page).collect();
    all["problems"] = serde_json::from_str(problems).unwrap_or_default();
    all
}

fn document(site: &Site, id: DocId, base: &str, held: &dyn Fn(&Document) -> Option<Withheld>) -> Value {
    let document = site.document(id);
    let missing = site
        .config
        .langs()
        .filter(|(lang, _)| site.translation(id, *lang).is_none());
    json!({
        "path": document.path.as_str(),
        "lang": site.config.language(document.lang).tag,
        "dir": document.direction.as_str(),
        "title": &*document.title,
        "phrased": title(&site.config, document),
        "address": document.route.href(base),
        "date": document.date.map(|date| date.to_string()),
        "held": held(document).map(|reason| reason.word()),
        "missing": missing.map(|(_, language)| language.tag.as_str()).collect::<Vec<_>>(),
    })
}

fn page(made: &MadePage) -> Value {
    json!({
        "file": made.file,
        "address": made.address,
        "reasons": made.reasons,
        "ms": made.took.as_secs_f64() * 1000.0,
    })
}

/// Two translations beside each other, and all that there are.
pub fn pair(preview: &Preview, file: &str, with: Option<&str>) -> Option<Value> {
    let base = preview.base_path();
    preview.beside(file, with, |site, Beside { members, all, rows }| {
        let one = |id: &DocId| {
            let document = site.document(*id);
            let language = site.config.language(document.lang);
            json!({
                "address": document.route.href(&base),
                "lang": language.tag,
                "name": language.name,
                "dir": document.direction.as_str(),
                "title": &*document.title,
                "phrased": title(&site.config, document),
                "source": document.path.as_str(),
            })
        };
        let rows = rows
            .iter()
            .map(|[own, other]| json!([[own.start, own.end], [other.start, other.end]]));
        json!({
            "pages": members.iter().map(one).collect::<Vec<_>>(),
            "all": all.iter().map(one).collect::<Vec<_>>(),
            "rows": rows.collect::<Vec<_>>(),
        })
    })
}

/// The title of a document as a page shows it.
fn title(config: &Config, document: &Document) -> Value {
    phrased(&document.title, document.direction, config.markdown.isolate)
}

/// A text with its isolates, as `{ dir, parts }`: a part is text, or the same again. No markup and no controls: whoever
/// prints it makes elements of what runs the other way, and text of all else.
fn phrased(text: &str, base: Direction, isolates: bool) -> Value {
    let (direction, found) = printed(text, base, isolates);
    // The phrases that are open, the innermost last.
    let mut open = vec![(direction, Vec::new())];
    let end = |open: &mut Vec<(Direction, Vec<Value>)>| {
        let (direction, parts) = open.pop()?;
        Some(json!({ "dir": direction.as_str(), "parts": parts }))
    };
    walk(text, &found, &mut |part| {
        let ready = match part {
            Part::Open(phrase, _) => {
                open.push((phrase.direction, Vec::new()));
                None
            }
            Part::Text(text) => Some(Value::from(text)).filter(|_| !text.is_empty()),
            Part::Close => end(&mut open),
        };
        if let Some((ready, (_, parts))) = ready.zip(open.last_mut()) {
            parts.push(ready);
        }
    });
    end(&mut open).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_a_title_keep_to_their_words() {
        let plain = |dir: &str, parts: Value| json!({ "dir": dir, "parts": parts });
        for (text, base, isolates, expected) in [
            ("", Direction::Rtl, true, plain("rtl", json!([]))),
            ("سلام", Direction::Rtl, true, plain("rtl", json!(["سلام"]))),
            (
                "تعلّم C++ اليوم",
                Direction::Rtl,
                true,
                plain("rtl", json!(["تعلّم ", plain("ltr", json!(["C++"])), " اليوم"])),
            ),
            (
                "C++ and .NET",
                Direction::Rtl,
                true,
                plain("ltr", json!(["C++ and .NET"])),
            ),
            ("تعلّم C++", Direction::Rtl, false, plain("rtl", json!(["تعلّم C++"]))),
            (
                "<b>\u{202E}",
                Direction::Ltr,
                true,
                plain("ltr", json!(["<b>\u{202E}"])),
            ),
        ] {
            assert_eq!(phrased(text, base, isolates), expected, "{text:?}");
        }
    }
}
