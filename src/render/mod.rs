//! Templates and values to bytes. The only room that names Tera.
//!
//! Every kind of output has an engine of its own, so that its text is escaped in its own way. An
//! engine knows which variables of the table a template can reach, which is what the key of a page
//! is made from. What a template prints where is checked when it is loaded, and what may run against
//! the page is isolated. Nothing here can read the environment or the disk; the clock only ends a
//! page that takes too long.

mod builtins;
mod compiled;
mod contexts;
mod engine;
mod escape;
mod filters;
mod graph;
mod isolation;
mod offered;
mod report;
mod tags;
mod value;
mod writer;

use crate::base::{Checked, Code, Diagnostic};
use crate::model::{Call, Components, Job, OutputKind, TableRow, Template, Variable};

pub use builtins::{FILTERS, FUNCTIONS, TESTS};
use engine::Engine;
use graph::Reach;
use writer::Limits;

/// The templates of a theme, ready to render. Shared by all threads.
pub struct Renderer {
    engines: [Engine; 5],
}

impl Renderer {
    /// Compiles the templates of a theme that extends `parent`, if any, and has `files` to link to. `table` says which
    /// variables a template may ask for, and what they hold. It comes out the same with and without the `last` one, but sooner
    /// if that had most of these templates.
    ///
    /// There is no renderer if one of the diagnostics is an error.
    pub fn new(
        templates: &[Template],
        parent: Option<&str>,
        files: &[&str],
        table: &'static [TableRow],
        last: Option<&Renderer>,
    ) -> Checked<Option<Renderer>> {
        let mut diagnostics = Vec::new();
        let kinds = [
            OutputKind::Html,
            OutputKind::Xml,
            OutputKind::Json,
            OutputKind::Css,
            OutputKind::Text,
        ];
        let engines = kinds.map(|kind| {
            let last = last.map(|last| last.engine(kind));
            let Checked {
                value,
                diagnostics: found,
            } = Engine::new(templates, parent, files, kind, table, last);
            diagnostics.extend(found);
            value
        });
        let value = match engines {
            [Some(html), Some(xml), Some(json), Some(css), Some(text)] => Some(Renderer {
                engines: [html, xml, json, css, text],
            }),
            _ => None,
        };
        Checked { value, diagnostics }
    }

    /// Whether the theme has a template of this name.
    pub fn has(&self, template: &str) -> bool {
        self.engines.iter().any(|engine| engine.has(template))
    }

    /// The variables of the table that a template can reach, sorted; none for an unknown template.
    pub fn names(&self, template: &str) -> &[&'static str] {
        self.reach(template).map(|reach| &*reach.names).unwrap_or_default()
    }

    /// Whether any template asks for a variable of the table.
    pub fn ever_asks(&self, name: &str) -> bool {
        self.engines.iter().any(|engine| engine.ever_asks(name))
    }

    /// Whether a template can ask for a file of the theme, by its name below `static/`.
    pub fn can_ask(&self, template: &str, file: &str) -> bool {
        let files = self.reach(template).map(|reach| &reach.files);
        files.is_some_and(|files| files.as_ref().is_none_or(|files| files.iter().any(|name| name == file)))
    }

    fn reach(&self, template: &str) -> Option<&Reach> {
        self.engines.iter().find_map(|engine| engine.reach(template))
    }

    /// The components that texts may call.
    pub fn components(&self) -> &Components {
        let [html, ..] = &self.engines;
        html.components()
    }

    /// Makes the HTML of a call.
    ///
    /// # Errors
    ///
    /// Those of [`render`](Self::render), for no page.
    pub fn answer(&self, call: &Call<'_>) -> Result<String, Diagnostic> {
        let [html, ..] = &self.engines;
        html.answer(call, Limits::default())
    }

    /// Makes the page of `job` from the variables that its template uses.
    ///
    /// # Errors
    ///
    /// `template-render` where the template fails or takes longer than 30 seconds, `page-too-large`
    /// for more than 16 MiB; both name the page.
    pub fn render(&self, job: &Job, variables: &[Variable<'_>]) -> Result<Vec<u8>, Diagnostic> {
        self.render_within(job, variables, Limits::default())
    }

    /// Forgets the shared values that no page has used since the call before last.
    pub fn turn(&self) {
        for engine in &self.engines {
            engine.turn();
        }
    }

    fn engine(&self, kind: OutputKind) -> &Engine {
        let [html, xml, json, css, text] = &self.engines;
        match kind {
            OutputKind::Html => html,
            OutputKind::Xml => xml,
            OutputKind::Json => json,
            OutputKind::Css => css,
            OutputKind::Text => text,
        }
    }

    fn render_within(&self, job: &Job, variables: &[Variable<'_>], limits: Limits) -> Result<Vec<u8>, Diagnostic> {
        let engine = self.engine(job.kind);
        if engine.has(&job.template) {
            engine.render(job, variables, limits)
        } else {
            let message = format!("the theme has no template `{}`", job.template);
            Err(Diagnostic::new(Code::TemplateRender, message).for_page(job.route.as_str()))
        }
    }
}

#[cfg(test)]
mod tests;
