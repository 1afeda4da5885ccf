//! A site with everything that its pages are made from.

use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use super::read::Sources;
use super::texts::{Reading, Shelf};
use super::{Hooks, Loaded, Outcome, Pipeline, Report, Request};
use crate::base::{Checked, Diagnostic};
use crate::check;
use crate::disk::Files;
use crate::locale::{Calendar, Digits, Locale, Zone};
use crate::model::{
    Bodies, Call, CodeBlock, Config, Images, Language, ParallelId, Site, SiteData, Texts, ThemeSettings,
};
use crate::parse::highlight;
use crate::plan::{Parts, Planner, SitemapLimits};
use crate::render::Renderer;
use crate::resolve::{self, Frame, Index, Input, Last, Origins, Schedule};
use crate::scan::Tree;

/// The settings of a site, and what follows from them alone.
pub(super) struct Settings {
    pub config: Arc<Config>,
    /// Those of the theme.
    pub theme: ThemeSettings,
    /// What the files of data say.
    pub data: SiteData,
    /// By language.
    pub locales: Vec<Locale>,
    pub zone: Zone,
}

impl Settings {
    /// Prepares languages and time zone; what `site.toml` says of them was checked when it was read.
    pub fn new(config: Config, theme: ThemeSettings, data: SiteData) -> Result<Self, Outcome> {
        Ok(Settings {
            theme,
            data,
            zone: Zone::new(&config.time_zone).map_err(Outcome::Environment)?,
            locales: config.languages.iter().map(locale).collect::<Result<_, _>>()?,
            config: Arc::new(config),
        })
    }

    /// What putting a site together takes from its theme.
    pub fn frame(&self, loaded: &Loaded) -> Frame {
        Frame::new(&loaded.theme, &loaded.assets.value, &self.config)
    }

    /// Puts the heads of all documents together; what would come out as in `last` is taken from there.
    pub fn resolve(
        &self,
        frame: &Frame,
        sources: &Sources,
        tree: &Tree,
        request: &Request,
        last: Option<&Resolved>,
    ) -> Resolved {
        let last = last.map(|last| Last {
            site: &last.site,
            origins: &last.origins,
        });
        let Checked {
            value: (site, origins),
            diagnostics,
        } = resolve::site(&Input {
            config: Arc::clone(&self.config),
            locales: &self.locales,
            frame,
            sources: &sources.heads,
            files: &tree.files,
            ignored: &tree.ignored,
            schedule: self.schedule(request),
            last,
        });
        Resolved {
            index: Index::new(&origins),
            site,
            origins,
            diagnostics,
        }
    }

    /// When something may be due, or expire, that is not yet so; `None` if nothing waits. A translation waits for the dates
    /// of its original too, so those of all documents count.
    pub fn next_change(&self, sources: &Sources, request: &Request) -> Option<i64> {
        let schedule = self.schedule(request);
        let fronts = sources.heads.iter().map(|read| &read.head.front);
        let dates = fronts
            .flat_map(|front| [front.publish, front.date, front.expires])
            .flatten();
        let moments = dates.filter_map(|date| schedule.seconds(date));
        moments.filter(|&moment| moment > request.now).min()
    }

    /// What is published now.
    pub fn schedule(&self, request: &Request) -> Schedule<'_> {
        Schedule {
            now: request.now,
            zone: &self.zone,
            drafts: request.drafts,
            future: request.future,
        }
    }
}

fn locale(language: &Language) -> Result<Locale, Outcome> {
    let digits = Digits::parse(&language.digits).unwrap_or(Digits::Auto);
    let calendars = language.calendars.iter().filter_map(|name| Calendar::parse(name));
    let calendars: Vec<_> = calendars.collect();
    Locale::new(&language.locale, digits, &calendars).map_err(|_| Outcome::BadConfig)
}

