//! Where a text ends within HTML: the states of the HTML Standard's tokenizer, as far as they decide what a value
//! that is printed there would become.

mod raw;

/// No element or attribute that matters has a longer name.
const LONGEST_NAME: usize = 24;

/// Elements whose content is no HTML: a text with character references, or not even those.
const RAW: &[&str] = &[
    "title", "textarea", "script", "style", "xmp", "iframe", "noembed", "noframes",
];

/// Elements that have a direction without being in a language: code, and texts that nobody knows beforehand.
const WITHOUT_LANGUAGE: &[&str] = &["bdi", "bdo", "code", "input", "kbd", "pre", "samp", "textarea", "var"];

/// What a value would become.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place<'h> {
    /// Text of an element, which may be HTML.
    Content,
    /// Content of an element that holds no HTML.
    Raw(&'h str),
    /// Part of a quoted value of an attribute.
    Quoted { element: &'h str, attribute: &'h str },
    /// Part of a value without quotes.
    Unquoted { attribute: &'h str },
    /// A name in a tag, or something between its attributes.
    Tag,
    /// Part of a comment or of a declaration.
    Comment,
}

/// An attribute that should have another one beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lone {
    /// `lang` without `dir`.
    Lang,
    /// `dir` without `lang`.
    Dir,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Data,
    TagOpen,
    EndTagOpen,
    TagName,
    BeforeAttribute,
    AttributeName,
    AfterAttributeName,
    BeforeValue,
    Value(char),
    Unquoted,
    Declaration,
    Comment,
    BogusComment,
    Raw,
    RawLess,
    RawSlash,
    RawEnd,
}

/// A place that a text has come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Html {
    state: State,
    /// The element whose tag or whose raw content this is.
    element: String,
    is_end_tag: bool,
    attribute: String,
    attribute_at: usize,
    /// The beginning of a value, of a declaration, of the name of an end tag; the end of a comment.
    buffer: String,
    /// The end of a script so far.
    tail: String,
    /// In a script: how many of `<!--` and, within it, `<script` are open.
    escapes: u8,
    lang: Option<usize>,
    dir: Option<usize>,
    is_auto: bool,
}

impl Default for Html {
    fn default() -> Self {
        Html {
            state: State::Data,
            element: String::new(),
            is_end_tag: false,
            attribute: String::new(),
            attribute_at: 0,
            buffer: String::new(),
            tail: String::new(),
            escapes: 0,
            lang: None,
            dir: None,
            is_auto: false,
        }
    }
}

impl Html {
    /// Goes over `text`, which starts at `offset`; `lone` is told each attribute that lacks its companion, and where.
    pub fn read(&mut self, text: &str, offset: usize, lone: &mut dyn FnMut(Lone, usize)) {
        for (at, c) in text.char_indices() {
            self.step(c, offset + at, lone);
        }
    }

    /// Goes over a value that is printed here.
    pub fn print(&mut self) {
        match self.state {
            State::Data | State::BogusComment => {}
            State::TagOpen | State::EndTagOpen => {
                let is_end_tag = self.state == State::EndTagOpen;
                self.start_tag('?', is_end_tag);
            }
            State::TagName => push(&mut self.element, '?'),
            State::BeforeAttribute | State::AfterAttributeName => {
                self.give();
                self.start_attribute('?', 0);
            }
            State::AttributeName => push(&mut self.attribute, '?'),
            State::BeforeValue | State::Unquoted => {
                push(&mut self.buffer, '?');
                self.state = State::Unquoted;
            }
            State::Value(_) => push(&mut self.buffer, '?'),
            State::Declaration => self.state = State::BogusComment,
            State::Comment => self.buffer.clear(),
            State::Raw | State::RawLess | State::RawSlash | State::RawEnd => {
                self.buffer.clear();
                self.tail.clear();
                self.state = State::Raw;
            }
        }
    }

