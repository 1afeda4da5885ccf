//! What may be printed where.

use super::html::Place;
use super::known::{Fields, Kinds, Known};

/// Attributes that hold an address.
const ADDRESSES: &[&str] = &[
    "action",
    "background",
    "cite",
    "data",
    "formaction",
    "href",
    "icon",
    "imagesrcset",
    "longdesc",
    "manifest",
    "ping",
    "poster",
    "src",
    "srcset",
    "usemap",
    "xlink:href",
];

/// Why a value may not be printed, and what to write instead.
pub struct Refusal {
    /// One sentence.
    pub message: String,
    /// What to write.
    pub help: String,
}

/// Whether the value of `expression` may be printed at `place`.
pub fn refused(place: Place<'_>, known: &Known, expression: &str, fields: &Fields) -> Option<Refusal> {
    let refuse = |message: String, help: String| Some(Refusal { message, help });
    match place {
        Place::Content => None,
        Place::Tag => refuse(
            format!("`{expression}` is printed within a tag, where only names stand"),
            "print values between tags and in quoted values of attributes; to choose an attribute write `{% if … %}` around it"
                .to_owned(),
        ),
        Place::Comment => refuse(
            format!("`{expression}` is printed into a comment"),
            "leave it out; what is between `{#` and `#}` is not printed at all".to_owned(),
        ),
        Place::Unquoted { attribute } => refuse(
            format!("`{expression}` is printed into an attribute without quotation marks"),
            format!("write `{attribute}=\"{{{{ {expression} }}}}\"`"),
        ),
        Place::Quoted { element: _, attribute } => attribute_refused(attribute, known, expression, fields),
        Place::Raw(element @ ("title" | "textarea")) => {
            // JSON is a text like any other there: its quotation marks end nothing.
            let known = known.clone().with(known.kinds.without(Kinds::JSON));
            not_plain(&format!("`<{element}>`"), &known, expression, fields)
        }
        Place::Raw("script") if known.kinds.without(Kinds::JSON) == Kinds::NONE => None,
        Place::Raw("script") => refuse(
            format!("`{expression}` is printed into a script, which takes only JSON"),
            format!("write `{} | json`", plain(known, expression, fields)),
        ),
        Place::Raw("style") if is_number(known, Kinds::NUMBER | Kinds::FLAG) => None,
        Place::Raw("style") => refuse(
            format!("`{expression}` is printed into a style sheet, which takes only numbers"),
            "write the rules in a file of the theme, and choose among them by a class".to_owned(),
        ),
        Place::Raw(element) => refuse(
            format!("`{expression}` is printed into `<{element}>`, whose content is no HTML"),
            "print it elsewhere".to_owned(),
        ),
    }
}

fn attribute_refused(attribute: &str, known: &Known, expression: &str, fields: &Fields) -> Option<Refusal> {
    let refuse = |message: String, help: String| Some(Refusal { message, help });
    if attribute.len() > 2 && attribute.starts_with("on") {
        return refuse(
            format!("`{expression}` is printed into `{attribute}`, which is a script"),
            "print it into a `data-` attribute, and read that in a script of the theme".to_owned(),
        );
    }
    if attribute == "style" && !is_number(known, Kinds::NUMBER) {
        return refuse(
            format!("`{expression}` is printed into `style`, which takes only numbers"),
            "write the rules in a file of the theme, and choose among them by a class".to_owned(),
        );
    }
    if attribute == "srcdoc" {
        return refuse(
            format!("`{expression}` is printed into `srcdoc`, which is a page of its own"),
            "print it on a page, and write its address into `src`".to_owned(),
        );
    }
    if ADDRESSES.contains(&attribute) && known.kinds.has(Kinds::MARKUP | Kinds::TEXT) {
        let text = plain(known, expression, fields);
        let url = text.rsplit_once('.').map(|(path, _)| format!("{path}.url"));
        let url = url.unwrap_or_else(|| "page.url".to_owned());
        return refuse(
            format!("`{expression}` is a text, and `{attribute}` holds an address"),
            format!("write an address, such as `{url}`, or for a part of one `{text} | urlencode`"),
        );
    }
    not_plain(&format!("`{attribute}`"), known, expression, fields)
}

/// A place that holds plain text takes no HTML, and nothing of which that cannot be told.
fn not_plain(place: &str, known: &Known, expression: &str, fields: &Fields) -> Option<Refusal> {
    let kinds = known.kinds;
    let refuse = |message: String| {
        Some(Refusal {
            message,
            help: format!("write `{}`", plain(known, expression, fields)),
        })
    };
    if kinds.has(Kinds::MARKUP) {
        let is = match known.markup.as_deref().filter(|markup| *markup != expression) {
            Some(markup) => format!("`{expression}` can be HTML, namely `{markup}`"),
            None => format!("`{expression}` is HTML"),
        };
        refuse(format!("{is}, and {place} holds plain text"))
    } else if kinds.has(Kinds::JSON) {
        refuse(format!(
            "`{expression}` is JSON, whose quotation marks would end {place}"
        ))
    } else if kinds.has(Kinds::UNKNOWN) {
        refuse(format!(
            "nothing says that `{expression}` is no HTML, and {place} holds plain text"
        ))
    } else if kinds.has(Kinds::NODE) {
        Some(Refusal {
            message: format!("`{expression}` is a list or a map, and {place} holds plain text"),
            help: "print what is in it".to_owned(),
        })
    } else {
        None
    }
}

/// The expression for the same as plain text.
fn plain(known: &Known, expression: &str, fields: &Fields) -> String {
    if !known.kinds.has(Kinds::MARKUP | Kinds::UNKNOWN | Kinds::JSON) {
        return expression.to_owned();
    }
    let markup = known.markup.as_deref().unwrap_or(expression);
    let unsafe_again = markup
        .strip_suffix("safe")
        .map(|before| before.trim_end().trim_end_matches('|').trim_end());
    match (fields.twin(markup), unsafe_again) {
        (Some(twin), _) => twin,
        (None, Some(before)) => before.to_owned(),
        (None, None) => format!("{markup} | plain"),
    }
}

/// Whether a value is one of `kinds` and nothing else.
fn is_number(known: &Known, kinds: Kinds) -> bool {
    known.kinds.without(kinds) == Kinds::NONE
}

/// Whether a value that is printed as text of an element has to be looked at, because it may run against the page.
pub fn needs_isolation(known: &Known) -> bool {
    let open = Kinds::TEXT | Kinds::URL | Kinds::FREE | Kinds::UNKNOWN | Kinds::GUESSED;
    known.kinds.has(open)
}
