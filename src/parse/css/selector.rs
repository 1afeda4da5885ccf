//! What selectors say of the text that they choose: its direction, its language, whether it has markup.

use super::value::{Kind, Part, by_comma};
use crate::locale::is_cursive;

/// What is known of the elements that a rule styles. Everything false: nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// The direction of their text is known.
    pub sided: bool,
    /// Their text runs from left to right, or its language has no cursive script, or it is code.
    pub latin: bool,
    /// Their text runs from right to left, or its language has a cursive script.
    pub cursive: bool,
    /// No template writes them, so no attribute can say their direction.
    pub generated: bool,
}

impl Scope {
    /// What is known if both are.
    fn and(self, other: Scope) -> Scope {
        Scope {
            sided: self.sided || other.sided,
            latin: self.latin || other.latin,
            cursive: self.cursive || other.cursive,
            generated: self.generated || other.generated,
        }
    }

    /// What is known if either is.
    fn or(self, other: Scope) -> Scope {
        Scope {
            sided: self.sided && other.sided,
            latin: self.latin && other.latin,
            cursive: self.cursive && other.cursive,
            generated: self.generated && other.generated,
        }
    }

    /// What is known in a rule within this one. The rule within names elements of its own.
    pub fn within(self, inner: Scope) -> Scope {
        Scope {
            latin: inner.latin || (self.latin && !inner.cursive),
            cursive: inner.cursive || (self.cursive && !inner.latin),
            ..self.and(inner)
        }
    }

    fn direction(word: &str) -> Scope {
        match word {
            "rtl" => Scope {
                sided: true,
                cursive: true,
                ..Scope::default()
            },
            "ltr" => Scope {
                sided: true,
                latin: true,
                ..Scope::default()
            },
            _ => Scope::default(),
        }
    }

    fn language(tag: &str) -> Scope {
        let cursive = is_cursive(tag);
        Scope {
            cursive,
            latin: !cursive,
            ..Scope::default()
        }
    }

    /// What is known of everything else. There may be other languages.
    fn inverse(self) -> Scope {
        Scope {
            sided: self.sided,
            latin: self.cursive,
            cursive: self.latin && self.sided,
            ..Scope::default()
        }
    }
}

/// What a list of selectors says: what each of them says.
pub fn scope(list: &[Part]) -> Scope {
    by_comma(list).map(complex).reduce(Scope::or).unwrap_or_default()
}

/// What the name of an animation or a file says, such as `slide-rtl` or `theme.rtl.css`.
pub fn named(name: &str) -> Scope {
    name.split(['-', '_', '.'])
        .map(Scope::direction)
        .fold(Scope::default(), Scope::and)
}

fn complex(selector: &[Part]) -> Scope {
    let mut known = Scope::default();
    let mut before = '\0';
    for part in selector {
        let says = match &part.kind {
            Kind::Mark(mark) => {
                before = *mark;
                continue;
            }
            Kind::Word(word) => match before {
                '.' => Scope::direction(word),
                ':' => pseudo(word),
                _ => element(word),
            },
            Kind::Function(name, given) if before == ':' => function(name, given),
            Kind::Block(given) => attribute(given),
            _ => Scope::default(),
        };
        known = known.and(says);
        before = '\0';
    }
    known
}

fn element(name: &str) -> Scope {
    Scope {
        latin: matches!(name, "pre" | "code" | "kbd" | "samp" | "var" | "math" | "svg"),
        ..Scope::default()
    }
}

fn pseudo(name: &str) -> Scope {
    let generated = matches!(
        name,
        "before" | "after" | "marker" | "placeholder" | "placeholder-shown" | "file-selector-button"
    );
    Scope {
        generated,
        ..Scope::default()
    }
}

fn function(name: &str, given: &[Part]) -> Scope {
    match name {
        "dir" => given
            .iter()
            .find_map(Part::word)
            .map(Scope::direction)
            .unwrap_or_default(),
        "lang" => by_comma(given).map(language).reduce(Scope::or).unwrap_or_default(),
        "is" | "where" | "any" | "-webkit-any" | "-moz-any" | "matches" | "host" | "host-context" => scope(given),
        // A negation says something if what it excludes is a direction or a language and nothing more.
        "not" => by_comma(given)
            .filter(|selector| match selector {
                [only] => matches!(only.kind, Kind::Block(_)),
                [mark, _] => mark.is_mark(':') || mark.is_mark('.'),
                _ => false,
            })
            .map(|selector| complex(selector).inverse())
            .fold(Scope::default(), Scope::and),
        _ => Scope::default(),
    }
}

fn language(range: &[Part]) -> Scope {
    match range.first().map(|part| &part.kind) {
        Some(Kind::Word(tag) | Kind::Text(tag)) => Scope::language(tag.trim_start_matches("*-")),
        _ => Scope::default(),
    }
}

/// What stands between square brackets: a name, an operator, a value.
fn attribute(given: &[Part]) -> Scope {
    let (name, value) = match given {
        [name, .., value] if value.word() != Some("i") && value.word() != Some("s") => (name, value),
        [name, .., value, _] => (name, value),
        _ => return Scope::default(),
    };
    match (name.word(), &value.kind) {
        (Some("dir"), Kind::Word(value) | Kind::Text(value)) => Scope::direction(&value.to_ascii_lowercase()),
        (Some("lang"), Kind::Word(value) | Kind::Text(value)) => Scope::language(value),
        _ => Scope::default(),
    }
}