    /// What a value that is printed here would become.
    pub fn place(&self) -> Place<'_> {
        match self.state {
            State::Data => Place::Content,
            State::TagOpen
            | State::EndTagOpen
            | State::TagName
            | State::BeforeAttribute
            | State::AttributeName
            | State::AfterAttributeName => Place::Tag,
            State::BeforeValue | State::Unquoted => Place::Unquoted {
                attribute: &self.attribute,
            },
            State::Value(_) => Place::Quoted {
                element: &self.element,
                attribute: &self.attribute,
            },
            State::Declaration | State::Comment | State::BogusComment => Place::Comment,
            State::Raw | State::RawLess | State::RawSlash | State::RawEnd => Place::Raw(&self.element),
        }
    }

    /// Whether branches of a template may end here and there: in the same kind of place, which only the same end.
    pub fn is_like(&self, other: &Html) -> bool {
        let quote = |html: &Html| match html.state {
            State::Value(quote) => Some(quote),
            _ => None,
        };
        match (self.place(), other.place()) {
            (Place::Quoted { .. }, Place::Quoted { .. }) => quote(self) == quote(other),
            (Place::Unquoted { .. }, Place::Unquoted { .. }) => true,
            (here, there) => here == there,
        }
    }

    fn step(&mut self, c: char, at: usize, lone: &mut dyn FnMut(Lone, usize)) {
        match self.state {
            State::Data => {
                if c == '<' {
                    self.state = State::TagOpen;
                }
            }
            State::TagOpen | State::EndTagOpen => self.open(c),
            State::TagName => match c {
                '/' | '>' => self.slash_or_end(c, lone),
                _ if is_space(c) => self.state = State::BeforeAttribute,
                _ => push(&mut self.element, c),
            },
            State::BeforeAttribute => match c {
                '/' | '>' => self.slash_or_end(c, lone),
                _ if is_space(c) => {}
                _ => self.start_attribute(c, at),
            },
            State::AttributeName | State::AfterAttributeName => match c {
                '/' | '>' => {
                    self.give();
                    self.slash_or_end(c, lone);
                }
                '=' => {
                    self.buffer.clear();
                    self.state = State::BeforeValue;
                }
                _ if is_space(c) => self.state = State::AfterAttributeName,
                _ if self.state == State::AttributeName => push(&mut self.attribute, c),
                _ => {
                    self.give();
                    self.start_attribute(c, at);
                }
            },
            State::BeforeValue => match c {
                '"' | '\'' => self.state = State::Value(c),
                '>' => self.end_tag(lone),
                _ if is_space(c) => {}
                _ => {
                    push(&mut self.buffer, c);
                    self.state = State::Unquoted;
                }
            },
            State::Value(quote) if c == quote => {
                self.give();
                self.state = State::BeforeAttribute;
            }
            State::Value(_) => push(&mut self.buffer, c),
            State::Unquoted => match c {
                '>' => {
                    self.give();
                    self.end_tag(lone);
                }
                _ if is_space(c) => {
                    self.give();
                    self.state = State::BeforeAttribute;
                }
                _ => push(&mut self.buffer, c),
            },
            State::Declaration => self.declare(c),
            State::Comment => self.comment(c),
            State::BogusComment => {
                if c == '>' {
                    *self = Html::default();
                }
            }
            State::Raw | State::RawLess | State::RawSlash | State::RawEnd => self.raw(c, lone),
        }
    }

    fn open(&mut self, c: char) {
        let is_end_tag = self.state == State::EndTagOpen;
        match c {
            _ if c.is_ascii_alphabetic() => self.start_tag(c, is_end_tag),
            '>' if is_end_tag => *self = Html::default(),
            '/' if !is_end_tag => self.state = State::EndTagOpen,
            '!' if !is_end_tag => self.state = State::Declaration,
            _ if is_end_tag || c == '?' => self.state = State::BogusComment,
            '<' => {}
            _ => self.state = State::Data,
        }
    }

    fn start_tag(&mut self, c: char, is_end_tag: bool) {
        *self = Html {
            state: State::TagName,
            is_end_tag,
            ..Html::default()
        };
        push(&mut self.element, c);
    }

    fn start_attribute(&mut self, c: char, at: usize) {
        self.attribute.clear();
        self.buffer.clear();
        self.attribute_at = at;
        push(&mut self.attribute, c);
        self.state = State::AttributeName;
    }

    /// Takes note of an attribute whose value has ended.
    fn give(&mut self) {
        match self.attribute.as_str() {
            "lang" if !self.buffer.is_empty() => self.lang = Some(self.attribute_at),
            "dir" => {
                self.dir = Some(self.attribute_at);
                self.is_auto = self.buffer == "auto";
            }
            _ => {}
        }
        self.attribute.clear();
        self.buffer.clear();
        self.attribute_at = 0;
    }

    fn slash_or_end(&mut self, c: char, lone: &mut dyn FnMut(Lone, usize)) {
        if c == '>' {
            self.end_tag(lone);
        } else {
            self.state = State::BeforeAttribute;
        }
    }

    /// A tag has ended: what follows is the content of its element, or what follows the element.
    fn end_tag(&mut self, lone: &mut dyn FnMut(Lone, usize)) {
        if !self.is_end_tag {
            match (self.lang, self.dir) {
                (Some(at), None) => lone(Lone::Lang, at),
                (None, Some(at)) if !self.is_auto && !WITHOUT_LANGUAGE.contains(&self.element.as_str()) => {
                    lone(Lone::Dir, at);
                }
                _ => {}
            }
        }
        let is_raw = !self.is_end_tag && RAW.contains(&self.element.as_str());
        *self = Html {
            element: std::mem::take(&mut self.element),
            ..Html::default()
        };
        if is_raw {
            self.state = State::Raw;
        } else {
            self.element.clear();
        }
    }

    /// `<!`: a comment, a document type or nonsense.
    fn declare(&mut self, c: char) {
        self.buffer.push(c);
        if self.buffer == "--" {
            self.buffer = "^".to_owned();
            self.state = State::Comment;
        } else if self.buffer != "-" {
            self.buffer.clear();
            self.state = State::BogusComment;
            if c == '>' {
                *self = Html::default();
            }
        }
    }

    /// The buffer holds the dashes that may end it; `^` is its beginning.
    fn comment(&mut self, c: char) {
        match c {
            '>' if self.buffer.ends_with("--")
                || self.buffer.ends_with("--!")
                || matches!(self.buffer.as_str(), "^" | "^-") =>
            {
                *self = Html::default();
            }
            '-' if self.buffer.ends_with("--") => {}
            '-' if self.buffer.ends_with('!') => "-".clone_into(&mut self.buffer),
            '-' => self.buffer.push('-'),
            '!' if self.buffer.ends_with("--") => self.buffer.push('!'),
            _ => self.buffer.clear(),
        }
    }
}

/// Adds a character of a name in lower case, up to the longest one that matters.
fn push(name: &mut String, c: char) {
    if name.len() < LONGEST_NAME {
        name.push(c.to_ascii_lowercase());
    }
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}')
}
