//! Archives: dated articles by year, of one language and of all.

use std::collections::BTreeMap;

use super::claimant::Claimant;
use super::claims::Claims;
use super::frame::Frame;
use super::terms::{claim, list, word};
use crate::base::Diagnostic;
use crate::locale::Locale;
use crate::model::{Archive, DocId, Lang, Route, Row, Site, Timeline};

/// The word for archives in addresses, unless a language has its own.
pub const ARCHIVE: &str = "archive";

/// The archive of each language that has dated articles.
pub(super) fn archives(
    site: &Site,
    locales: &[Locale],
    frame: &Frame,
    claims: &mut Claims,
    problems: &mut Vec<Diagnostic>,
) -> Vec<Option<Archive>> {
    let mut archives = Vec::new();
    for ((lang, language), articles) in site.config.langs().zip(&site.articles) {
        let title = frame.title(&language.tag, ARCHIVE);
        let page = list(word(&site.config, lang, ARCHIVE), title);
        if articles.is_empty() || !claim(claims, &page, problems) {
            archives.push(None);
            continue;
        }
        let mut by_year: BTreeMap<i16, Vec<DocId>> = BTreeMap::new();
        for &id in articles {
            if let Some(date) = site.document(id).date {
                by_year.entry(date.year).or_default().push(id);
            }
        }
        let spelt = |year: i16| {
            locale(locales, lang).map_or_else(|| year.to_string(), |locale| locale.year_in_calendars(year.into()))
        };
        let years = by_year.into_iter().rev().map(|(year, members)| {
            let mut of_year = list(year_route(&page.route, year), spelt(year));
            of_year.members = members;
            (year, of_year)
        });
        let years = years.collect::<Vec<_>>();
        let years = years
            .into_iter()
            .filter(|(_, of_year)| claim(claims, of_year, problems))
            .collect();
        archives.push(Some(Archive { page, years }));
    }
    archives
}

/// The archive of all languages, where there are several and anything is dated.
pub(super) fn timeline(site: &Site, claims: &mut Claims, problems: &mut Vec<Diagnostic>) -> Option<Timeline> {
    let route = Route::new(&format!("/{ARCHIVE}/"));
    let has_front = site.config.prefix_default_language;
    if site.config.languages.len() < 2 || !has_front || claims.holds(&route) {
        return None;
    }
    let mut by_year: BTreeMap<i16, Vec<Row>> = BTreeMap::new();
    // The original places a pair; the first of its languages where that has no date.
    let order = |id: DocId| {
        // Documents are ordered by path.
        (site.document(id).date.map(|date| date.sort_key()), id)
    };
    for &id in site.articles.iter().flatten() {
        let pair = site.document(id).pair;
        let members = &site.pair(pair).members;
        let original = site.pair(pair).original;
        let dated = [original].into_iter().chain(members.iter().copied());
        let dated = dated.into_iter().find(|&member| site.document(member).date.is_some());
        if let (true, Some(date)) = (dated == Some(id), site.document(id).date) {
            by_year.entry(date.year).or_default().push(Row { pair, dated: id });
        }
    }
    if by_year.is_empty() {
        return None;
    }
    claims.claim(&route, || Claimant::made("the archive of all languages"), problems);
    let years = by_year.into_iter().rev().map(|(year, mut rows)| {
        rows.sort_by_cached_key(|row| std::cmp::Reverse(order(row.dated)));
        let of_year = year_route(&route, year);
        let what = || Claimant::made(format!("the archive of {year}"));
        claims.claim(&of_year, what, problems);
        (year, of_year, rows)
    });
    let years = years.collect();
    Some(Timeline { route, years })
}

/// Years stand in addresses as ISO 8601 writes them.
fn year_route(archive: &Route, year: i16) -> Route {
    Route::new(&format!("{archive}{year:04}/"))
}

fn locale(locales: &[Locale], lang: Lang) -> Option<&Locale> {
    locales.get(usize::from(lang.0))
}
