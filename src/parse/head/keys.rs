//! The keys of a front matter, and those that only look like them.

use crate::base::nearest;

/// The keys that have a meaning of their own, taxonomies aside.
pub const KNOWN: [&str; 24] = [
    "title",
    "description",
    "date",
    "updated",
    "publish",
    "expires",
    "draft",
    "slug",
    "lang",
    "dir",
    "translation_of",
    "image",
    "template",
    "weight",
    "pinned",
    "noindex",
    "comments",
    "isolate",
    "id",
    "fallback",
    "aliases",
    "series",
    "taxonomies",
    "extra",
];

/// The keys that decide whether, where or in which direction a page is published: a mistake in them is an error.
const DECISIVE: [&str; 6] = ["draft", "publish", "expires", "lang", "dir", "slug"];

/// Keys of other generators, and plain words, that resemble a known key by accident.
const FOREIGN: [&str; 30] = [
    "author",
    "authors",
    "categories",
    "category",
    "class",
    "craft",
    "data",
    "desc",
    "emoji",
    "height",
    "images",
    "layout",
    "link",
    "linkTitle",
    "long",
    "order",
    "page_template",
    "path",
    "place",
    "publisher",
    "rate",
    "sort_by",
    "stage",
    "state",
    "status",
    "tabs",
    "tile",
    "toc",
    "type",
    "url",
];

/// Whether a mistake in this key is an error.
pub(super) fn is_decisive(key: &str) -> bool {
    DECISIVE.contains(&key)
}

/// The known key that an unknown one was probably meant to be.
pub(super) fn meant<'a>(key: &str, taxonomies: &'a [String]) -> Option<&'a str> {
    if FOREIGN.contains(&key) {
        return None;
    }
    let known = || KNOWN.into_iter().chain(taxonomies.iter().map(String::as_str));
    let lower = key.to_lowercase();
    known().find(|known| *known == lower).or_else(|| {
        // near from both sides: two letters are much of a short key
        nearest(&lower, known()).filter(|known| nearest(known, [lower.as_str()]).is_some())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_meant_by_an_unknown_key() {
        let taxonomies = ["tags".to_owned(), "topics".to_owned()];
        for (keys, expected) in [
            ("draf drafts Draft DRAFT daft draft\u{200F}", Some("draft")),
            ("published publsh", Some("publish")),
            ("expire expired", Some("expires")),
            ("lan Lang langs", Some("lang")),
            ("Dir dirs dri", Some("dir")),
            ("slugs slg", Some("slug")),
            ("titel titles Title", Some("title")),
            ("tag Tags", Some("tags")),
            ("topic", Some("topics")),
            ("alias", Some("aliases")),
            ("update", Some("updated")),
            ("translation-of translationOf", Some("translation_of")),
            (
                "lastmod order layout type url path toc author authors category categories images link linkTitle \
                 sidebar sidebar_position sidebarDepth class emoji page_template sort_by expiryDate publishDate large \
                 range keywords summary subtitle permalink next prev hero head height publisher x 2025 عنوان",
                None,
            ),
        ] {
            for key in keys.split(' ').filter(|key| !key.is_empty()) {
                assert_eq!(meant(key, &taxonomies), expected, "{key}");
            }
        }
    }
}
