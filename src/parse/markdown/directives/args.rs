//! The arguments of a directive: `{#id .class key=value key="value" word}`.

use std::ops::Range;

/// One argument.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) enum Arg {
    /// `#id`.
    Id(Box<str>),
    /// `.class`.
    Class(Box<str>),
    /// `key=value`.
    Pair(Box<str>, Box<str>),
    /// A bare word.
    Word(Box<str>),
}

/// Arguments in the order written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in super::super) struct Args {
    /// The arguments.
    pub list: Vec<Arg>,
    /// Where each stands, in bytes of the file.
    places: Vec<Range<usize>>,
}

impl From<Vec<Arg>> for Args {
    /// Arguments that stand nowhere by themselves.
    fn from(list: Vec<Arg>) -> Self {
        Args {
            list,
            places: Vec::new(),
        }
    }
}

impl Args {
    /// The last value of a key.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.list.iter().rev().find_map(|arg| match arg {
            Arg::Pair(name, value) if &**name == key => Some(&**value),
            _ => None,
        })
    }

    /// Whether they say the direction of what they belong to, so that nobody else need.
    pub fn direct(&self) -> bool {
        let says = |arg: &Arg| matches!(arg, Arg::Pair(key, _) if matches!(&**key, "dir" | "lang" | "isolate"));
        self.list.iter().any(says)
    }

    /// The arguments, each with its bytes in the file.
    pub fn placed(&self) -> impl Iterator<Item = (&Arg, Range<usize>)> {
        let places = self.places.iter().cloned().chain(std::iter::repeat(0..0));
        self.list.iter().zip(places)
    }

    /// All but the values of a key.
    pub fn without(&self, key: &str) -> Args {
        let is_other = |arg: &&Arg| !matches!(arg, Arg::Pair(name, _) if &**name == key);
        self.list.iter().filter(is_other).cloned().collect::<Vec<_>>().into()
    }
}

/// How far arguments may reach: it bounds the search for their end.
const LONGEST: usize = 4096;

/// The length of the `{…}` that `text` starts with; a brace within quotes does not end it.
pub(super) fn braced(text: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate().take(LONGEST) {
        match (quote, byte) {
            (_, b'\n' | b'\r') => return None,
            (None, b'{') if at > 0 => return None,
            (None, b'}') => return Some(at + 1),
            (None, b'"' | b'\'') if text.as_bytes().get(at.wrapping_sub(1)) == Some(&b'=') => quote = Some(byte),
            (Some(open), _) if byte == open => quote = None,
            (None, byte) if at == 0 && byte != b'{' => return None,
            _ => {}
        }
    }
    None
}

/// Whether `text`, which starts with a brace, is meant as attributes rather than as text.
pub(super) fn is_meant(text: &str) -> bool {
    let inner = text.get(1..).unwrap_or_default().trim_start_matches([' ', '\t']);
    match inner.as_bytes().first() {
        Some(b'#' | b'.') => inner
            .chars()
            .nth(1)
            .is_some_and(|next| next.is_alphanumeric() || matches!(next, '-' | '_')),
        Some(byte) if byte.is_ascii_alphabetic() => {
            let key = inner.bytes().take(64).take_while(|&byte| is_key(byte)).count();
            inner.as_bytes().get(key) == Some(&b'=')
        }
        _ => false,
    }
}

/// Reads what stands between the braces, from the byte `at` of the file on; `None` if it cannot be read.
pub(super) fn parse(inner: &str, at: usize) -> Option<Args> {
    let mut args = Args::default();
    let end = at + inner.len();
    let mut rest = inner.trim_start();
    while !rest.is_empty() {
        let (arg, after) = one(rest)?;
        args.list.push(arg);
        args.places.push(end - rest.len()..end - after.len());
        rest = after.trim_start();
        if rest.len() == after.len() && !rest.is_empty() {
            return None;
        }
    }
    Some(args)
}

/// Reads `{…}` that is all of `braces` and stands at the byte `at` of the file.
pub(in super::super) fn read_args(braces: &str, at: usize) -> Option<Args> {
    let length = braced(braces).filter(|&length| braces.len() == length)?;
    parse(braces.get(1..length - 1)?, at + 1)
}

fn one(text: &str) -> Option<(Arg, &str)> {
    if let Some(rest) = text.strip_prefix('#') {
        return name(rest).map(|(id, rest)| (Arg::Id(id.into()), rest));
    }
    if let Some(rest) = text.strip_prefix('.') {
        return name(rest).map(|(class, rest)| (Arg::Class(class.into()), rest));
    }
    let end = text.bytes().take_while(|&byte| is_key(byte) || byte >= 0x80).count();
    let (key, rest) = text.split_at_checked(end).filter(|_| end > 0)?;
    let Some(rest) = rest.strip_prefix('=') else {
        return Some((Arg::Word(key.into()), rest));
    };
    let (value, rest) = match rest.as_bytes().first() {
        Some(quote @ (b'"' | b'\'')) => rest.get(1..)?.split_once(char::from(*quote))?,
        _ => name(rest)?,
    };
    Some((Arg::Pair(key.into(), value.into()), rest))
}

fn name(text: &str) -> Option<(&str, &str)> {
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    let (name, rest) = text.split_at_checked(end)?;
    (end > 0 && !name.contains(['"', '\'', '=', '<', '>', '`', '#'])).then_some((name, rest))
}

fn is_key(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b':' | b'.')
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn arguments() {
        let id = |id: &str| Arg::Id(id.into());
        let class = |class: &str| Arg::Class(class.into());
        let pair = |key: &str, value: &str| Arg::Pair(key.into(), value.into());
        let word = |word: &str| Arg::Word(word.into());
        for (text, expected) in [
            ("", Some(vec![])),
            ("#a .b c=d", Some(vec![id("a"), class("b"), pair("c", "d")])),
            ("#معرف", Some(vec![id("معرف")])),
            (
                " title=\"x } y\" open ",
                Some(vec![pair("title", "x } y"), word("open")]),
            ),
            ("a='b' c=\"\"", Some(vec![pair("a", "b"), pair("c", "")])),
            ("عنوان=نص", Some(vec![pair("عنوان", "نص")])),
            ("src=/a/b?c", Some(vec![pair("src", "/a/b?c")])),
            ("=b", None),
            ("a=", None),
            ("a=\"b", None),
            ("a=\"b\"c", None),
            ("#", None),
            (".", None),
            ("\"a\"", None),
        ] {
            assert_eq!(parse(text, 0).map(|args| args.list), expected, "{text}");
        }
    }

    #[test]
    fn places_are_bytes_of_the_file() {
        let args = read_args("{#م b=\"c d\"  e }", 10).unwrap();
        let places: Vec<_> = args.placed().map(|(_, place)| place).collect();
        assert_eq!(places, [11..14, 15..22, 24..25]);
    }

    #[test]
    fn braces() {
        for (text, expected) in [
            ("{a}", Some(3)),
            ("{a=\"}\"}x", Some(7)),
            ("{it's}", Some(6)),
            ("{a", None),
            ("{a\n}", None),
            ("{{a}}", None),
            ("a}", None),
            ("", None),
        ] {
            assert_eq!(braced(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_meant() {
        for (text, expected) in [
            ("{#a}", true),
            ("{.a}", true),
            ("{ lang=en}", true),
            ("{a}", false),
            ("{\"a\": 1}", false),
            ("{%a=b%}", false),
            ("{...}", false),
            ("{1,3}", false),
        ] {
            assert_eq!(is_meant(text), expected, "{text}");
        }
    }
}
