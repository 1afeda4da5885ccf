//! What is made against what is said of it: each value of a template is what the table promises.

#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};

use super::*;
use crate::disk::MemoryDisk;
use crate::model::{Job, OutputKind, Shape, Subject, Value};
use crate::plan::{KINDS, VARIABLES};

/// Something of everything.
const SITE: &[(&str, &str)] = &[
    (
        "/site/site.toml",
        "languages = ['ar', 'en']\nbase_url = 'https://example.org/'\npaginate_by = 1\nfallback = 'show'\n\
         [description]\nar = 'دفتر'\n[slots]\ncomments = '<p>'\n[assets]\nintegrity = true\n\
         [theme_settings]\naccent = 'teal'\n",
    ),
    ("/site/content/_data/people.yaml", "ali: Cairo\n"),
    (
        "/site/content/_index.ar.md",
        "---\ntitle: دفتر\ncomments: true\nimage: /a.png\n---\n## أول\nنص.\n",
    ),
    (
        "/site/content/notes/_index.ar.md",
        "---\ntitle: مقالات\ncomments: true\nimage: /a.png\n---\n## أول\nنص.\n",
    ),
    (
        "/site/content/notes/a.ar.md",
        "---\ntitle: C++ أم Rust؟\ndate: 2025-01-01\nupdated: 2025-02-01\ndescription: سطر\ntags: [Rust, لغة]\n\
         series: رحلة\nimage: /a.png\nweight: 3\nextra: {a: [1, {b: 2.5}], c: true}\n---\n## أول\n### ثان\nنص.\n",
    ),
    (
        "/site/content/notes/a.en.md",
        "---\ntitle: Peace\ndate: 2025-01-01\n---\n## One\nText.\n",
    ),
    (
        "/site/content/notes/b.ar.md",
        "---\ntitle: سلام\ndate: 2025-01-02\ntags: [Rust]\nseries: رحلة\n---\n## أول\nنص.\n",
    ),
    (
        "/site/content/notes/c.ar.md",
        "---\ntitle: وداع\ndate: 2025-01-03\ntags: [Rust]\nimage: /a.png\naliases: /old/\n---\nنص.\n",
    ),
    ("/site/content/notes/deep/d.ar.md", "---\ntitle: عمق\n---\nنص.\n"),
    (
        "/site/content/about.ar.md",
        "---\ntitle: عنا\ndraft: false\ncomments: true\nimage: /a.png\n---\n## أول\nنص.\n",
    ),
    ("/site/content/about.en.md", "---\ntitle: About\n---\nText.\n"),
];

/// How a value differs from what the table says of it.
fn differs(value: &Value, shape: &Shape, path: &str, found: &mut Vec<String>) {
    let is_right = match (value, shape) {
        (Value::Null, _) => true,
        (Value::Markup(_), Shape::Markup) => true,
        (Value::Text(_), Shape::Text | Shape::Word | Shape::Url | Shape::Free) => true,
        (Value::Int(_) | Value::Float(_), Shape::Number | Shape::Free) => true,
        (Value::Bool(_), Shape::Flag | Shape::Free) => true,
        (Value::List(items), Shape::List(_) | Shape::Free) => {
            let item = if let Shape::List(item) = shape { item } else { shape };
            items
                .iter()
                .for_each(|value| differs(value, item, &format!("{path}[]"), found));
            true
        }
        (Value::Map(entries), Shape::Names(_) | Shape::Free) => {
            let item = if let Shape::Names(item) = shape { item } else { shape };
            let each = |(name, value): (&String, &Value)| differs(value, item, &format!("{path}.{name}"), found);
            entries.iter().for_each(each);
            true
        }
        (Value::Map(entries), Shape::Map(fields)) => {
            for (name, field) in *fields {
                match entries.get(*name) {
                    Some(value) => differs(value, field, &format!("{path}.{name}"), found),
                    None => found.push(format!("{path} has no `{name}`")),
                }
            }
            let is_named = |name: &String| fields.iter().any(|(field, _)| field == name);
            let unnamed = entries.keys().filter(|name| !is_named(name));
            found.extend(unnamed.map(|name| format!("{path}.{name} is not in the table")));
            true
        }
        _ => false,
    };
    if !is_right {
        found.push(format!("{path} is {value:?} and not {shape:?}"));
    }
}

/// Shows the planner of the site to `look`, with sitemaps of a size.
fn planned(sitemap_limits: SitemapLimits, look: impl Fn(&Planner<'_>, &Renderer)) {
    let disk = MemoryDisk::with(SITE.iter().copied());
    let request = Request::new("/site", 1_767_225_600);
    let interrupted = AtomicBool::new(false);
    let hooks = Hooks::quiet(&interrupted);
    let pipeline = Pipeline::default();
    let mut report = Report::default();
    let mut tree = scan::scan(&disk, &request.root).ok().unwrap();
    read::sort_texts(&disk, &request, &mut tree).ok().unwrap();
    let config = pipeline.configure(&disk, &request, &tree, &mut report).ok().unwrap();
    let loaded = pipeline.load_theme(&disk, &request, &config, &tree, None).ok().unwrap();
    let sources = pipeline
        .read(&disk, &request, &hooks, &tree, &config, &mut report)
        .ok()
        .unwrap();
    let settings = pipeline
        .settle(&tree, config, &loaded.theme, None, &mut report)
        .ok()
        .unwrap();
    let resolved = settings.resolve(&settings.frame(&loaded), &sources, &tree, &request, None);
    let edition = Edition::new(settings, Arc::new(resolved), Arc::new(sources), loaded);
    pipeline
        .plan(&disk, &request.root, &edition, sitemap_limits, look)
        .unwrap();
}

#[test]
fn every_value_is_what_the_table_says() {
    planned(SitemapLimits::default(), |planner, _| {
        let names: Vec<&'static str> = VARIABLES.iter().map(|row| row.name).collect();
        let jobs = planner.jobs();
        assert!(jobs.len() > 12, "{}", jobs.len());
        let mut found = Vec::new();
        for job in &jobs {
            for (variable, row) in planner.variables(job, &names).iter().zip(VARIABLES) {
                differs(
                    &(variable.value)().unwrap(),
                    row.shape,
                    &format!("{}: {}", job.route, row.name),
                    &mut found,
                );
            }
        }
        assert_eq!(found, [] as [String; 0]);
    });
}

/// Whether a value holds anything.
fn holds_something(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(_) | Value::Int(_) | Value::Float(_) => true,
        Value::Text(text) | Value::Markup(text) => !text.is_empty(),
        Value::List(items) => items.iter().any(holds_something),
        Value::Map(entries) => entries.values().any(holds_something),
    }
}

