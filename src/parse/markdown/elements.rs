//! What HTML says of its elements by name.

/// All elements of HTML, the obsolete ones too.
const ELEMENTS: &str = "\
    a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big blink \
    blockquote body br button canvas caption center cite code col colgroup content data datalist dd del \
    details dfn dialog dir div dl dt em embed fieldset figcaption figure font footer form frame frameset \
    h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe image img input ins isindex kbd keygen label \
    legend li link listing main map mark marquee math menu menuitem meta meter multicol nav nextid nobr \
    noembed noframes noscript object ol optgroup option output p param picture plaintext pre progress q \
    rb rp rt rtc ruby s samp script search section select slot small source spacer span strike strong \
    style sub summary sup svg table tbody td template textarea tfoot th thead time title tr track tt u \
    ul var video wbr xmp";

/// Whether browsers know an element of this name, in lower case; authors may define others whose names have a hyphen.
pub(super) fn is_element(name: &str) -> bool {
    name.contains('-') || ELEMENTS.split(' ').any(|element| element == name)
}

/// Whether an element has no content and no end tag.
pub(super) fn is_void(name: &str) -> bool {
    const VOID: &str = "area base basefont bgsound br col embed frame hr image img input keygen link meta param \
        source track wbr";
    VOID.split(' ').any(|element| element == name)
}

/// Whether an element ends by itself where its end tag is left out.
pub(super) fn ends_by_itself(name: &str) -> bool {
    const OPTIONAL: &str = "body caption colgroup dd dt head html li optgroup option p rb rp rt rtc tbody td tfoot th \
        thead tr";
    OPTIONAL.split(' ').any(|element| element == name)
}

/// Whether what stands in an element is text, up to its end tag.
pub(super) fn holds_text(name: &str) -> bool {
    const TEXT: [&str; 8] = [
        "iframe", "noembed", "noframes", "script", "style", "textarea", "title", "xmp",
    ];
    TEXT.contains(&name)
}

/// Whether what stands in an element is code or the like, which runs from left to right.
pub(super) fn is_code(name: &str) -> bool {
    matches!(name, "code" | "kbd" | "samp" | "var" | "pre" | "tt")
}

/// Whether an element is a part of a page, with blocks of its own.
pub(super) fn is_part(name: &str) -> bool {
    matches!(
        name,
        "article" | "aside" | "blockquote" | "details" | "div" | "figure" | "footer" | "header" | "main" | "section"
    )
}

/// Whether an element stands within a line of text, so that what is open before it goes on behind it.
pub(super) fn runs_in_line(name: &str) -> bool {
    const IN_LINE: &str = "a abbr acronym b bdi bdo big br button cite code data del dfn em font i img input ins kbd label \
        mark meter output progress q rp rt ruby s samp select small span strike strong sub sup time tt u var wbr";
    IN_LINE.split(' ').any(|element| element == name)
}

/// Whether an element stands around words of a line, so that their direction may be its own.
pub(super) fn holds_words(name: &str) -> bool {
    const AROUND_WORDS: &str = "a abbr b cite del dfn em i ins mark q s small span strong u";
    AROUND_WORDS.split(' ').any(|element| element == name)
}

/// Whether an element holds another vocabulary, with names and rules of its own.
pub(super) fn is_foreign(name: &str) -> bool {
    matches!(name, "svg" | "math")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_browsers_know() {
        for (name, expected) in [
            ("a", true),
            ("xmp", true),
            ("my-card", true),
            ("youtube", false),
            ("t", false),
            ("", false),
        ] {
            assert_eq!(is_element(name), expected, "{name}");
        }
    }
}
