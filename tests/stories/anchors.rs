//! Whether the ids of a page and the links within it belong together.

use std::collections::BTreeSet;

use maqal::base::tags::tags;
use percent_encoding::percent_decode_str;

/// What is wrong with a page: ids that stand twice, links within it that lead to none.
pub fn problems(html: &str) -> Vec<String> {
    let attributes = || {
        let each = tags(html).map(|tag| (tag.name, tag.attributes));
        each.flat_map(|(element, attributes)| attributes.into_iter().map(move |attribute| (element, attribute)))
    };
    let (mut ids, mut problems) = (BTreeSet::new(), Vec::new());
    for (element, attribute) in attributes() {
        let is_id = attribute.name == "id" || (attribute.name == "name" && element == "a");
        if is_id && !ids.insert(text(attribute.value)) {
            problems.push(format!("the id `{}` stands there twice", attribute.value));
        }
    }
    for (_, attribute) in attributes().filter(|(_, attribute)| attribute.name == "href") {
        let fragment = attribute.value.strip_prefix('#').map(text);
        if fragment.is_some_and(|fragment| !fragment.is_empty() && !ids.contains(&fragment)) {
            problems.push(format!("the link `{}` leads to nothing", attribute.value));
        }
    }
    problems
}

/// What a value in HTML says, as the pages of the stories need it.
fn text(value: &str) -> String {
    let decoded = percent_decode_str(value).decode_utf8_lossy();
    decoded.replace("&quot;", "\"").replace("&amp;", "&")
}
