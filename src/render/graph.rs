//! Which templates a template can reach, and what it asks for on the way.
//!
//! Tera follows inheritance and includes by calling itself, so that a chain that is too long would
//! end the process: chains are measured here, before Tera sees them.

use std::collections::{BTreeSet, HashMap};

use super::tags::{Placed, Tag, Word, tags};
use crate::base::{Code, Diagnostic, LineIndex, Span, nearest};
use crate::model::{TableRow, Template};

/// The variables whose fields are the files of the theme.
const BY_FILE: [&str; 2] = ["assets", "integrity"];

/// The longest chain of templates that extend or include each other.
const MAX_DEPTH: usize = 64;

/// The templates of one kind and how they refer to each other.
pub struct Graph<'a> {
    templates: Vec<Node<'a>>,
    by_name: HashMap<&'a str, usize>,
    /// The templates that define a component.
    by_component: HashMap<String, Vec<usize>>,
    parent: Option<&'a str>,
}

struct Node<'a> {
    template: &'a Template,
    references: Vec<(&'a str, Span)>,
    extends: Option<&'a str>,
    calls: BTreeSet<String>,
    names: BTreeSet<&'static str>,
    /// The files of the theme that it asks for.
    files: Vec<Asked<'a>>,
    /// Whether it may ask for any of them.
    any_file: bool,
    refused: Vec<(Span, String, &'static str)>,
}

/// A file of the theme that a template asks for.
struct Asked<'a> {
    name: &'a str,
    span: Span,
    /// What is written if it is written with dots, which do not reach into names: `front.js`.
    dotted: String,
}

/// What a template can reach.
#[derive(Clone, Debug, Default)]
pub struct Reach {
    /// The variables of the table, sorted.
    pub names: Vec<&'static str>,
    /// The files of the theme that it asks for, sorted; `None` where only a page that is made tells.
    pub files: Option<Vec<String>>,
}

