//! What templates can call: the filters, tests and functions of Tera, and our own.

/// The filters.
pub const FILTERS: &[&str] = &[
    "abs",
    "capitalize",
    "default",
    "escape",
    "escape_html",
    "escape_xml",
    "first",
    "float",
    "get",
    "group_by",
    "indent",
    "int",
    "join",
    "json",
    "keys",
    "last",
    "length",
    "lower",
    "newlines_to_br",
    "nth",
    "pairs",
    "picture",
    "plain",
    "pluralize",
    "replace",
    "reverse",
    "round",
    "safe",
    "sort",
    "split",
    "str",
    "title",
    "trim",
    "trim_end",
    "trim_start",
    "truncate",
    "unique",
    "upper",
    "urlencode",
    "values",
    "wordcount",
];

/// The tests, for `is`.
pub const TESTS: &[&str] = &[
    "array",
    "bool",
    "containing",
    "defined",
    "divisible_by",
    "ending_with",
    "even",
    "float",
    "integer",
    "iterable",
    "map",
    "none",
    "number",
    "odd",
    "starting_with",
    "string",
    "undefined",
];

/// The functions.
pub const FUNCTIONS: &[&str] = &["range", "super", "throw"];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::OutputKind;
    use crate::render::engine::empty;

    #[test]
    fn each_is_there() {
        let knows = |template: &str| empty(OutputKind::Html, None).add_raw_template("a", template).is_ok();
        assert!(!knows("{{ 1 | nonsense }}") && !knows("{{ 1 is nonsense }}") && !knows("{{ nonsense() }}"));
        let filters = FILTERS.iter().map(|name| format!("{{{{ x | {name} }}}}"));
        let tests = TESTS.iter().map(|name| format!("{{{{ x is {name} }}}}"));
        let functions = FUNCTIONS
            .iter()
            .map(|name| format!("{{% block a %}}{{{{ {name}() }}}}{{% endblock a %}}"));
        for template in filters.chain(tests).chain(functions) {
            assert!(knows(&template), "{template}");
        }
        assert!(FILTERS.is_sorted() && TESTS.is_sorted() && FUNCTIONS.is_sorted());
    }
}
