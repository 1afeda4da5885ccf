//! The components that texts may call: those that a theme defines in `templates/shortcodes/`.
//!
//! What a text can write is a text, a number or a word, and what a component of a text sees is its arguments, the
//! text in the call, and the language of the place. A component that asks for more is refused when the theme loads.

use std::collections::{BTreeMap, HashSet};

use tera::{ComponentArg, ComponentArgType, ComponentInfo, Tera, Value};

use super::contexts::Given;
use super::graph::dotted;
use super::tags::{Placed, Tag, Word, tags};
use crate::base::quote::in_quotes;
use crate::base::{Code, Diagnostic, LineIndex, Span, nearest};
use crate::model::{
    CALL_ARGUMENTS, CONTAINERS, Component, Components, GIVEN, IMAGE, Parameter, ParameterKind, Shape, Template,
    is_address_argument, is_image_argument,
};

/// The folder of templates whose components texts may call.
const FOLDER: &str = "shortcodes/";

/// What a component may say of itself, in a map behind its parameters.
const FACTS: [&str; 2] = ["form", "names"];

/// What texts may call.
#[derive(Default)]
pub struct Offered {
    /// By name.
    pub components: Components,
    /// What their parameters hold.
    pub given: Vec<Given>,
    /// What is wrong with them.
    pub problems: Vec<Diagnostic>,
}

impl Offered {
    /// Reads the components of `templates`, which `tera` has compiled.
    pub fn new(templates: &[&Template], parent: Option<&str>, tera: &Tera) -> Self {
        // A component of the theme's own takes the place of its parent's, wherever it is defined.
        let own = templates
            .iter()
            .filter(|template| inherited(template, parent).is_none());
        let own: HashSet<String> = own
            .flat_map(|template| definitions(template))
            .map(|found| found.name)
            .collect();
        let mut offered = Offered::default();
        let mut components = Vec::new();
        let names = templates
            .iter()
            .flat_map(|template| definitions(template))
            .map(|found| found.name);
        let mut taken: HashSet<String> = CONTAINERS.map(str::to_owned).into_iter().chain(names).collect();
        for template in templates {
            if !is_offered(template, parent) {
                continue;
            }
            let is_inherited = inherited(template, parent).is_some();
            let is_hidden = |found: &Definition<'_>| is_inherited && own.contains(&found.name);
            for definition in definitions(template).filter(|found| !is_hidden(found) && !found.name.starts_with('_')) {
                let Some(info) = tera.get_component_definition(&definition.name) else {
                    continue;
                };
                let reader = Reader {
                    definition,
                    info,
                    template,
                };
                components.push(reader.component(&mut taken, &mut offered));
            }
        }
        offered.components = components.into_iter().collect();
        offered
    }
}

/// Whether texts may call what a template defines.
pub fn is_offered(template: &Template, parent: Option<&str>) -> bool {
    inherited(template, parent)
        .unwrap_or(&template.name)
        .starts_with(FOLDER)
}

/// The name that the parent gives to a template of its own.
fn inherited<'t>(template: &'t Template, parent: Option<&str>) -> Option<&'t str> {
    template.name.strip_prefix(parent?)?.strip_prefix('/')
}

/// Where a component is defined.
struct Definition<'a> {
    name: String,
    /// The words of its first tag.
    words: Vec<Placed<'a>>,
    takes_body: bool,
}

fn definitions(template: &Template) -> impl Iterator<Item = Definition<'_>> {
    let mut found: Vec<Definition<'_>> = Vec::new();
    for Tag { statement, words, .. } in tags(&template.text) {
        match words.first().filter(|_| statement) {
            Some((Word::Name("component"), _)) => {
                if let Some(name) = dotted(words.get(1..).unwrap_or_default()) {
                    found.push(Definition {
                        name,
                        words,
                        takes_body: false,
                    });
                }
            }
            _ => {
                if let Some(last) = found.last_mut() {
                    last.takes_body |= words.iter().any(|(word, _)| *word == Word::Name("body"));
                }
            }
        }
    }
    found.into_iter()
}

/// Reads one component.
struct Reader<'a> {
    definition: Definition<'a>,
    info: ComponentInfo,
    template: &'a Template,
}

