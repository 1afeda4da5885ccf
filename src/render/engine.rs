//! One Tera instance: the templates of one kind of output.

use std::collections::HashMap;
use std::sync::Arc;

use tera::{Context, Tera, TeraResult};

use super::compiled::Compiled;
use super::contexts;
use super::escape::escaper;
use super::filters;
use super::graph::{Graph, Reach};
use super::isolation::{FILTER, Isolated};
use super::offered::{Offered, is_offered};
use super::report::{Source, Sources, found, loading, rendering};
use super::value::convert;
use super::writer::{Limits, Page};
use crate::base::{Checked, Diagnostic, Level, Memory};
use crate::model::{Call, Components, Job, OutputKind, TableRow, Template, Variable};
use crate::text::Direction;

/// Compiled templates of one kind.
pub struct Engine {
    kind: OutputKind,
    read: Compiled,
    /// The same for pages from right to left, if that makes a difference.
    rtl: Option<Tera>,
    sources: Sources,
    /// By the full name of a template.
    reach: HashMap<String, Reach>,
    parent: Option<String>,
    components: Components,
    shared: Arc<Memory<tera::Value>>,
}

impl Engine {
    /// Compiles the templates of this kind; none if one of them cannot be read or is refused. What did not change since the
    /// `last` engine of this kind is taken from there.
    pub fn new(
        templates: &[Template],
        parent: Option<&str>,
        files: &[&str],
        kind: OutputKind,
        table: &'static [TableRow],
        last: Option<&Engine>,
    ) -> Checked<Option<Engine>> {
        let templates: Vec<&Template> = templates.iter().filter(|template| template.kind == kind).collect();
        let last = last.filter(|last| last.kind == kind && last.parent.as_deref() == parent);
        match Engine::compiled(&templates, parent, files, kind, table, last) {
            Ok((engine, diagnostics)) => Checked {
                value: Some(engine),
                diagnostics,
            },
            Err(diagnostics) => Checked {
                value: None,
                diagnostics,
            },
        }
    }

    /// The compiled templates and what is to be said of them, or else why they cannot be used.
    fn compiled(
        templates: &[&Template],
        parent: Option<&str>,
        files: &[&str],
        kind: OutputKind,
        table: &'static [TableRow],
        last: Option<&Engine>,
    ) -> Result<(Engine, Vec<Diagnostic>), Vec<Diagnostic>> {
        let graph = Graph::new(templates, parent, table);
        let refused = graph.check(files);
        let leads_everywhere = refused.is_empty();
        let made = if leads_everywhere {
            Engine::made(templates, &graph, parent, kind, table, last)
        } else {
            Err(refused)
        };
        // What cannot be read comes before what follows from it.
        made.map_err(|problems| {
            let sources = sources(templates);
            let unreadable = unreadable(&empty(kind, parent), templates, &sources);
            if !unreadable.is_empty() {
                return unreadable;
            }
            match leads_everywhere.then(|| whole(templates, kind, parent)) {
                Some(Err(error)) => loading(&error, &sources),
                _ => problems,
            }
        })
    }

    fn made(
        templates: &[&Template],
        graph: &Graph<'_>,
        parent: Option<&str>,
        kind: OutputKind,
        table: &'static [TableRow],
        last: Option<&Engine>,
    ) -> Result<(Engine, Vec<Diagnostic>), Vec<Diagnostic>> {
        let mut sources = sources(templates);
        let mut offered = Offered::default();
        let mut diagnostics = Vec::new();
        if kind == OutputKind::Html {
            // What texts may call is mostly understood without all the rest.
            let few: Vec<_> = templates
                .iter()
                .copied()
                .filter(|template| is_offered(template, parent))
                .collect();
            let tera = whole(&few, kind, parent).or_else(|_| whole(templates, kind, parent));
            offered = Offered::new(templates, parent, &tera.map_err(|error| loading(&error, &sources))?);
            diagnostics.append(&mut offered.problems);
            let checked = contexts::check(templates, &graph.parents(), &offered.given, table);
            for (template, checked) in templates.iter().zip(&checked) {
                diagnostics.extend(found(template, &checked.findings));
                if let Some(source) = sources.get_mut(&template.name).filter(|_| !checked.isolated.is_empty()) {
                    source.isolated = Some(Isolated::new(&template.text, &checked.isolated));
                }
            }
            if diagnostics.iter().any(|problem| problem.code.level() == Level::Error) {
                return Err(diagnostics);
            }
        }
        let texts = sources.iter().map(|(name, source)| (&**name, source.read()));
        let read = Compiled::new(empty(kind, parent), texts, last.map(|last| &last.read))
            .map_err(|error| loading(&error, &sources))?;
        let isolates = sources.values().any(|source| source.isolated.is_some());
        let rtl = isolates.then(|| {
            let mut rtl = read.tera.clone();
            rtl.register_filter(FILTER, filters::isolated(Direction::Rtl));
            rtl
        });
        let engine = Engine {
            kind,
            read,
            rtl,
            sources,
            reach: graph.reach(),
            parent: parent.map(str::to_owned),
            components: offered.components,
            // What a value becomes for this kind of output is no matter of templates.
            shared: last.map(|last| Arc::clone(&last.shared)).unwrap_or_default(),
        };
        Ok((engine, diagnostics))
    }

