//! Templates as Tera holds them, from one version of a theme to the next.

use std::collections::HashMap;

use tera::{Tera, TeraResult};

/// Templates that Tera has compiled, with what it read of each.
pub struct Compiled {
    /// Tera with these templates.
    pub tera: Tera,
    /// By name.
    texts: HashMap<String, String>,
}

impl Compiled {
    /// Compiles templates, which are given by name. In `empty` there are none yet. What has the same text in `last`, which
    /// began with an equal instance, is taken from there: reading a template takes longer than joining all of them.
    ///
    /// # Errors
    /// Those of Tera.
    pub fn new<'t>(
        empty: Tera,
        texts: impl Iterator<Item = (&'t str, &'t str)>,
        last: Option<&Compiled>,
    ) -> TeraResult<Self> {
        let texts: HashMap<_, _> = texts.map(|(name, text)| (name.to_owned(), text.to_owned())).collect();
        // Tera forgets no template.
        let last = last.filter(|last| last.texts.keys().all(|name| texts.contains_key(name)));
        let is_new = |(name, text): &(&String, &String)| last.is_none_or(|last| last.texts.get(*name) != Some(*text));
        let mut tera = last.map_or(empty, |last| last.tera.clone());
        // Each is checked against all others, so that what one takes away from another is missed.
        tera.add_raw_templates(texts.iter().filter(is_new))?;
        Ok(Compiled { tera, texts })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use fastrand::Rng;

    use crate::base::Diagnostic;
    use crate::model::{Template, Value};
    use crate::render::Renderer;
    use crate::render::tests::{TABLE, job, theme, variable};
    use crate::text::Direction;

    /// What a theme may have under each name, one of them at a time, or nothing.
    const TEMPLATES: &[(&str, &[&str])] = &[
        (
            "base.html",
            &[
                "<h1>{{ page.title }}</h1>{% block body %}base{% endblock %}",
                "{% block body %}<i>{{ page.extra.source }}</i>{% endblock %}{% block end %}end{% endblock %}",
                "{{ page.title }",
                "{% include '_part.html' %}",
            ],
        ),
        (
            "diwan/base.html",
            &[
                "<p>{% block body %}parent{% endblock %}</p>",
                "{{ <Card title={page.title} /> }}",
            ],
        ),
        (
            "page.html",
            &[
                "{% extends 'base.html' %}{% block body %}{{ super() }}<p>{{ page.extra.source }}</p>{% endblock %}",
                "{% extends 'diwan/base.html' %}{% block body %}x{% endblock %}",
                "{% extends 'base.html' %}{% block end %}{{ page.title }}{% endblock %}",
                "{{ <Card title={page.title} /> }}{% include '_part.html' %}",
                "<a title='{{ page.extra.source }}'>refused</a>",
            ],
        ),
        (
            "_part.html",
            &[
                "<b>{{ page.extra.source }}</b>",
                "{% component Card(title) %}<u>{{ title }}</u>{% endcomponent Card %}part",
            ],
        ),
        (
            "shortcodes/card.html",
            &[
                "{% component Card(title: string) %}<em>{{ title }}{{ body }}</em>{% endcomponent Card %}",
                "{% component Other() {'names': ['Card']} %}{{ body }}{% endcomponent Other %}",
            ],
        ),
        (
            "feed.xml",
            &[
                "<t>{{ page.url }}</t>",
                "<t>{{ page.title_text",
                "{% include 'page.html' %}",
            ],
        ),
    ];

    /// Everything that a renderer prints.
    fn printed(renderer: &Renderer, templates: &[Template]) -> Vec<Result<Vec<u8>, Diagnostic>> {
        let page = Value::map([
            ("title", Value::text("Title عنوان")),
            ("url", Value::text("/x/")),
            ("extra", Value::map([("source", Value::text("C++ ثمّ"))])),
        ]);
        let mut printed = Vec::new();
        for template in templates
            .iter()
            .filter(|template| !template.name.starts_with(['_', 's']))
        {
            for direction in [Direction::Ltr, Direction::Rtl] {
                let mut job = job(&template.name);
                job.direction = direction;
                printed.push(renderer.render(&job, &[variable("page", page.clone())]));
            }
        }
        printed
    }

    #[test]
    fn what_is_taken_from_the_last_theme_is_what_is_read_anew() {
        let mut random = Rng::with_seed(7);
        let mut chosen: Vec<usize> = vec![0; TEMPLATES.len()];
        let mut last = None;
        let mut sound = 0;
        for _ in 0..1500 {
            for _ in 0..random.usize(1..3) {
                let at = random.usize(..chosen.len());
                chosen[at] = random.usize(..=TEMPLATES[at].1.len());
            }
            let texts = TEMPLATES.iter().zip(&chosen);
            let texts: Vec<_> = texts
                .filter_map(|(&(name, texts), &at)| Some((name, *texts.get(at)?)))
                .collect();
            let templates = theme(&texts);
            let make = |last: Option<&Renderer>| Renderer::new(&templates, Some("diwan"), &[], TABLE, last);
            let (anew, again) = (make(None), make(last.as_ref()));
            assert_eq!(anew.diagnostics, again.diagnostics, "{texts:?}");
            assert_eq!(anew.value.is_some(), again.value.is_some(), "{texts:?}");
            if let (Some(anew), Some(again)) = (anew.value, again.value) {
                assert_eq!(printed(&anew, &templates), printed(&again, &templates), "{texts:?}");
                assert_eq!(anew.components(), again.components());
                sound += 1;
                last = Some(again);
            }
        }
        assert!(sound > 150, "{sound} themes were sound");
    }
}
