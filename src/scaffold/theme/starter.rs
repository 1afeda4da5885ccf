//! The files of a theme that begins: one block overridden, one string, one setting, one style sheet.

use super::super::NewFile;
use crate::base::quote::in_quotes;
use crate::parse::theme::BUILT_IN;
use crate::scan::THEMES;

/// The line below every page, by the language that its tag begins with.
const COLOPHON: &[(&str, &str)] = &[("ar", "صُنع هذا الموقع ببرنامج «مقال»."), ("en", "Made with Maqal.")];

/// The files of the theme `name` for a site in these languages.
pub fn files(name: &str, languages: &[String]) -> Vec<NewFile> {
    let file = |path: &str, text: String| NewFile::new(&format!("{THEMES}/{name}/{path}"), text);
    let mut files = vec![
        file("theme.toml", manifest(name, languages)),
        file("templates/base.html", template(name)),
        file(&format!("static/{name}.css"), style_sheet(name)),
    ];
    files.extend(
        languages
            .iter()
            .map(|tag| file(&format!("strings/{tag}.toml"), strings(tag))),
    );
    files
}

fn manifest(name: &str, languages: &[String]) -> String {
    let tags: Vec<String> = languages.iter().map(|tag| in_quotes(tag)).collect();
    format!(
        r#"name = {name}
version = "0.1.0"

# What this theme has takes the place of what the built-in one has under the same name; all else stays.
extends = "{BUILT_IN}"

# The languages that it has strings for: `strings/en.toml` and its like.
languages = [{tags}]

# What a site may set in `[theme_settings]`. The types are text, boolean, integer, number, colour, choice, file and list.
[settings.colophon]
type = "boolean"
default = true
description.ar = "السطر الذي في أسفل كل صفحة"
description.en = "the line below every page"

# A setting of `{BUILT_IN}` may have another default here.
#[settings.measure]
#default = "wide"
"#,
        name = in_quotes(name),
        tags = tags.join(", "),
    )
}

fn template(name: &str) -> String {
    format!(
        r#"{{# The frame of all pages. It takes that of `{BUILT_IN}` over and fills some of its blocks. The others are header, site_title, main and
   body_end. `maqal theme eject templates/base.html` copies the whole frame instead, to be changed everywhere. #}}
{{% extends "{BUILT_IN}/base.html" %}}
{{# At the end of the head: a style sheet after the one of `{BUILT_IN}`, so that its rules win. -#}}
{{% block head_end -%}}
<link rel="stylesheet" href="{{{{ assets["{name}.css"] }}}}">
{{% endblock head_end %}}
{{# `super()` is what the block holds in `{BUILT_IN}`; the line below it is one of the theme's strings. -#}}
{{% block footer -%}}
{{{{ super() }}}}
{{% if settings.colophon %}}<p class="colophon">{{{{ strings.colophon }}}}</p>
{{% endif -%}}
{{% endblock footer %}}
"#
    )
}

fn style_sheet(name: &str) -> String {
    format!(
        "/* {name}: rules after those of {BUILT_IN}. One sheet serves both directions, so sides follow the text: write\n   \
         `margin-inline-start` and `text-align: end`, not `left` and `right`. */\n\n\
         .colophon {{ margin-block: 0 2rem; text-align: center; color: var(--soft); font-size: .8em; }}\n"
    )
}

fn strings(tag: &str) -> String {
    let language = tag.split('-').next().unwrap_or(tag);
    let own = COLOPHON.iter().find(|(known, _)| *known == language);
    match own {
        Some((_, text)) => format!("colophon = {}\n", in_quotes(text)),
        None => format!("# To be translated into `{tag}`.\ncolophon = \"Made with Maqal.\"\n"),
    }
}
