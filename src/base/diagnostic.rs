//! Diagnostics: what is wrong, where, and what to type instead.

use std::collections::BTreeMap;
use std::fmt;

use super::{LineIndex, Position, SourcePath, Span};

/// How much a diagnostic weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Level {
    /// Cannot be published: nothing is written, the last generation stays.
    Error,
    /// Published and reported; an error under `--strict`.
    Warning,
    /// Not reported.
    Off,
}

impl Level {
    /// The word that people read and write in `[check]`.
    pub fn as_str(self) -> &'static str {
        match self {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Off => "off",
        }
    }
}

macro_rules! codes {
    ($($variant:ident $level:ident $name:literal $meaning:literal;)*) => {
        /// The stable name of a kind of problem.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Code {
            $(#[doc = $meaning] $variant,)*
        }

        impl Code {
            /// Every code, in the order of the manual.
            pub const ALL: &'static [Code] = &[$(Code::$variant),*];

            /// The name as printed.
            pub fn as_str(self) -> &'static str {
                match self { $(Code::$variant => $name),* }
            }

            /// What the code means, in one line.
            pub fn meaning(self) -> &'static str {
                match self { $(Code::$variant => $meaning),* }
            }

            /// The level unless `[check]` or `--strict` says otherwise.
            pub fn level(self) -> Level {
                match self { $(Code::$variant => Level::$level),* }
            }
        }
    };
}

