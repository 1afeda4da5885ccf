//! The table of all that a template may ask for: for each name its meaning, its digest and its value.

use super::{Planner, shapes};
use crate::base::{Diagnostic, Digest, Digester};
use crate::model::{Job, TableRow, Value, Variable};

macro_rules! variables {
    ($($name:ident $shape:ident $shared:literal [$($kind:literal)*] $meaning:literal $digest:expr, $value:expr;)*) => {
        /// Every variable of a template: its meaning, what it holds, and where.
        pub static VARIABLES: &[TableRow] = &[$(TableRow {
            name: stringify!($name),
            meaning: $meaning,
            shape: &shapes::$shape,
            kinds: &[$($kind),*],
        }),*];

        impl Planner<'_> {
            /// The variables of these names for one job; unknown names are left out.
            pub fn variables<'s>(&'s self, job: &'s Job, names: &[&'static str]) -> Vec<Variable<'s>> {
                let mut variables = Vec::with_capacity(names.len());
                for &name in names {
                    $(if name == stringify!($name) {
                        let digest: fn(&Planner<'_>, &Job) -> Digest = $digest;
                        let value: fn(&Planner<'_>, &Job) -> _ = $value;
                        variables.push(Variable {
                            name,
                            digest: digest(self, job),
                            shared: $shared,
                            value: Box::new(move || value(self, job).made()),
                        });
                    })*
                }
                variables
            }
        }
    };
}