    /// Whether there is a template of this name.
    pub fn has(&self, template: &str) -> bool {
        self.read.tera.contains_template(template)
    }

    /// What a template can reach.
    pub fn reach(&self, template: &str) -> Option<&Reach> {
        let inherited = || self.reach.get(&format!("{}/{template}", self.parent.as_deref()?));
        self.reach.get(template).or_else(inherited)
    }

    /// Whether any template asks for a variable of the table.
    pub fn ever_asks(&self, name: &str) -> bool {
        self.reach.values().any(|reach| reach.names.contains(&name))
    }

    /// The components that texts may call.
    pub fn components(&self) -> &Components {
        &self.components
    }

    /// Renders one page.
    pub fn render(&self, job: &Job, variables: &[Variable<'_>], limits: Limits) -> Result<Vec<u8>, Diagnostic> {
        let page = || -> Result<Vec<u8>, Diagnostic> {
            let context = self.context(variables)?;
            let mut page = Page::new(limits);
            let ended = self.tera(job.direction).render_to(&job.template, &context, &mut page);
            self.printed(page, ended, limits, &format!("the template `{}`", job.template))
        };
        page().map_err(|problem| problem.for_page(job.route.as_str()))
    }

    /// Renders the call of a component.
    pub fn answer(&self, call: &Call<'_>, limits: Limits) -> Result<String, Diagnostic> {
        let mut arguments = Context::new();
        for (name, value) in &call.arguments {
            arguments.insert_value(name.to_string(), convert(value, self.kind));
        }
        let given = self.context(&call.given)?;
        let mut page = Page::new(limits);
        let (tera, name) = (self.tera(call.direction), call.component);
        let ended = tera.render_component_with_implicits_to(name, &arguments, &given, Some(call.body), true, &mut page);
        let bytes = self.printed(page, ended, limits, &format!("the component `{name}`"))?;
        // Templates are text, and so is all that they print.
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }

    fn printed(&self, page: Page, ended: TeraResult<()>, limits: Limits, subject: &str) -> Result<Vec<u8>, Diagnostic> {
        match ended {
            Ok(()) => Ok(page.bytes),
            Err(error) => Err(rendering(&error, page.stopped, limits, subject, &self.sources)),
        }
    }

    /// The instance for text of a direction.
    fn tera(&self, direction: Direction) -> &Tera {
        let rtl = self.rtl.as_ref().filter(|_| direction == Direction::Rtl);
        rtl.unwrap_or(&self.read.tera)
    }

    fn context(&self, variables: &[Variable<'_>]) -> Result<Context, Diagnostic> {
        let mut context = Context::new();
        for variable in variables {
            context.insert_value(variable.name, self.value(variable)?);
        }
        Ok(context)
    }

    fn value(&self, variable: &Variable<'_>) -> Result<tera::Value, Diagnostic> {
        let make = || Ok(convert(&(variable.value)()?, self.kind));
        if !variable.shared {
            return make();
        }
        if let Some(value) = self.shared.get(variable.digest) {
            return Ok(tera::Value::clone(&value));
        }
        let value = make()?;
        Ok(tera::Value::clone(&self.shared.get_or_make(variable.digest, || value)))
    }

    /// Forgets the shared values of the generation before last.
    pub fn turn(&self) {
        self.shared.turn();
    }
}

/// An instance with filters and escaping, but without templates.
pub(super) fn empty(kind: OutputKind, parent: Option<&str>) -> Tera {
    let mut tera = Tera::default();
    // Every name ends with the empty suffix: escaping follows the kind of output, not the file name.
    tera.autoescape_on([""]);
    tera.set_escape_fn(escaper(kind));
    tera.register_filter("json", filters::json);
    tera.register_filter("plain", filters::plain);
    if kind == OutputKind::Html {
        tera.register_filter("picture", filters::picture);
    }
    tera.register_filter("urlencode", filters::urlencode);
    // What is printed is escaped anyway, and a text that says that it is must not miss its isolation.
    tera.register_filter("escape", filters::escape);
    tera.register_filter(FILTER, filters::isolated(Direction::Ltr));
    let prefixes = parent.map(|parent| format!("{parent}/"));
    // Fails only where there are templates already.
    let _ = tera.set_fallback_prefixes(prefixes);
    tera
}

/// Templates as they are written, compiled.
fn whole(templates: &[&Template], kind: OutputKind, parent: Option<&str>) -> TeraResult<Tera> {
    let mut tera = empty(kind, parent);
    tera.add_raw_templates(templates.iter().map(|template| (&template.name, &template.text)))?;
    Ok(tera)
}

/// The templates by name, as they are written.
fn sources(templates: &[&Template]) -> Sources {
    let source = |template: &Template| Source {
        path: template.path.clone(),
        text: Arc::clone(&template.text),
        isolated: None,
    };
    templates
        .iter()
        .map(|template| (template.name.clone(), source(template)))
        .collect()
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
