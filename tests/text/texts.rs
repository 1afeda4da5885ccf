//! Texts: made up from pieces, and earlier ones with something changed.

use crate::random::Random;

/// Pieces that have a meaning to direction, to words, or to addresses.
const PIECES: &[&str] = &[
    "كتاب",
    "لغة",
    "و",
    "ال",
    "إلى",
    "في",
    "من",
    "أ",
    "ـ",
    "\u{64E}",
    "\u{651}",
    "\u{654}",
    "ﻻ",
    "ﷺ",
    "٣",
    "٢٠٢٥",
    "،",
    "؛",
    "؟",
    "۔",
    "«",
    "»",
    "﴾",
    "שלום",
    "תנ״ך",
    "\u{5B8}",
    "می\u{200C}خواهم",
    "اردو",
    "Rust",
    "C++",
    ".NET",
    "F#",
    "@user",
    "#AI",
    "a",
    "the word",
    "Ünï",
    "AT&T",
    "node.js",
    "U.S.",
    "e.g.",
    "https://example.org/",
    "www.example.org",
    "mailto:a@b.c",
    "/etc/",
    "~/x",
    "مسار/7/",
    "me@example.org",
    "5",
    "10-12",
    "2025-01-20",
    "+20 2 1234-5678",
    "$100",
    "-5",
    "45%",
    "50 km/h",
    "16 GB",
    "(2024)",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "<",
    ">",
    "\"",
    "“",
    "”",
    "'",
    "’",
    ".",
    ",",
    ":",
    ";",
    "!",
    "?",
    "…",
    "-",
    "–",
    "—",
    "/",
    "\\",
    "&",
    "=",
    "*",
    "_",
    "`",
    "~",
    "+",
    "#",
    " ",
    " ",
    " ",
    "\u{A0}",
    "\n",
    "\t",
    "\u{2028}",
    "\u{2029}",
    "\u{FFFC}",
    "\u{FDD0}",
    "\u{200E}",
    "\u{200F}",
    "\u{61C}",
    "\u{202A}",
    "\u{202B}",
    "\u{202C}",
    "\u{202D}",
    "\u{202E}",
    "\u{2066}",
    "\u{2067}",
    "\u{2068}",
    "\u{2069}",
    "\u{200B}",
    "\u{200D}",
    "\u{AD}",
    "\u{FEFF}",
    "\u{0}",
    "\u{1B}",
    "日本",
    "👩\u{200D}👧",
    "🇪🇬",
    "e\u{301}",
    "İ",
    "ß",
    "½",
    "→",
    "→ ب",
];

/// What makes a careless function slow when it is repeated.
pub const HOSTILE: &[&str] = &[
    "a",
    "ب",
    " ",
    "(",
    "((a",
    "«",
    "\"",
    "\"a",
    "a1",
    "ب1",
    "ب1a",
    "a ب",
    "ب a",
    "a\u{FFFC} ",
    "\u{FDD0}",
    "~",
    "./",
    "/a",
    "+a",
    "a+",
    "@a",
    "a@",
    "a@b.",
    "www.",
    "https://",
    "https://ب/1",
    "1-",
    "+1 ",
    "0 1 ",
    "- ",
    ". ",
    "A. ",
    "\u{202E}",
    "\u{2067}",
    "\u{2069}",
    "\u{64E}",
    "\u{301}",
    "ـ",
    "\u{200D}",
    "<",
    "</",
    "A ب A ",
    "“a ب” ",
    "(a) ",
    "(ب) a ",
    "C++ ",
    "ب، ",
    "a, ",
    "→",
];

/// Makes one text after another.
pub struct Texts {
    random: Random,
    current: String,
}

impl Texts {
    pub fn new(random: Random) -> Self {
        Texts {
            random,
            current: String::new(),
        }
    }

    /// A new text, or the last one with something changed.
    pub fn next(&mut self) -> &str {
        if self.current.is_empty() || self.random.one_in(4) {
            self.current.clear();
            for _ in 0..self.random.below(24) {
                self.add();
            }
        } else {
            self.change();
        }
        &self.current
    }

    fn add(&mut self) {
        match self.random.below(12) {
            0 => self.current.extend(char::from_u32(self.random.below(0x11_0000) as u32)),
            1..4 => self.current.push(' '),
            _ => self.current.push_str(self.random.pick::<&str>(PIECES)),
        }
    }

    fn change(&mut self) {
        let at = self.place();
        match self.random.below(4) {
            0 => {
                let piece = *self.random.pick::<&str>(PIECES);
                self.current.insert_str(at, piece);
            }
            1 => {
                let to = self.place();
                self.current.drain(at.min(to)..at.max(to));
            }
            2 => {
                let tail = self.current.split_off(at);
                self.current.insert_str(0, &tail);
            }
            _ => {
                self.current.truncate(at);
                self.add();
            }
        }
    }

    fn place(&mut self) -> usize {
        let at = self.random.below(self.current.len() + 1);
        self.current.floor_char_boundary(at)
    }
}