variables! {
    site SITE true [] "The site: its title and description, `base` (the path of the root), `url` (the address of the root), `home` (the home page of this language)."
        |plan, job| plan.setting_on("site", job).finish(), |plan, job| plan.site_facts(job);
    page PAGE false [] "The page itself."
        |plan, job| plan.page_digest(job), |plan, job| plan.page(job);
    content CONTENT false ["home" "section" "page" "article" "fallback"] "The text of the page as HTML."
        |plan, job| plan.document(job).map_or_else(Digest::default, |id| plan.content_digest(id)),
        |plan, job| plan.document(job).map_or(Ok(Value::Null), |id| plan.content(id));
    cover COVER false ["home" "section" "page" "article" "fallback"] "The image that stands for the page, with its smaller copies: for the filter `picture`."
        |plan, job| plan.cover_digest(job), |plan, job| plan.cover(job);
    comments COMMENTS false ["home" "section" "page" "article" "fallback"] "The site's place for comments, on a page that has them."
        |plan, job| plan.comments_digest(job), |plan, job| plan.comments(job);
    toc TOC false ["home" "section" "page" "article" "fallback"] "The headings of the page, nested."
        |plan, job| plan.document(job).map_or_else(Digest::default, |id| plan.toc_digest(id)),
        |plan, job| plan.document(job).map_or_else(|| Value::list([]), |id| plan.toc(id));
    translations TRANSLATIONS false [] "The page in each language of the site."
        |plan, job| plan.translations_digest(job), |plan, job| plan.translations(job);
    parallel PARALLEL false ["parallel"] "On a page with two translations side by side: both, and what of them stands beside each other."
        |plan, job| plan.parallel_digest(job), |plan, job| plan.parallel(job);
    parallels PARALLELS false ["page" "article"] "The pages on which the page stands beside one of its translations."
        |plan, job| plan.parallels_digest(job), |plan, job| plan.parallels(job);
    fallback FALLBACK false ["fallback"] "Where the page shows an article that is not translated: the language of the text, and the article."
        |plan, job| plan.fallback_digest(job), |plan, job| plan.fallback(job);
    neighbours NEIGHBOURS false ["article" "fallback"] "`previous` and `next`: the older and the newer article of the section, as cards."
        |plan, job| plan.neighbours_digest(job), |plan, job| plan.neighbours(job);
    series SERIES false ["article"] "The series that the page is a part of: its title and address, `text` (part 2 of 5), the parts before and behind, and all of them as `items`."
        |plan, job| plan.series_digest(job), |plan, job| plan.series(job);
    related CARDS false ["article"] "Articles that share terms with the page, the rarer the terms the better, as cards."
        |plan, job| plan.related_digest(job), |plan, job| plan.related(job);
    terms TERMS false ["terms"] "On the page of a taxonomy, its terms under their first letters, each with the number of its articles."
        |plan, job| plan.terms_digest(job), |plan, job| plan.terms(job);
    years YEARS false ["archive" "timeline"] "On the pages of an archive, its years with their months, newest first."
        |plan, job| plan.years_digest(job), |plan, job| plan.years(job);
    months MONTHS false ["archive"] "On the page of one year, its months with their articles as cards."
        |plan, job| plan.months_digest(job), |plan, job| plan.months(job);
    rows ROWS false ["timeline"] "On a page of the archive of all languages, the months of the year with one row for an article and its translations."
        |plan, job| plan.rows_digest(job), |plan, job| plan.rows(job);
    section NAMED_LINK false ["section" "article" "fallback" "parallel" "term" "series" "archive"] "The section around the page."
        |plan, job| plan.section_digest(job), |plan, job| plan.section(job);
    items CARDS false ["home" "section" "term" "series" "archive"] "What a list page lists, as cards."
        |plan, job| plan.items_digest(job), |plan, job| plan.items(job);
    subsections NAMED_LINKS false ["home" "section"] "The sections within a section."
        |plan, job| plan.subsections_digest(job), |plan, job| plan.subsections(job);
    pager PAGER false ["home" "section" "term"] "The place of a list page among the pages of its list."
        |plan, job| plan.pager_digest(job), |plan, job| plan.pager(job);
    navigation NAVIGATION false [] "Sections and pages."
        |plan, job| plan.navigation_digest(job), |plan, job| plan.navigation(job);
    directories DIRECTORIES false [] "The archive of the language, the lists of its terms, and the archive of all languages."
        |plan, job| plan.directories_digest(job), |plan, job| plan.directories(job);
    fronts FRONTS false [] "Each language, as the front page shows it."
        |plan, job| plan.fronts_digest(job), |plan, job| plan.fronts(job);
    feed FEED false ["feed"] "In the template of a feed, the feed and its articles."
        |plan, job| plan.feed_digest(job), |plan, job| plan.feed(job);
    moved NAMED_LINK false ["alias"] "At a former address: where its page is now."
        |plan, job| plan.moved_digest(job), |plan, job| plan.moved(job);
    not_found NOT_FOUND false ["not-found"] "On a page for what is not there, each language that it speaks."
        |plan, job| plan.not_found_digest(job), |plan, job| plan.not_found(job);
    sitemap SITEMAP false [] "The sitemap: its address, its files, its pages."
        |plan, job| plan.sitemap_digest(job), |plan, job| plan.sitemap(job);
    strings STRINGS true [] "The theme's strings in the language of the page."
        |plan, job| plan.setting("strings", job.lang).finish(), |plan, job| plan.string_map(job.lang);
    head HEAD false [] "All metadata for the page's head, ready."
        |plan, job| plan.head_digest(job), |plan, job| plan.head(job);
    assets ASSETS true [] "The addresses of the theme's files by name."
        |plan, job| plan.assets_digest("assets", job), |plan, job| plan.assets(job);
    integrity INTEGRITY true [] "What the theme's files must hash to, by name, where the site asks for it."
        |plan, job| plan.assets_digest("integrity", job), |plan, job| plan.integrity(job);
    settings SETTINGS true [] "The settings of the theme."
        |plan, job| plan.settings_digest(job.lang), |plan, job| plan.settings(job.lang);
    data DATA true [] "What the files of data below `content/_data/` say, by their names."
        |plan, _| plan.parts.data.digest, |plan, _| plan.parts.data.value.clone();
}

/// What a row of the table makes: a value, or why there is none.
trait Made {
    fn made(self) -> Result<Value, Diagnostic>;
}

impl Made for Value {
    fn made(self) -> Result<Value, Diagnostic> {
        Ok(self)
    }
}

impl Made for Result<Value, Diagnostic> {
    fn made(self) -> Result<Value, Diagnostic> {
        self
    }
}

/// Of one job: everything that decides its bytes.
pub fn key(program: Digest, templates: Digest, job: &Job, variables: &[Variable<'_>]) -> Digest {
    let digester = Digester::new("page")
        .digest(program)
        .digest(templates)
        .text(job.route.as_str())
        .text(&job.template)
        .text(job.direction.as_str());
    digester
        .each(variables.iter(), |digester, variable| {
            digester.text(variable.name).digest(variable.digest)
        })
        .finish()
}