impl Reader<'_> {
    /// The component; `taken` are the names of others.
    fn component(&self, taken: &mut HashSet<String>, offered: &mut Offered) -> Component {
        let mut component = Component {
            name: self.definition.name.clone(),
            others: Vec::new(),
            parameters: Vec::new(),
            inline: false,
            takes_body: self.definition.takes_body,
        };
        let mut problems = Vec::new();
        self.name(&component.name, &mut problems);
        for argument in self.info.args() {
            self.parameter(argument, &mut component, &mut offered.given, &mut problems);
        }
        if let Some(rest) = self.info.rest_param() {
            let message = "a component that texts call takes no arguments but those that it names".to_owned();
            problems.push((rest.to_owned(), message, "name each of them".to_owned()));
        }
        self.facts(&mut component, taken, &mut problems);
        let index = LineIndex::new(&self.template.text);
        let refuse = |(word, message, help): Problem| {
            Diagnostic::new(Code::TemplateRefused, message)
                .spanning(&self.template.path, &index, self.place(&word))
                .help(help)
        };
        offered.problems.extend(problems.into_iter().map(refuse));
        component
    }

    fn name(&self, name: &str, problems: &mut Vec<Problem>) {
        if CONTAINERS.contains(&name) {
            let message = format!("`{name}` is a container of every text, and no component takes its place");
            problems.push((name.to_owned(), message, "choose another name".to_owned()));
        } else if name.contains('.') {
            let first = name.split('.').next().unwrap_or_default();
            let message = format!("no text can call `{name}`, whose name has a full stop");
            let help = "choose a name of letters, digits and `_`".to_owned();
            problems.push((first.to_owned(), message, help));
        }
    }

    fn parameter(
        &self,
        argument: &ComponentArg,
        component: &mut Component,
        given: &mut Vec<Given>,
        problems: &mut Vec<Problem>,
    ) {
        let name = argument.name();
        let mut refuse = |message: String, help: String| problems.push((name.to_owned(), message, help));
        let shape = if argument.is_implicit() {
            if !GIVEN.contains(&name) {
                let message = format!("a component that texts call sees nothing of the page, so there is no `@{name}`");
                return refuse(
                    message,
                    format!("it may ask for {}", listed(&GIVEN.map(|name| format!("@{name}")))),
                );
            }
            if name == "strings" {
                return;
            }
            &Shape::Word
        } else if CALL_ARGUMENTS.contains(&name) {
            let message = format!("`{name}` belongs to every call, so no component can take it");
            return refuse(message, "choose another name".to_owned());
        } else {
            let kind = kind(argument.arg_type());
            if kind == Some(ParameterKind::Image) && !is_image_argument(name) {
                let message =
                    format!("`{name}` is to be of type `map`, which is an image, and its name does not say so");
                return refuse(message, "call it `src`, or let its name end in `_src`".to_owned());
            }
            let Some(kind) = kind else {
                let kind = argument.arg_type().map_or("", |kind| kind.as_str());
                let message = format!("`{name}` is to be of type `{kind}`, which no text can write");
                return refuse(
                    message,
                    "choose `string`, `bool`, `integer`, `float` or `number`, or `map` for an image".to_owned(),
                );
            };
            component.parameters.push(Parameter {
                name: name.to_owned(),
                kind,
                default: argument.default().map(written),
            });
            match kind {
                ParameterKind::Image => &IMAGE,
                _ if is_address_argument(name) => &Shape::Url,
                ParameterKind::Any | ParameterKind::Text => &Shape::Free,
                ParameterKind::Flag => &Shape::Flag,
                ParameterKind::Whole | ParameterKind::Fraction | ParameterKind::Number => &Shape::Number,
            }
        };
        given.push(Given {
            component: component.name.clone(),
            argument: name.to_owned(),
            shape,
        });
    }

    /// Reads the map behind the parameters.
    fn facts(&self, component: &mut Component, taken: &mut HashSet<String>, problems: &mut Vec<Problem>) {
        let facts: &BTreeMap<String, Value> = self.info.metadata();
        for (fact, value) in facts {
            match (fact.as_str(), value.as_str()) {
                ("form", Some("block")) => {}
                ("form", Some("inline")) => component.inline = true,
                ("form", _) => {
                    let message = "`form` is `\"block\"` or `\"inline\"`".to_owned();
                    problems.push((fact.clone(), message, "write one of them".to_owned()));
                }
                ("names", _) => match names(value) {
                    Some(names) => match names.iter().find(|name| !taken.insert((*name).clone())) {
                        Some(name) => {
                            let message = format!("`{name}` is the name of another component or container");
                            problems.push((name.clone(), message, "choose another name".to_owned()));
                        }
                        None => component.others = names,
                    },
                    None => {
                        let message = "`names` is a list of the other names of a component".to_owned();
                        problems.push((fact.clone(), message, "write `names: [\"…\"]`".to_owned()));
                    }
                },
                (fact, _) => {
                    let message = format!("a component says nothing of itself by `{fact}`");
                    let help = match nearest(fact, FACTS) {
                        Some(meant) => format!("did you mean `{meant}`?"),
                        None => format!("it may say {}", listed(&FACTS.map(str::to_owned))),
                    };
                    problems.push((fact.to_owned(), message, help));
                }
            }
        }
    }

    /// Where a word stands in the first tag of the component; the name of the component, if nowhere.
    fn place(&self, word: &str) -> Span {
        let is_it = |placed: &&Placed<'_>| matches!(placed.0, Word::Name(name) | Word::Text(name) if name == word);
        let words = self.definition.words.get(1..).unwrap_or_default();
        let found = words.iter().find(is_it).or(words.first());
        found.map_or(Span::default(), |&(_, span)| span)
    }
}

/// The word at fault, one sentence, and what to write instead.
type Problem = (String, String, String);

fn kind(kind: Option<ComponentArgType>) -> Option<ParameterKind> {
    match kind {
        None => Some(ParameterKind::Any),
        Some(ComponentArgType::String) => Some(ParameterKind::Text),
        Some(ComponentArgType::Bool) => Some(ParameterKind::Flag),
        Some(ComponentArgType::Integer) => Some(ParameterKind::Whole),
        Some(ComponentArgType::Float) => Some(ParameterKind::Fraction),
        Some(ComponentArgType::Number) => Some(ParameterKind::Number),
        Some(ComponentArgType::Map) => Some(ParameterKind::Image),
        Some(_) => None,
    }
}

/// A default as a template writes it.
fn written(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), in_quotes)
}

fn names(value: &Value) -> Option<Vec<String>> {
    let names = value.as_array()?.iter();
    names.map(|name| name.as_str().map(str::to_owned)).collect()
}

fn listed(names: &[String]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    quoted.join(", ")
}
