//! Templates and values to bytes. The only room that names Tera.
//!
//! Every kind of output has an engine of its own, so that its text is escaped in its own way. An
//! engine knows which variables of the table a template can reach, which is what the key of a page
//! is made from. What a template prints where is checked when it is loaded, and what may run against
//! the page is isolated. Nothing here can read the environment or the disk; the clock only ends a
//! page that takes too long.

mod contexts;
mod engine;
mod escape;
mod filters;
mod graph;
mod isolation;
mod report;
mod tags;
mod value;
mod writer;

use crate::base::{Checked, Code, Diagnostic};
use crate::model::{Job, OutputKind, TableRow, Template, Variable};

use engine::Engine;
use writer::Limits;

/// The templates of a theme, ready to render. Shared by all threads.
pub struct Renderer {
    engines: [Engine; 4],
}

impl Renderer {
    /// Compiles the templates of a theme that extends `parent`, if any. `table` says which variables a template may ask for,
    /// and what they hold.
    ///
    /// There is no renderer if one of the diagnostics is an error.
    pub fn new(templates: &[Template], parent: Option<&str>, table: &'static [TableRow]) -> Checked<Option<Renderer>> {
        let mut diagnostics = Vec::new();
        let kinds = [OutputKind::Html, OutputKind::Xml, OutputKind::Json, OutputKind::Text];
        let engines = kinds.map(|kind| {
            let Checked {
                value,
                diagnostics: found,
            } = Engine::new(templates, parent, kind, table);
            diagnostics.extend(found);
            value
        });
        let value = match engines {
            [Some(html), Some(xml), Some(json), Some(text)] => Some(Renderer {
                engines: [html, xml, json, text],
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
        let engine = self.engines.iter().find(|engine| engine.has(template));
        engine.map(|engine| engine.names(template)).unwrap_or_default()
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

    fn render_within(&self, job: &Job, variables: &[Variable<'_>], limits: Limits) -> Result<Vec<u8>, Diagnostic> {
        let [html, xml, json, text] = &self.engines;
        let engine = match job.kind {
            OutputKind::Html => html,
            OutputKind::Xml => xml,
            OutputKind::Json => json,
            OutputKind::Text => text,
        };
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
