//! Two themes: one replaces a block, one prints everything that a template may ask for.

use super::random::Random;
use super::world::Files;

const MINE: &str = "{% extends \"diwan/base.html\" %}\n{% block footer %}<footer>{{ settings.motto }} {{ strings.home }} {{ site.title }}</footer>{% endblock footer %}\n";

const FILES: &[(&str, &str)] = &[
    (
        "theme.toml",
        "name = \"mine\"\nextends = \"diwan\"\n\n[settings]\nmotto = \"Read\"\n",
    ),
    ("strings/ar.toml", "home = \"البيت\"\n"),
    ("strings/en.toml", "home = \"Hearth\"\n"),
    ("static/diwan.css", "body { color: black }\n"),
];

/// Adds the themes `mine` and `probe`.
pub fn add(files: &mut Files) {
    for name in ["mine", "probe"] {
        for (path, text) in FILES {
            files.insert(format!("themes/{name}/{path}"), text.as_bytes().to_vec());
        }
        let base = if name == "mine" { MINE.to_owned() } else { probe() };
        files.insert(format!("themes/{name}/templates/base.html"), base.into_bytes());
    }
}

/// A base template on which every variable is printed whole: whatever changes in one changes the page.
fn probe() -> String {
    let print = |row: &maqal::model::TableRow| format!("<pre>{0}: {{{{ {0} | json }}}}</pre>\n", row.name);
    let variables: String = maqal::plan::VARIABLES.iter().map(print).collect();
    format!("{{% extends \"diwan/base.html\" %}}\n{{% block body_end %}}{variables}{{% endblock body_end %}}\n")
}

/// Changes one file of a theme.
pub fn edit(files: &mut Files, random: &mut Random, fresh: usize) -> String {
    let config = files.get("site.toml").map(|bytes| String::from_utf8_lossy(bytes));
    let name = match config.is_some_and(|config| config.contains("\"probe\"")) {
        true => "probe",
        false => "mine",
    };
    let (path, text): (&str, String) = match random.below(11) {
        0 => ("static/diwan.css", format!("body {{ margin: {fresh}px }}\n")),
        1 => ("static/own.css", format!("p {{ margin: {fresh}px }}\n")),
        2 | 8 => {
            let key = random.pick(&["home", "nothing_yet", "nothing_yet", "permalink", "page_of"]);
            ("strings/en.toml", format!("{key} = \"word {fresh}\"\n"))
        }
        3 | 9 => {
            let key = random.pick(&["home", "nothing_yet", "previous", "tags"]);
            ("strings/ar.toml", format!("{key} = \"كلمة {fresh}\"\n"))
        }
        4 => ("strings/fa.toml", format!("home = \"خانه {fresh}\"\n")),
        5 => ("templates/page.html", page(random, fresh)),
        6 => (
            "templates/own.html",
            format!("{{% extends \"base.html\" %}}<!-- {fresh} -->"),
        ),
        7 => (
            "theme.toml",
            format!("name = \"mine\"\nextends = \"diwan\"\n\n[settings]\nmotto = \"Read {fresh}\"\ncontents = false\n"),
        ),
        _ => ("strings/ar.toml", "home = \n".into()),
    };
    let path = format!("themes/{name}/{path}");
    if random.one_in(4) && files.remove(&path).is_some() {
        return format!("remove {path}");
    }
    files.insert(path.clone(), text.clone().into_bytes());
    format!("write {path}: {text:?}")
}

/// A template for pages, now and then a broken one.
fn page(random: &mut Random, fresh: usize) -> String {
    let body = match random.below(7) {
        0 => "{{ page.title",
        1 => "{{ page.nonsense.deeper }}",
        2 => "{% include \"gone.html\" %}",
        3 => "{{ items }}{% for item in items %}{{ item.nonsense.deeper }}{% endfor %}",
        4 => "{% if page.weight == 2 %}{{ 1 / 0 }}{% endif %}{{ content }}",
        _ => "{{ page.title }}{{ content }}{{ toc | json }}",
    };
    format!("{{% extends \"base.html\" %}}{{% block main %}}{body} {fresh}{{% endblock main %}}\n")
}