codes! {
    ConfigSyntax Error "config-syntax" "`site.toml` is not valid TOML.";
    BadSetting Error "bad-setting" "A setting in `site.toml` has a wrong type or value.";
    UnknownSetting Warning "unknown-setting" "A setting in `site.toml` that Maqal does not know.";
    ImpliedScript Warning "implied-script" "A language tag names the script in which its language is written anyway.";
    UnknownLanguage Error "unknown-language" "A language tag is not valid BCP 47.";
    DataSyntax Error "data-syntax" "A file of data below `content/_data/` cannot be read, or has the name of another one.";
    Unreadable Error "unreadable" "A source cannot be read.";
    NotUtf8 Error "not-utf8" "A text file is not valid UTF-8.";
    EmptyFile Warning "empty-file" "A source has no text at all.";
    ControlCharacter Warning "control-character" "A control character was dropped from the text.";
    BidiControl Warning "bidi-control" "An invisible character would change the direction of text.";
    FrontMatterSyntax Error "front-matter-syntax" "The front matter is not valid YAML or TOML.";
    FrontMatterUnclosed Error "front-matter-unclosed" "The front matter has no closing line.";
    DuplicateKey Error "duplicate-key" "A key stands twice in the front matter.";
    MisspeltKey Error "misspelt-key" "A key resembles one that decides whether, where or in which direction a page is published.";
    WrongType Error "wrong-type" "A key that decides whether, where or in which direction a page is published has a value that it cannot have.";
    UnknownKey Warning "unknown-key" "An unknown key resembles a known one.";
    NeedlessDirection Warning "needless-direction" "A direction is set by hand; it follows from the language.";
    IgnoredValue Warning "ignored-value" "A value has a wrong type and is not used.";
    BadDate Warning "bad-date" "A date cannot be read.";
    MissingDate Warning "missing-date" "An article has no date while others of its section have one.";
    MissingTitle Warning "missing-title" "A page has no title; one was taken from its text or file name.";
    PlainTextTitle Warning "plain-text-title" "The title of a plain-text article is proposed from its first sentence.";
    TagSeparator Warning "tag-separator" "Tags are written in one string; they were split at the commas.";
    UnclosedDirective Warning "unclosed-directive" "A `:::` container has no closing line.";
    DirectiveSyntax Warning "directive-syntax" "The arguments of a directive cannot be read.";
    UnknownComponent Warning "unknown-component" "The theme offers no component of this name.";
    MisspeltComponent Error "misspelt-component" "The theme offers no component of this name, but one that is written almost alike.";
    ComponentArgument Error "component-argument" "An argument of a component is unknown, missing, given twice or of a wrong type.";
    ComponentForm Error "component-form" "A component is called in a place where it cannot stand, or with text that it does not print.";
    ForeignShortcode Warning "foreign-shortcode" "A shortcode of another generator is printed as text.";
    UnknownElement Warning "unknown-element" "A tag is no element of HTML; browsers show only what stands within it.";
    UnbalancedHtml Warning "unbalanced-html" "An element is never closed, or an end tag closes nothing.";
    DuplicateId Warning "duplicate-id" "Two headings of one page ask for the same id.";
    UndefinedFootnote Warning "undefined-footnote" "A footnote is referred to but not written.";
    NotEmphasis Warning "not-emphasis" "Text looks like emphasis but is none, because of the blanks or letters beside its signs.";
    SpaceAfterMarker Warning "space-after-marker" "A blank that is no ordinary space keeps a line from being a heading or an item of a list.";
    MissingLanguage Warning "missing-language" "A block is in another script than its page, and nothing says in which language.";
    BadFormula Warning "bad-formula" "A formula cannot be read; it is printed as it is typed.";
    ArrowDirection Warning "arrow-direction" "An arrow between right-to-left words points the wrong way.";
    UnsafeUrl Warning "unsafe-url" "A link uses a scheme that can run code.";
    BrokenLink Warning "broken-link" "A link leads to nothing in this site.";
    BrokenImage Warning "broken-image" "An image is damaged, or no image of the kind that its name says.";
    ImageTooLarge Warning "image-too-large" "An image has more pixels than are decoded; it is published as it is, without smaller copies.";
    BrokenFragment Warning "broken-fragment" "A link leads to a page that has no such heading.";
    OutlineMismatch Warning "outline-mismatch" "The headings of two translations do not align, so they share no anchors.";
    ParallelMismatch Warning "parallel-mismatch" "Between two headings, two translations have other blocks, so that they stand beside each other as a whole.";
    MissingOriginal Warning "missing-original" "`translation_of` names no source of this site.";
    DuplicateTranslation Error "duplicate-translation" "Two sources claim to be the same article in the same language.";
    RouteCollision Error "route-collision" "Two sources would be published at the same address.";
    UntranslatedTerm Warning "untranslated-term" "A taxonomy has a table of terms, but a term has no name in every language of the site.";
    BadAlias Warning "bad-alias" "An alias is no address that this site could have had; it is left out.";
    UnsafeName Error "unsafe-name" "An address would leave the site or cannot be stored on every system.";
    IgnoredFile Warning "ignored-file" "Something that is not a regular file is not published.";
    UnusedFile Warning "unused-file" "A file of a theme is in a place where nothing uses it.";
    ThemeMissing Error "theme-missing" "The theme cannot be found.";
    ThemeSyntax Error "theme-syntax" "`theme.toml` or a file of strings is not valid.";
    MissingString Error "missing-string" "A theme string or one of its plural forms is missing.";
    CssSyntax Warning "css-syntax" "A part of a style sheet cannot be read; browsers skip it.";
    MissingAsset Error "missing-asset" "A template, a style sheet or `[fonts]` names a file that is not there.";
    ImportCycle Warning "import-cycle" "Style sheets import each other in a circle.";
    RemoteImport Warning "remote-import" "A style sheet imports one of another host.";
    NotAFont Error "not-a-font" "A file that `[fonts]` names is no web font.";
    PhysicalDirection Warning "physical-direction" "A declaration keeps to the left or right whatever the direction of the text.";
    CssDirection Warning "css-direction" "A style sheet sets the direction of text that has markup; direction belongs into the markup.";
    OffPage Warning "off-page" "An element is hidden far off the page, which makes pages of one direction wider.";
    CursiveStyle Warning "cursive-style" "A style that the joined letters of a cursive script cannot take is not kept from them.";
    UnknownTemplate Warning "unknown-template" "A page asks for a template that the theme does not have; the usual one is used.";
    MissingTemplate Error "missing-template" "The theme lacks a template that every theme needs.";
    TemplateSyntax Error "template-syntax" "A template cannot be read.";
    TemplateRefused Error "template-refused" "A template does something that templates may not do.";
    TemplateContext Error "template-context" "A template prints a value where it would come out wrong.";
    TemplateDirection Warning "template-direction" "A template writes `lang` without `dir`, or `dir` without `lang`.";
    TemplateRender Error "template-render" "A template failed while it made a page.";
    PageTooLarge Error "page-too-large" "A rendered page exceeds the limit.";
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The levels that a site sets by code; all others keep their own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Levels(pub BTreeMap<Code, Level>);

impl Levels {
    /// The level of `code` in this site.
    pub fn of(&self, code: Code) -> Level {
        self.0.get(&code).copied().unwrap_or_else(|| code.level())
    }
}

/// Where a problem stands.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place {
    /// The source.
    pub path: SourcePath,
    /// The place in its text; `None` for the file as a whole.
    pub position: Option<Position>,
}

