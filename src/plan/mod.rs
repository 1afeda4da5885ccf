//! What to render: the jobs of a site, and the table of everything that a template may ask for.

mod archives;
mod assets;
mod cards;
mod closer;
mod comments;
mod content;
mod elsewhere;
mod fallback;
mod feeds;
mod generated;
mod head;
mod images;
mod jobs;
mod kinds;
mod lists;
mod menu;
mod navigation;
mod page;
mod parallel;
mod phrases;
mod reading;
mod shapes;
mod sheets;
mod sitemap;
mod table;
mod tags;
mod terms;
mod texts;

use std::sync::{Arc, OnceLock};

pub use content::Purpose;
pub use kinds::{KINDS, PageKind};
use menu::Menu;
pub use sitemap::SitemapLimits;
use sitemap::Sitemaps;
pub use table::{VARIABLES, key};
use tags::Tags;

use crate::base::{Diagnostic, Digest, Digester};
use crate::locale::Locale;
use crate::model::{
    Assets, Body, Call, CodeBlock, Components, Config, DocId, Document, Job, Lang, Language, Links, Route, Site,
    SiteData, Strings, Texts, Theme, ThemeSettings, Value, Variable,
};

/// Turns the code of a block into the HTML that shows it.
pub type ShowCode<'a> = &'a (dyn Fn(&CodeBlock, Shown) -> Arc<str> + Send + Sync);

/// Makes the HTML of a call that fits its component.
pub type AnswerCall<'a> = &'a (dyn Fn(&Call<'_>) -> Result<String, Diagnostic> + Send + Sync);

/// Where code is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// On a page, with the numbers of its lines.
    OnPage,
    /// Where no style sheet of the theme reaches, and lines have no numbers.
    Elsewhere,
}

/// One site with everything that its pages are made from.
pub struct Parts<'a> {
    /// The site.
    pub site: &'a Site,
    /// The theme.
    pub theme: &'a Theme,
    /// The settings of the theme.
    pub settings: &'a ThemeSettings,
    /// What the files of data say.
    pub data: &'a SiteData,
    /// By language.
    pub locales: &'a [Locale],
    /// What its documents say.
    pub texts: &'a dyn Texts,
    /// What is published for the theme.
    pub assets: &'a Assets,
    /// Whether a template can ask for a file of the theme.
    pub can_ask: &'a (dyn Fn(&str, &str) -> bool + Send + Sync),
    /// Whether the theme has a template.
    pub has_template: &'a (dyn Fn(&str) -> bool + Send + Sync),
    /// Shows code.
    pub show_code: ShowCode<'a>,
    /// Changes when the same code would be shown differently.
    pub code_version: u32,
    /// The components that texts may call.
    pub components: &'a Components,
    /// Makes the HTML of a call.
    pub answer_call: AnswerCall<'a>,
    /// How much one sitemap holds.
    pub sitemap_limits: SitemapLimits,
}

/// Makes jobs and their variables.
pub struct Planner<'a> {
    parts: Parts<'a>,
    /// By language.
    menus: Vec<Menu<'a>>,
    templates: Digest,
    /// By language.
    tags: Vec<Tags>,
    /// Made once, before the pages are.
    sitemaps: OnceLock<Sitemaps>,
}

impl<'a> Planner<'a> {
    /// Prepares what all pages share.
    pub fn new(parts: Parts<'a>) -> Self {
        let site = parts.site;
        Planner {
            menus: site.config.langs().map(|(lang, _)| Menu::new(site, lang)).collect(),
            templates: templates(parts.theme),
            tags: tags::tags(&site.config),
            parts,
            sitemaps: OnceLock::new(),
        }
    }

    /// The site that is planned.
    pub fn site(&self) -> &'a Site {
        self.parts.site
    }

    /// Of all templates. Strings and files of the theme are in the variables that print them.
    pub fn templates(&self) -> Digest {
        self.templates
    }

    fn menu(&self, lang: Lang) -> &Menu<'a> {
        &self.menus[usize::from(lang.0)]
    }

    fn config(&self) -> &'a Config {
        &self.parts.site.config
    }

    fn language(&self, lang: Lang) -> &'a Language {
        self.parts.site.config.language(lang)
    }

    fn locale(&self, lang: Lang) -> &'a Locale {
        // One locale is made for each language; see `pipeline`.
        &self.parts.locales[usize::from(lang.0)]
    }

    fn strings(&self, lang: Lang) -> Option<&'a Strings> {
        self.parts.theme.strings.get(&self.language(lang).tag)
    }

    fn body(&self, id: DocId) -> &'a Body {
        self.parts.texts.body(id)
    }

    fn links(&self, id: DocId) -> &'a Links {
        self.parts.texts.links(id)
    }

    /// Of what every phrase in a language depends on: settings and strings.
    fn setting(&self, domain: &str, lang: Lang) -> Digester {
        let strings = self.strings(lang).map_or(Digest::default(), |strings| strings.digest);
        Digester::new(domain)
            .digest(self.config().digest)
            .number(lang.0.into())
            .digest(strings)
    }

    /// Of what every phrase on a page depends on: settings, strings, and how the page is written.
    fn setting_on(&self, domain: &str, job: &Job) -> Digester {
        self.setting(domain, job.lang).text(job.direction.as_str())
    }

    /// What a component of a document's text may ask for beside its arguments.
    fn given(&self, document: &Document) -> Vec<Variable<'_>> {
        let lang = document.lang;
        let language = self.language(lang);
        let word = |name, word: &'a str| Variable {
            name,
            digest: Digest::default(),
            shared: false,
            value: Box::new(move || Ok(Value::text(word))),
        };
        let strings = Variable {
            name: "strings",
            digest: self.setting("strings", lang).finish(),
            shared: true,
            value: Box::new(move || Ok(self.string_map(lang))),
        };
        vec![
            word("lang", &language.tag),
            word("dir", document.direction.as_str()),
            strings,
        ]
    }

    /// Whether it is known where the site will stand.
    fn has_origin(&self) -> bool {
        !self.config().base_url.origin.is_empty()
    }

    /// The address of a page for links within the site.
    fn href(&self, route: &Route) -> String {
        route.href(&self.config().base_url.path)
    }

    /// The same as a template prints it.
    fn url(&self, route: &Route) -> Value {
        Value::from(self.href(route))
    }

    /// The absolute address of a page, as far as the site's is known.
    fn absolute_href(&self, route: &Route) -> String {
        self.absolute(&self.href(route))
    }

    /// The absolute address, as far as the site's is known.
    fn absolute(&self, href: &str) -> String {
        format!("{}{href}", self.config().base_url.origin)
    }
}

fn templates(theme: &Theme) -> Digest {
    let digester = Digester::new("templates").debug(&theme.parent);
    digester
        .each(theme.templates.iter(), |digester, template| {
            digester.text(&template.name).text(&template.text)
        })
        .finish()
}