#[test]
fn each_kind_of_page_has_what_the_table_says_and_is_made_by_its_templates() {
    let names: Vec<&'static str> = VARIABLES.iter().map(|row| row.name).collect();
    planned(SitemapLimits::default(), |planner, _| {
        let (mut templates, mut held) = (BTreeMap::new(), BTreeMap::new());
        for job in planner.jobs() {
            let variables = planner.variables(&job, &names);
            let values: Vec<(&str, Value)> = variables
                .iter()
                .map(|variable| (variable.name, (variable.value)().unwrap()))
                .collect();
            let page = values.iter().find(|(name, _)| *name == "page");
            let Some((_, Value::Map(facts))) = page else {
                panic!("no page")
            };
            let kind = facts["kind"].as_text().unwrap().to_owned();
            let templates: &mut BTreeSet<String> = templates.entry(kind.clone()).or_default();
            templates.insert(job.template.clone());
            let held: &mut BTreeSet<&str> = held.entry(kind).or_default();
            // Of the theme's files there are those that the template names.
            let is_there = |name| matches!(name, "assets" | "integrity");
            let full = values
                .iter()
                .filter(|(name, value)| is_there(*name) || holds_something(value));
            held.extend(full.map(|(name, _)| *name));
        }
        let told = KINDS.iter().map(|kind| {
            let templates = kind.templates.iter().map(|&name| name.to_owned());
            (kind.name.to_owned(), templates.collect::<BTreeSet<_>>())
        });
        assert_eq!(templates, told.collect());
        let told = KINDS.iter().map(|kind| {
            let has = VARIABLES
                .iter()
                .filter(|row| row.kinds.is_empty() || row.kinds.contains(&kind.name));
            (kind.name.to_owned(), has.map(|row| row.name).collect::<BTreeSet<_>>())
        });
        let told: BTreeMap<String, BTreeSet<&str>> = told.collect();
        let differ = told.keys().filter(|kind| held.get(*kind) != told.get(*kind));
        let differ: Vec<String> = differ
            .map(|kind| {
                let (told, held) = (&told[kind], &held[kind]);
                let lacks: Vec<_> = told.difference(held).collect();
                let more: Vec<_> = held.difference(told).collect();
                format!("{kind}: never has {lacks:?}, has {more:?} besides")
            })
            .collect();
        assert!(differ.is_empty(), "{}", differ.join("\n"));
        let known = |name: &&str| KINDS.iter().any(|kind| kind.name == *name);
        assert!(VARIABLES.iter().flat_map(|row| row.kinds).all(known));
    });
}

#[test]
fn a_large_site_has_several_sitemaps() {
    let limits = SitemapLimits {
        pages: 5,
        ..SitemapLimits::default()
    };
    planned(limits, |planner, renderer| {
        let text = |job: &Job| {
            let variables = planner.variables(job, renderer.names(&job.template));
            String::from_utf8(renderer.render(job, &variables).unwrap()).unwrap()
        };
        let jobs = planner.jobs();
        let is_sitemap = |job: &&Job| matches!(job.subject, Subject::Sitemap(_));
        let sitemaps: Vec<_> = jobs
            .iter()
            .filter(is_sitemap)
            .map(|job| (job.route.as_str(), text(job)))
            .collect();
        let [(index, list), parts @ ..] = sitemaps.as_slice() else {
            panic!("no sitemap");
        };
        assert_eq!(*index, "/sitemap.xml");
        assert!(list.contains("<sitemapindex ") && !list.contains("<urlset"), "{list}");
        let mut pages = 0;
        for ((route, part), number) in parts.iter().zip(1..) {
            assert_eq!(*route, format!("/sitemap-{number}.xml"));
            let named = format!("<sitemap><loc>https://example.org{route}</loc></sitemap>");
            assert!(list.contains(&named), "{list}");
            let count = part.matches("<loc>").count();
            assert!(count == 5 || number == parts.len() && count > 0, "{part}");
            pages += count;
        }
        let html = jobs.iter().filter(|job| matches!(job.kind, OutputKind::Html));
        let listed = html.filter(|job| {
            !matches!(
                job.subject,
                Subject::NotFound(_) | Subject::Alias(_) | Subject::Parallel(_) | Subject::Fallback(_)
            )
        });
        assert_eq!(pages, listed.count());
        assert!(parts.len() > 2);
    });
}
