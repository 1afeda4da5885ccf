//! A script without indentation and without the lines that are nothing but a comment. More would need a parser of
//! JavaScript.

use std::borrow::Cow;

/// Leaves out what a script can do without, where that can be told line by line.
pub fn shortened(text: &str) -> Cow<'_, str> {
    if !text.lines().all(ends_with_itself) {
        return Cow::Borrowed(text);
    }
    let lines = text.lines().map(str::trim_start);
    let needed = lines.filter(|line| !line.is_empty() && !line.starts_with("//"));
    Cow::Owned(needed.flat_map(|line| [line, "\n"]).collect())
}

/// Whether nothing that the line begins may go on in the next one as text: no template literal, no string, no comment.
fn ends_with_itself(line: &str) -> bool {
    let is_even = line.matches('`').count().is_multiple_of(2);
    is_even && !line.ends_with('\\') && !line.contains("/*") && !line.contains("*/")
}

#[cfg(test)]
mod tests {
    use super::shortened;

    #[test]
    fn only_indentation_and_lines_of_comments_go() {
        for (text, expected) in [
            ("// A.\nif (a) {\n  b();\n\n  // C.\n}\n", "if (a) {\nb();\n}\n"),
            ("a = `x ${y}`; // b\n\tc()", "a = `x ${y}`; // b\nc()\n"),
            // an end of a line ends a statement
            ("let a = 1\n  let b = 2\n", "let a = 1\nlet b = 2\n"),
            ("", ""),
        ] {
            assert_eq!(shortened(text), expected);
        }
    }

    #[test]
    fn what_may_go_on_in_the_next_line_stays() {
        for text in [
            "a = `one\n  // two\n`;\n",
            "a = 'one \\\n  // two';\n",
            "/* one\n// two */ b();\n",
            "  /`/.test(a);\n",
        ] {
            assert_eq!(shortened(text), text);
        }
    }
}