impl<'a> Graph<'a> {
    /// Reads the tags of `templates`. A name that none of them has is looked for below `parent`.
    pub fn new(templates: &[&'a Template], parent: Option<&'a str>, table: &'static [TableRow]) -> Self {
        let mut graph = Graph {
            templates: Vec::with_capacity(templates.len()),
            by_name: HashMap::new(),
            by_component: HashMap::new(),
            parent,
        };
        for (index, &template) in templates.iter().enumerate() {
            let mut node = Node::new(template);
            for tag in tags(&template.text) {
                node.read(&tag, table);
                if let Some(component) = defined_component(&tag) {
                    graph.by_component.entry(component).or_default().push(index);
                }
            }
            graph.by_name.insert(&template.name, index);
            graph.templates.push(node);
        }
        graph
    }

    /// What templates may not do, references that lead nowhere, files that are not among `files`, and chains that are too
    /// long.
    pub fn check(&self, files: &[&str]) -> Vec<Diagnostic> {
        let mut diagnostics = Vec::new();
        for node in &self.templates {
            for (span, message, help) in &node.refused {
                diagnostics.push(node.diagnostic(Code::TemplateRefused, message, *span).help(*help));
            }
            for &(name, span) in &node.references {
                if self.resolve(name).is_none() {
                    let diagnostic =
                        node.diagnostic(Code::TemplateSyntax, &format!("there is no template `{name}`"), span);
                    diagnostics.push(match nearest(name, self.by_name.keys().copied()) {
                        Some(meant) => diagnostic.help(format!("did you mean `{meant}`?")),
                        None => diagnostic,
                    });
                }
            }
        }
        diagnostics.extend(self.templates.iter().flat_map(|node| node.missing(files)));
        let mut heights = vec![None; self.templates.len()];
        let too_long = (0..self.templates.len()).find_map(|start| self.height(start, &[], &mut heights).err());
        diagnostics.extend(too_long);
        diagnostics
    }

    /// What each template can reach, by its full name.
    pub fn reach(&self) -> HashMap<String, Reach> {
        let reached = |start: usize| {
            let mut seen = BTreeSet::from([start]);
            let mut waiting = vec![start];
            let (mut names, mut files, mut any_file) = (BTreeSet::new(), BTreeSet::new(), false);
            while let Some(node) = waiting.pop().and_then(|index| self.templates.get(index)) {
                names.extend(node.names.iter().copied());
                files.extend(node.files.iter().map(|asked| asked.name.to_owned()));
                any_file |= node.any_file;
                waiting.extend(self.neighbours(node).filter(|&next| seen.insert(next)));
            }
            Reach {
                names: names.into_iter().collect(),
                files: (!any_file).then(|| files.into_iter().collect()),
            }
        };
        let named = |(index, node): (usize, &Node<'_>)| (node.template.name.clone(), reached(index));
        self.templates.iter().enumerate().map(named).collect()
    }

    /// Which template each one extends, in the order of the templates.
    pub fn parents(&self) -> Vec<Option<usize>> {
        let parent = |node: &Node<'_>| node.extends.and_then(|name| self.resolve(name));
        self.templates.iter().map(parent).collect()
    }

    fn neighbours(&self, node: &Node<'_>) -> impl Iterator<Item = usize> {
        let referred = node.references.iter().filter_map(|&(name, _)| self.resolve(name));
        let called = node
            .calls
            .iter()
            .filter_map(|name| self.by_component.get(name))
            .flatten();
        referred.chain(called.copied())
    }

    fn resolve(&self, name: &str) -> Option<usize> {
        let inherited = || self.by_name.get(format!("{}/{name}", self.parent?).as_str());
        self.by_name.get(name).or_else(inherited).copied()
    }

    /// How many templates the longest chain from `start` has, itself included; `path` leads to it.
    fn height(&self, start: usize, path: &[usize], heights: &mut [Option<usize>]) -> Result<usize, Diagnostic> {
        let Some(node) = self.templates.get(start) else {
            return Ok(0);
        };
        if let Some(height) = heights.get(start).copied().flatten() {
            return Ok(height);
        }
        let path = [path, &[start]].concat();
        let mut height = 1;
        for &(name, span) in &node.references {
            let Some(next) = self.resolve(name) else { continue };
            let refuse = |why: &str| {
                let message = format!("{why}: {}", self.chain(&path, next));
                Err(node.diagnostic(Code::TemplateRefused, &message, span))
            };
            if path.contains(&next) {
                return refuse("templates extend or include each other in a circle");
            }
            // Before the call too: it is what keeps this very function from going too deep.
            let too_deep = format!("templates extend or include each other more than {MAX_DEPTH} deep");
            if path.len() == MAX_DEPTH {
                return refuse(&too_deep);
            }
            let below = self.height(next, &path, heights)?;
            if path.len() + below > MAX_DEPTH {
                return refuse(&too_deep);
            }
            height = height.max(1 + below);
        }
        if let Some(known) = heights.get_mut(start) {
            *known = Some(height);
        }
        Ok(height)
    }

    fn chain(&self, path: &[usize], last: usize) -> String {
        let names: Vec<&str> = path
            .iter()
            .chain([&last])
            .filter_map(|&index| Some(self.templates.get(index)?.template.name.as_str()))
            .collect();
        match names.as_slice() {
            [first, second, third, .., last] if names.len() > 8 => format!("{first}, {second}, {third}, …, {last}"),
            _ => names.join(", "),
        }
    }
}

impl<'a> Node<'a> {
    fn new(template: &'a Template) -> Self {
        Node {
            template,
            references: Vec::new(),
            extends: None,
            calls: BTreeSet::new(),
            names: BTreeSet::new(),
            files: Vec::new(),
            any_file: false,
            refused: Vec::new(),
        }
    }

    fn read(&mut self, tag: &Tag<'a>, table: &'static [TableRow]) {
        for &(word, span) in &tag.words {
            match word {
                Word::Name("__tera_context") => self.refused.push((
                    span,
                    "`__tera_context` prints whatever a page was given".to_owned(),
                    "print the variables that you need by their names",
                )),
                Word::Name(name) => {
                    let rows = table.iter().filter(|row| row.name == name);
                    self.names.extend(rows.map(|row| row.name));
                }
                _ => {}
            }
        }
        for (at, &(word, _)) in tag.words.iter().enumerate() {
            if matches!(word, Word::Name(name) if BY_FILE.contains(&name)) {
                match asked(tag.words.get(at + 1..).unwrap_or_default()) {
                    Some(asked) => self.files.push(asked),
                    None => self.any_file = true,
                }
            }
            if word == Word::Sign('<') {
                self.calls.extend(dotted(tag.words.get(at + 1..).unwrap_or_default()));
            }
        }
        match statement(tag) {
            [
                (Word::Name(verb @ ("include" | "extends")), _),
                (Word::Text(name), span),
                ..,
            ] => {
                self.references.push((name, *span));
                if *verb == "extends" {
                    self.extends = Some(name);
                }
            }
            [(Word::Name("set" | "set_global"), _), (Word::Name(name), span), ..]
                if table.iter().any(|row| row.name == *name) =>
            {
                self.refused.push((
                    *span,
                    format!("`{name}` is a variable of every page and may not be set"),
                    "choose another name",
                ));
            }
            _ => {}
        }
    }

    /// The files that it asks for and that are not there.
    fn missing(&self, files: &[&str]) -> impl Iterator<Item = Diagnostic> {
        let missing = self.files.iter().filter(|asked| !files.contains(&asked.name));
        missing.map(|Asked { name, span, dotted }| {
            let message = format!("the theme has no file `{name}` in `static/`");
            let help = match nearest(name, files.iter().copied()) {
                _ if files.contains(&dotted.as_str()) => format!("write `assets[\"{dotted}\"]`"),
                Some(meant) => format!("did you mean `{meant}`?"),
                None => "write its name with the folders below `static/`: `assets[\"fonts/naskh.woff2\"]`".to_owned(),
            };
            self.diagnostic(Code::MissingAsset, &message, *span).help(help)
        })
    }

    fn diagnostic(&self, code: Code, message: &str, span: Span) -> Diagnostic {
        Diagnostic::new(code, message).spanning(&self.template.path, &LineIndex::new(&self.template.text), span)
    }
}

/// The file that is asked for behind the name of a variable, `["a.css"]` or `.a`; `None` where that cannot be told.
fn asked<'a>(words: &[Placed<'a>]) -> Option<Asked<'a>> {
    let (name, span, dotted) = match words {
        [(Word::Sign('['), _), (Word::Text(name), span), (Word::Sign(']'), _), ..] => (*name, *span, String::new()),
        [(Word::Sign('.'), _), (Word::Field(name), span), ..] => (*name, *span, fields(words)),
        _ => return None,
    };
    Some(Asked { name, span, dotted })
}

/// `.front.js` without its first dot.
fn fields(words: &[Placed<'_>]) -> String {
    let fields = words.iter().map_while(|(word, _)| match word {
        Word::Sign('.') => Some(""),
        Word::Field(name) => Some(name),
        _ => None,
    });
    fields.filter(|field| !field.is_empty()).collect::<Vec<_>>().join(".")
}

/// The words of a statement; none for an expression.
fn statement<'t, 'a>(tag: &'t Tag<'a>) -> &'t [Placed<'a>] {
    if tag.statement { &tag.words } else { &[] }
}

fn defined_component(tag: &Tag<'_>) -> Option<String> {
    match statement(tag) {
        [(Word::Name("component"), _), words @ ..] => dotted(words),
        _ => None,
    }
}

/// The name that `words` start with, with its parts joined by dots.
pub(super) fn dotted(words: &[Placed<'_>]) -> Option<String> {
    let mut words = words.iter().map(|&(word, _)| word);
    let Some(Word::Name(first)) = words.next() else {
        return None;
    };
    let mut name = first.to_owned();
    while let (Some(Word::Sign('.')), Some(Word::Field(part))) = (words.next(), words.next()) {
        name.push('.');
        name.push_str(part);
    }
    Some(name)
}
