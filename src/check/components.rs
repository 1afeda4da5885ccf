//! Calls of components that no component takes as they are written.

use crate::base::{Code, Diagnostic, SourcePath};
use crate::model::{Component, ComponentCall, Components, Misfit, ParameterKind};

/// Says what is wrong with the calls of one document.
pub fn check(path: &SourcePath, calls: &[ComponentCall], offered: &Components, problems: &mut Vec<Diagnostic>) {
    for call in calls {
        let Some(component) = offered.find(&call.name) else {
            problems.push(unknown(call, offered).at(path, call.position));
            continue;
        };
        let misfits = component.arguments(call).err().unwrap_or_default();
        problems.extend(misfits.iter().map(|misfit| {
            let position = match misfit {
                Misfit::Unknown(argument, _) | Misfit::Twice(argument) | Misfit::Type(argument, _) => argument.position,
                Misfit::Missing(_) | Misfit::Form | Misfit::Body => call.position,
            };
            wrong(misfit, call, component).at(path, position)
        }));
    }
}

fn unknown(call: &ComponentCall, offered: &Components) -> Diagnostic {
    let name = &call.name;
    if let Some(meant) = offered.nearest(name) {
        let message = format!("the theme offers no component `{name}`");
        return Diagnostic::new(Code::MisspeltComponent, message).help(format!("did you mean `{meant}`?"));
    }
    let message = format!("the theme offers no component `{name}`; its content is printed as it is");
    let problem = Diagnostic::new(Code::UnknownComponent, message);
    match listed(offered.names()) {
        names if names.is_empty() => problem,
        names => problem.help(format!("it offers {names}")),
    }
}

fn wrong(misfit: &Misfit<'_>, call: &ComponentCall, component: &Component) -> Diagnostic {
    let name = &call.name;
    let argument = |message: String, help: String| Diagnostic::new(Code::ComponentArgument, message).help(help);
    match misfit {
        Misfit::Unknown(unknown, meant) => {
            let taken = listed(component.parameters.iter().map(|parameter| parameter.name.as_str()));
            let help = match meant {
                Some(meant) => format!("did you mean `{meant}`?"),
                None if taken.is_empty() => "it takes no arguments".to_owned(),
                None => format!("it takes {taken}"),
            };
            argument(format!("`{name}` takes no argument `{}`", unknown.name), help)
        }
        Misfit::Twice(twice) => argument(
            format!("`{}` is given to `{name}` twice", twice.name),
            "leave one of them out".to_owned(),
        ),
        Misfit::Type(given, kind) => {
            let (is, example) = described(*kind);
            argument(
                format!("`{}` of `{name}` is to be {is}", given.name),
                format!("write `{}{example}`", given.name),
            )
        }
        Misfit::Missing(parameter) => {
            let (_, example) = described(parameter.kind);
            argument(
                format!("`{name}` is called without `{}`", parameter.name),
                format!("write `{}{example}` in its braces", parameter.name),
            )
        }
        Misfit::Form if component.inline => Diagnostic::new(
            Code::ComponentForm,
            format!("`{name}` belongs into a line of text and is called as a block"),
        )
        .help(format!("write `:{name}[…]` among the words")),
        Misfit::Form => Diagnostic::new(
            Code::ComponentForm,
            format!("`{name}` is a block and is called within a line of text"),
        )
        .help(format!(
            "write `:::{name}` on a line of its own, and `:::` on another one below it"
        )),
        Misfit::Body => Diagnostic::new(
            Code::ComponentForm,
            format!("`{name}` prints nothing that stands in it, so that this text would be lost"),
        )
        .help(match component.inline {
            true => format!("write `:{name}[]` with nothing in its brackets"),
            false => "write the closing line right below, and the text behind it".to_owned(),
        }),
    }
}

/// A type in words, and how an argument of it goes on behind its name.
fn described(kind: ParameterKind) -> (&'static str, &'static str) {
    match kind {
        ParameterKind::Any | ParameterKind::Text => ("a text", "=\"…\""),
        ParameterKind::Image => ("the path of an image", "=\"…\""),
        ParameterKind::Flag => ("`true` or `false`", "=true"),
        ParameterKind::Whole => ("a whole number", "=1"),
        ParameterKind::Fraction | ParameterKind::Number => ("a number", "=1.5"),
    }
}

fn listed<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
