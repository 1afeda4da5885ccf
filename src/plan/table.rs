//! The table of all that a template may ask for: for each name its meaning, its digest and its value.

use super::Planner;
use crate::base::{Digest, Digester};
use crate::model::{Job, Value, Variable};

macro_rules! variables {
    ($($name:ident $shared:literal $meaning:literal $digest:expr, $value:expr;)*) => {
        /// Every variable of a template, with its meaning.
        pub const VARIABLES: &[(&str, &str)] = &[$((stringify!($name), $meaning)),*];

        /// The names alone.
        pub const VARIABLE_NAMES: &[&str] = &[$(stringify!($name)),*];

        impl Planner<'_> {
            /// The variables of these names for one job; unknown names are left out.
            pub fn variables<'s>(&'s self, job: &'s Job, names: &[&'static str]) -> Vec<Variable<'s>> {
                let mut variables = Vec::with_capacity(names.len());
                for &name in names {
                    $(if name == stringify!($name) {
                        let digest: fn(&Planner<'_>, &Job) -> Digest = $digest;
                        let value: fn(&Planner<'_>, &Job) -> Value = $value;
                        variables.push(Variable {
                            name,
                            digest: digest(self, job),
                            shared: $shared,
                            value: Box::new(move || value(self, job)),
                        });
                    })*
                }
                variables
            }
        }
    };
}

variables! {
    site true "The site: `title`, `title_text`, `description`, `base`, `url`, `home`."
        |plan, job| plan.setting("site", job.lang).finish(), |plan, job| plan.site_facts(job.lang);
    page false "The page itself: `title`, `title_text`, `url`, `lang`, `dir`, `kind`, `date`, `updated`, `description`, `tags`, `reading_time`, `words`, `image`, `draft`, `noindex`, `weight`, `extra`."
        |plan, job| plan.page_digest(job), |plan, job| plan.page(job);
    content false "The text of the page as HTML."
        |plan, job| plan.document(job).map_or_else(Digest::default, |id| plan.content_digest(id)),
        |plan, job| plan.document(job).map_or(Value::Null, |id| plan.content(id));
    toc false "The headings of the page, nested: `id`, `href`, `text`, `html`, `level`, `children`."
        |plan, job| plan.document(job).map_or_else(Digest::default, |id| plan.body(id).outline),
        |plan, job| plan.document(job).map_or_else(|| Value::list([]), |id| plan.toc(id));
    translations false "The page in each language of the site: `lang`, `dir`, `name`, `url`, `title`, `current`, `exists`."
        |plan, job| plan.translations_digest(job), |plan, job| plan.translations(job);
    neighbours false "`previous` and `next`: the older and the newer article of the section, as cards."
        |plan, job| plan.neighbours_digest(job), |plan, job| plan.neighbours(job);
    section false "The section around the page: `title` and `url`."
        |plan, job| plan.section_digest(job), |plan, job| plan.section(job);
    items false "What a list page lists, as cards: `title`, `title_text`, `url`, `lang`, `dir`, `date`, `description`, `kind`, `draft`, `translations`."
        |plan, job| plan.items_digest(job), |plan, job| plan.items(job);
    subsections false "The sections within a section: `title` and `url`."
        |plan, job| plan.subsections_digest(job), |plan, job| plan.subsections(job);
    pager false "The place of a list page among the pages of its list: `text`, `newer`, `older`."
        |plan, job| plan.pager_digest(job), |plan, job| plan.pager(job);
    navigation false "Sections and pages: `title`, `url`, `current`."
        |plan, job| plan.navigation_digest(job), |plan, job| plan.navigation(job);
    fronts false "For the front page, each language: `lang`, `dir`, `name`, `title`, `description`, `url`, `nothing_yet`, `items`."
        |plan, _| plan.fronts_digest(), |plan, _| plan.fronts();
    strings true "The theme's strings in the language of the page."
        |plan, job| plan.setting("strings", job.lang).finish(), |plan, job| plan.string_map(job.lang);
    head false "All metadata for the page's head, ready."
        |plan, job| plan.head_digest(job), |plan, job| plan.head(job);
    assets true "The addresses of the theme's files by name."
        |plan, _| plan.assets_digest(), |plan, _| plan.assets();
    settings true "The settings of the theme."
        |plan, job| plan.settings_digest(job.lang), |plan, job| plan.settings(job.lang);
}

/// Of one job: everything that decides its bytes.
pub fn key(program: Digest, templates: Digest, job: &Job, variables: &[Variable<'_>]) -> Digest {
    let digester = Digester::new("page")
        .digest(program)
        .digest(templates)
        .text(job.route.as_str())
        .text(&job.template);
    digester
        .each(variables.iter(), |digester, variable| {
            digester.text(variable.name).digest(variable.digest)
        })
        .finish()
}
