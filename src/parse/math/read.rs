//! TeX read by pulldown-latex. It is no fault of a page's author if that fails: neither a panic nor a deep recursion of it
//! may end the build, so it works on a thread of its own.

use std::panic;
use std::sync::Once;
use std::thread::{self, Builder};

use pulldown_latex::config::{DisplayMode, RenderConfig};
use pulldown_latex::{Parser, ParserError, Storage, write_mathml};

use super::{Fault, commands};

/// The name of the threads.
const NAME: &str = "formula";
/// Their stack, in bytes. Commands that are arguments of commands are read one within the other; a formula of the longest
/// size holds less than a thousand. What is not used is not taken from the machine.
const STACK: usize = 32 * 1024 * 1024;

/// A formula as the library writes it.
pub(super) fn mathml(tex: &str, is_display: bool) -> Result<String, Fault> {
    let read = on_its_own(|| written(tex, is_display).map_err(|problem| explained(tex, &problem)));
    read.unwrap_or_else(|| Err(unreadable(tex)))
}

fn written(tex: &str, is_display: bool) -> Result<String, String> {
    let storage = Storage::new();
    let events = Parser::new(tex, &storage).collect::<Result<Vec<_>, _>>();
    let events = events.map_err(|error| error.to_string())?;
    let config = RenderConfig {
        display_mode: if is_display {
            DisplayMode::Block
        } else {
            DisplayMode::Inline
        },
        ..RenderConfig::default()
    };
    let mut mathml = Vec::new();
    write_mathml(&mut mathml, events.into_iter().map(Ok::<_, ParserError>), config)
        .map_err(|error| error.to_string())?;
    String::from_utf8(mathml).map_err(|error| error.to_string())
}

/// What a problem of the library means for the author.
fn explained(tex: &str, problem: &str) -> Fault {
    if problem.contains("unknown primitive") {
        let is_unknown = |name: &str| {
            let alone = written(&format!("\\{name}{{}}{{}}{{}}"), false);
            alone.is_err_and(|problem| problem.contains("unknown primitive"))
        };
        if let Some((range, name)) = commands(tex).find(|(_, name)| is_unknown(name)) {
            let message = format!("`\\{name}` is not a command of formulas");
            let help = "check how it is spelt; the manual names what can be used; text is `\\text{…}`";
            return Fault::new(range, message, help);
        }
    }
    const LACKS: (&str, &str) = (
        "a command of this formula lacks what it belongs to",
        "put it in braces behind the command: `\\frac{1}{2}`, `\\sqrt{x}`",
    );
    const KNOWN: [(&str, &str, &str); 9] = [
        (
            "unbalanced",
            "something is opened in this formula and not closed, or closed and not opened",
            "write a `}` for each `{`, a `\\right` for each `\\left`, an `\\end` for each `\\begin`",
        ),
        (
            "subscript twice",
            "two subscripts stand behind one sign",
            "put braces around what the second one belongs to: `{a_b}_c` or `a_{b_c}`",
        ),
        (
            "superscript twice",
            "two superscripts stand behind one sign",
            "put braces around what the second one belongs to: `{a^b}^c` or `a^{b^c}`",
        ),
        (
            "alignment not allowed",
            "`&` stands where there are no columns",
            "write it within `\\begin{aligned} … \\end{aligned}`, or `\\&` for the sign",
        ),
        (
            "new line command",
            "`\\\\` stands where there are no rows",
            "write it within `\\begin{aligned} … \\end{aligned}`",
        ),
        (
            "mathematical environment",
            "this environment is not known",
            "use such as `aligned`, `cases`, `matrix`, `pmatrix`, `array`",
        ),
        (
            "hash sign",
            "`#` has no meaning in a formula",
            "write `\\#` for the sign",
        ),
        ("argument", LACKS.0, LACKS.1),
        ("expected a token", LACKS.0, LACKS.1),
    ];
    match KNOWN.iter().find(|(known, ..)| problem.contains(known)) {
        Some((_, message, help)) => Fault::new(0..tex.len(), *message, *help),
        None => unreadable(tex),
    }
}

fn unreadable(tex: &str) -> Fault {
    let help = "check it, or write it in backquotes to show it as it is typed";
    Fault::new(0..tex.len(), "this formula cannot be read", help)
}

/// Does some work on a thread with room; `None` if it panics, of which nothing is printed.
fn on_its_own<T: Send>(work: impl FnOnce() -> T + Send) -> Option<T> {
    static QUIET: Once = Once::new();
    QUIET.call_once(|| {
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |about| {
            if thread::current().name() != Some(NAME) {
                usual(about);
            }
        }));
    });
    thread::scope(|scope| {
        let thread = Builder::new().name(NAME.into()).stack_size(STACK);
        thread.spawn_scoped(scope, work).ok()?.join().ok()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_no_end() {
        let panic = || -> u8 { std::panic::resume_unwind(Box::new("on purpose")) };
        assert_eq!(on_its_own(panic), None);
        assert_eq!(on_its_own(|| 1), Some(1));
    }
}
