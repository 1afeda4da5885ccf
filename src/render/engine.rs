//! One Tera instance: the templates of one kind of output.

use std::collections::HashMap;
use std::sync::Arc;

use tera::{Context, Kwargs, State, Tera, TeraResult};

use super::escape::{escaper, json_escape};
use super::graph::Graph;
use super::report::{Sources, loading, rendering};
use super::value::convert;
use super::writer::{Limits, Page};
use crate::base::{Checked, Diagnostic, Memory};
use crate::model::{Job, OutputKind, Template, Theme, Variable};

/// Compiled templates of one kind.
pub struct Engine {
    kind: OutputKind,
    tera: Tera,
    sources: Sources,
    /// By the full name of a template.
    names: HashMap<String, Vec<&'static str>>,
    parent: Option<String>,
    shared: Memory<tera::Value>,
}

impl Engine {
    /// Compiles the theme's templates of this kind; none if one of them cannot be read or is refused.
    pub fn new(theme: &Theme, kind: OutputKind, table: &'static [&'static str]) -> Checked<Option<Engine>> {
        let templates: Vec<&Template> = theme
            .templates
            .iter()
            .filter(|template| template.kind == kind)
            .collect();
        let sources: Sources = templates
            .iter()
            .map(|template| {
                (
                    template.name.clone(),
                    (template.path.clone(), Arc::clone(&template.text)),
                )
            })
            .collect();
        let refused = |diagnostics| Checked {
            value: None,
            diagnostics,
        };

        let mut tera = empty(kind, theme.parent.as_deref());
        let unreadable = unreadable(&tera, &templates, &sources);
        if !unreadable.is_empty() {
            return refused(unreadable);
        }
        let graph = Graph::new(&templates, theme.parent.as_deref(), table);
        let diagnostics = graph.check();
        if !diagnostics.is_empty() {
            return refused(diagnostics);
        }
        let texts = templates.iter().map(|template| (&template.name, &template.text));
        if let Err(error) = tera.add_raw_templates(texts) {
            return refused(loading(&error, &sources));
        }
        let value = Some(Engine {
            kind,
            tera,
            sources,
            names: graph.names(),
            parent: theme.parent.clone(),
            shared: Memory::default(),
        });
        Checked { value, diagnostics }
    }

    /// Whether there is a template of this name.
    pub fn has(&self, template: &str) -> bool {
        self.tera.contains_template(template)
    }

    /// The variables of the table that a template can reach.
    pub fn names(&self, template: &str) -> &[&'static str] {
        let inherited = || self.names.get(&format!("{}/{template}", self.parent.as_deref()?));
        let names = self.names.get(template).or_else(inherited);
        names.map(Vec::as_slice).unwrap_or_default()
    }

    /// Renders one page.
    pub fn render(&self, job: &Job, variables: &[Variable<'_>], limits: Limits) -> Result<Vec<u8>, Diagnostic> {
        let mut context = Context::new();
        for variable in variables {
            let make = || convert(&(variable.value)(), self.kind);
            let value = if variable.shared {
                tera::Value::clone(&self.shared.get_or_make(variable.digest, make))
            } else {
                make()
            };
            context.insert_value(variable.name, value);
        }
        let mut page = Page::new(limits);
        match self.tera.render_to(&job.template, &context, &mut page) {
            Ok(()) => Ok(page.bytes),
            Err(error) => Err(rendering(&error, page.stopped, limits, job, &self.sources)),
        }
    }

    /// Forgets the shared values of the generation before last.
    pub fn turn(&self) {
        self.shared.turn();
    }
}

/// An instance with filters and escaping, but without templates.
fn empty(kind: OutputKind, parent: Option<&str>) -> Tera {
    let mut tera = Tera::default();
    // Every name ends with the empty suffix: escaping follows the kind of output, not the file name.
    tera.autoescape_on([""]);
    tera.set_escape_fn(escaper(kind));
    tera.register_filter("json", json);
    let prefixes = parent.map(|parent| format!("{parent}/"));
    // Fails only where there are templates already.
    let _ = tera.set_fallback_prefixes(prefixes);
    tera
}

/// The syntax errors of every template on its own: together, Tera would stop at the first.
fn unreadable(empty: &Tera, templates: &[&Template], sources: &Sources) -> Vec<Diagnostic> {
    let syntax_errors = templates.iter().filter_map(|template| {
        // A failed addition leaves nothing behind, a successful one must not: hence the copy.
        let error = empty.clone().add_raw_template(&template.name, &template.text).err()?;
        matches!(error.kind(), tera::ErrorKind::SyntaxError(_)).then(|| loading(&error, sources))
    });
    syntax_errors.flatten().collect()
}

/// The filter `json`: any value as JSON, ready to print in every kind of output.
fn json(value: &tera::Value, _: Kwargs, _: &State<'_>) -> TeraResult<tera::Value> {
    // By way of a sorted map, so that a page does not depend on the order of a hash table.
    let sorted: serde_json::Value = serde_json::to_value(value).map_err(tera::Error::message)?;
    // Outside strings none of the characters that have an escape occurs in JSON, except quotes.
    let text = sorted.to_string();
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match json_escape(c).filter(|_| !matches!(c, '"' | '\\')) {
            Some(escape) => safe.push_str(&escape),
            None => safe.push(c),
        }
    }
    Ok(tera::Value::safe_string(&safe))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn json_is_sorted_and_safe_within_script() {
        let mut context = Context::new();
        let map: BTreeMap<String, tera::Value> = [
            ("ب".to_owned(), "</script>\"\\\n".into()),
            ("a".to_owned(), vec![1, 2].into()),
        ]
        .into();
        context.insert_value("value", map.into());
        let tera = empty(OutputKind::Html, None);
        let out = tera.render_str("{{ value | json }}", &context, true).unwrap();
        assert_eq!(out, r#"{"a":[1,2],"ب":"\u003c/script\u003e\"\\\n"}"#);
    }
}