/// One problem. Ordered by place, then by code and text, so that every run prints alike.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Diagnostic {
    /// Where; `None` for the site as a whole.
    pub place: Option<Place>,
    /// The kind of problem.
    pub code: Code,
    /// One terse sentence.
    pub message: String,
    /// What to type instead.
    pub help: Option<String>,
    /// The route of the page that was being made, for problems met while rendering.
    pub page: Option<String>,
}

impl Diagnostic {
    /// A problem of the site as a whole.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Diagnostic {
            place: None,
            code,
            message: message.into(),
            help: None,
            page: None,
        }
    }

    /// Says that it concerns a file as a whole.
    #[must_use]
    pub fn in_file(mut self, path: &SourcePath) -> Self {
        self.place = Some(Place {
            path: path.clone(),
            position: None,
        });
        self
    }

    /// Says where in a file.
    #[must_use]
    pub fn at(mut self, path: &SourcePath, position: Position) -> Self {
        self.place = Some(Place {
            path: path.clone(),
            position: Some(position),
        });
        self
    }

    /// Says where in a file, by its text's index.
    #[must_use]
    pub fn spanning(self, path: &SourcePath, index: &LineIndex<'_>, span: Span) -> Self {
        self.at(path, index.position(span))
    }

    /// Adds what to type instead.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds the page that was being made.
    #[must_use]
    pub fn for_page(mut self, route: impl Into<String>) -> Self {
        self.page = Some(route.into());
        self
    }
}

/// A value and the problems met while it was made; they are remembered together.
#[derive(Clone, Debug, PartialEq)]
pub struct Checked<T> {
    /// The value.
    pub value: T,
    /// The problems, in the order found.
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> Checked<T> {
    /// The same with another value.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Checked<U> {
        Checked {
            value: change(self.value),
            diagnostics: self.diagnostics,
        }
    }
}

/// The candidate most like `word`, if one is near enough to be meant.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let length = word.chars().count();
    let allowed = match length {
        0..=2 => 0,
        3..=4 => 1,
        _ => 2,
    };
    candidates
        .into_iter()
        // No shorter way leads from one length to another.
        .filter(|candidate| candidate.chars().count().abs_diff(length) <= allowed)
        .map(|candidate| (strsim::osa_distance(word, candidate), candidate))
        .filter(|&(distance, _)| (1..=allowed).contains(&distance))
        .min()
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_found_again() {
        let names: std::collections::BTreeSet<_> = Code::ALL.iter().map(|code| code.as_str()).collect();
        assert_eq!(names.len(), Code::ALL.len());
    }

    #[test]
    fn near_misses() {
        let known = ["draft", "date", "title", "tags"];
        for (word, expected) in [
            ("drafts", Some("draft")),
            ("titel", Some("title")),
            ("dat", Some("date")),
            ("draft", None),
            ("sidebar", None),
            ("x", None),
        ] {
            assert_eq!(nearest(word, known), expected, "{word}");
        }
    }
}
