//! The states of HTML, one text after another.

use super::super::html::{Html, Lone, Place};

/// Where a text ends; values are printed at each `¤`.
fn after(text: &str) -> (Html, Vec<(Lone, usize)>) {
    let mut html = Html::default();
    let mut found = Vec::new();
    let mut at = 0;
    for (number, part) in text.split('¤').enumerate() {
        if number > 0 {
            html.print();
        }
        html.read(part, at, &mut |lone, at| found.push((lone, at)));
        at += part.len() + 1;
    }
    (html, found)
}

#[test]
fn a_value_becomes_what_the_standard_says() {
    use Place::{Comment, Content, Quoted, Raw, Tag, Unquoted};
    let quoted = |element, attribute| Quoted { element, attribute };
    for (text, expected) in [
        ("", Content),
        ("<p>", Content),
        ("<p>a < b", Content),
        ("a <", Tag),
        ("</", Tag),
        ("</p", Tag),
        ("<p ", Tag),
        ("<p class", Tag),
        ("<p class ", Tag),
        ("<p class=a", Unquoted { attribute: "class" }),
        ("<p class=", Unquoted { attribute: "class" }),
        ("<p class= ", Unquoted { attribute: "class" }),
        ("<p class=¤", Unquoted { attribute: "class" }),
        ("<P CLASS='a", quoted("p", "class")),
        ("<p class=\"a>b'", quoted("p", "class")),
        ("<p class=\"¤ ", quoted("p", "class")),
        ("<p class=\"a\"", Tag),
        ("<p class=\"a\">", Content),
        ("<p class=a>", Content),
        ("<p class=a id='", quoted("p", "id")),
        ("<p class id='", quoted("p", "id")),
        ("<img alt='x'/>", Content),
        ("<img alt=x/>", Content),
        ("<img/alt='", quoted("img", "alt")),
        ("<¤>", Content),
        ("<h¤ id='", quoted("h?", "id")),
        ("<p ¤>", Content),
        ("<!", Comment),
        ("<!-", Comment),
        ("<!-- a --", Comment),
        ("<!-- a -->", Content),
        ("<!-- a ¤-->", Content),
        ("<!-- a --!>", Content),
        ("<!-- a --!->", Comment),
        ("<!-->", Content),
        ("<!--->", Content),
        ("<!-- > ", Comment),
        ("<!DOCTYPE html", Comment),
        ("<!DOCTYPE html>", Content),
        ("<!>", Content),
        ("<?php ", Comment),
        ("</ >", Content),
        ("</>", Content),
        ("<title>", Raw("title")),
        ("<TITLE >a <b", Raw("title")),
        ("<title>a</titles>", Raw("title")),
        ("<title>a</title", Raw("title")),
        ("<title>a</title>", Content),
        ("<title>a</Title >", Content),
        ("<title>¤</title>", Content),
        ("<textarea>\"", Raw("textarea")),
        ("<style>p > a {", Raw("style")),
        ("<script>if (a < b) x = \"</p>\";", Raw("script")),
        ("<script>x</script>", Content),
        ("<script><!-- <script> </script>", Raw("script")),
        ("<script><!-- <script> </script> </script>", Content),
        ("<script><!-- <script> --> </script>", Content),
        ("<script><!-- </script>", Content),
        ("<script src='", quoted("script", "src")),
        ("</script>", Content),
        ("<svg><title>", Raw("title")),
        ("<p title='سلام", quoted("p", "title")),
    ] {
        assert_eq!(after(text).0.place(), expected, "{text}");
    }
}

#[test]
fn language_and_direction_go_together() {
    for (text, expected) in [
        ("<p>", None),
        ("<p lang=ar dir=rtl>", None),
        ("<p lang=\"¤\" dir='¤'>", None),
        ("<p id='x' lang='ar'>", Some((Lone::Lang, 10))),
        ("<p dir=\"rtl\">", Some((Lone::Dir, 3))),
        ("<p dir=\"¤\"/>", Some((Lone::Dir, 3))),
        ("<p dir=\"auto\">", None),
        ("<p lang='ar' dir=auto>", None),
        ("<p lang=''>", None),
        ("<p hreflang='ar'>", None),
        ("<bdi dir='rtl'>", None),
        ("<pre dir='ltr'>", None),
        ("</p lang='ar'>", None),
        ("<p lang='ar'", None),
    ] {
        let found = after(text).1;
        assert_eq!(found, expected.into_iter().collect::<Vec<_>>(), "{text}");
    }
}

#[test]
fn ends_that_are_alike() {
    for (here, there, expected) in [
        ("<p", "<p class='a'", true),
        ("<p ", "<p>", false),
        ("<p class='", "<p id='", true),
        ("<p class='", "<p class=\"", false),
        ("<title>", "<textarea>", false),
        ("<p>", "", true),
    ] {
        assert_eq!(after(here).0.is_like(&after(there).0), expected, "{here} {there}");
    }
}
