//! What the author's tools in the browser are told of the site, as JSON.

use serde_json::{Value, json};

use super::site::MadePage;
use crate::model::{DocId, Document, Site, Withheld};
use crate::pipeline::{Beside, Preview};

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