/// What follows from the heads of all documents.
pub(super) struct Resolved {
    pub site: Site,
    /// What the site was made from.
    origins: Origins,
    pub index: Index,
    pub diagnostics: Vec<Diagnostic>,
}

/// A site with everything that its pages are made from.
pub(super) struct Edition {
    pub settings: Arc<Settings>,
    pub resolved: Arc<Resolved>,
    pub sources: Arc<Sources>,
    pub loaded: Arc<Loaded>,
    pub shelf: Shelf,
}

impl Edition {
    /// One whose texts nobody has asked for.
    pub fn new(settings: Arc<Settings>, resolved: Arc<Resolved>, sources: Arc<Sources>, loaded: Arc<Loaded>) -> Self {
        Edition {
            shelf: Shelf::new(&resolved.site),
            settings,
            resolved,
            sources,
            loaded,
        }
    }

    /// The site.
    pub fn site(&self) -> &Site {
        &self.resolved.site
    }
}

impl Pipeline {
    /// Reads all texts of an edition and says what is wrong with the site.
    pub(super) fn check(
        &self,
        files: &dyn Files,
        root: &Path,
        hooks: &Hooks<'_>,
        edition: &Edition,
        report: &mut Report,
    ) -> Result<(), Outcome> {
        let site = edition.site();
        report.found(&edition.resolved.diagnostics);
        let library = self.library(files, root, edition);
        let reading = Reading::new(&library);
        let components = edition.loaded.templates.renderer.as_ref().map(Renderer::components);
        let ids: Vec<_> = site.ids().collect();
        let problems = ids.par_iter().map(|&id| {
            hooks.goes_on()?;
            Ok(check::document(
                site,
                id,
                reading.body(id),
                reading.links(id),
                components,
            ))
        });
        let problems: Vec<_> = problems.collect::<Result<_, Outcome>>()?;
        problems.iter().for_each(|problems| report.found(problems));
        report.found(&check::site(site));
        let shown_elsewhere = ids.par_iter().filter_map(|&id| site.document(id).image_file);
        shown_elsewhere.for_each(|file| {
            reading.image(file);
        });
        report.found(&library.image_problems());
        let parallels: Vec<_> = (0..).map(ParallelId).take(site.parallels.len()).collect();
        parallels.par_iter().try_for_each(|&id| {
            reading.rows(id);
            hooks.goes_on()
        })?;
        report.found(&check::parallels(site, &reading));
        // An image that could not be read is missing on pages that would be published all the same.
        match edition.shelf.unread.get() {
            Some(error) => Err(error.clone().into()),
            None => Ok(()),
        }
    }

    /// Shows the planner of an edition to `look`, if its theme and its data can be used.
    pub(super) fn plan<T>(
        &self,
        files: &dyn Files,
        root: &Path,
        edition: &Edition,
        sitemap_limits: SitemapLimits,
        look: impl FnOnce(&Planner<'_>, &Renderer) -> T,
    ) -> Option<T> {
        let renderer = edition.loaded.sound().filter(|_| edition.settings.data.is_whole)?;
        let library = self.library(files, root, edition);
        let texts = Reading::new(&library);
        let has_template = |name: &str| renderer.has(name);
        let can_ask = |template: &str, file: &str| renderer.can_ask(template, file);
        let show_code = |block: &CodeBlock, shown| self.show_code(block, shown, &edition.settings.config);
        let answer_call = |call: &Call<'_>| renderer.answer(call);
        let planner = Planner::new(Parts {
            site: edition.site(),
            theme: &edition.loaded.theme,
            settings: &edition.settings.theme,
            data: &edition.settings.data,
            assets: &edition.loaded.assets.value,
            can_ask: &can_ask,
            locales: &edition.settings.locales,
            texts: &texts,
            has_template: &has_template,
            show_code: &show_code,
            code_version: highlight::version(),
            components: renderer.components(),
            answer_call: &answer_call,
            sitemap_limits,
        });
        Some(look(&planner, renderer))
    }
}
