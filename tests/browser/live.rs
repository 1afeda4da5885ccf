//! What an author sees while writing: the page that is open becomes what its sources say, and nothing else moves.

use std::sync::Arc;

use libtest_mimic::{Failed, Trial};
use serde_json::{Value, json};

use crate::axe;
use crate::preview::{AR, AR_FILE, EN, EN_FILE, Preview, TEMPLATE, article, site, template};
use crate::studio::Studio;
use crate::tab::{Tab, View};

/// Counts what is changed in a page from now on.
const WATCH: &str = "(() => { window.marked = true; window.mutations = 0;
    new MutationObserver((list) => window.mutations += list.length)
      .observe(document, { subtree: true, childList: true, attributes: true, characterData: true }); })()";

/// True once the tools are there. What changes before the page follows its sources is told when it does.
const READY: &str = "document.querySelector('maqal-tools')?.hidden === false";

type Outcome = Result<(), String>;
type Test = fn(&Studio) -> Outcome;

/// The trials.
pub fn trials(studio: &Arc<Studio>) -> Vec<Trial> {
    let trials: [(&str, Test); 15] = [
        ("every edit is shown where it was made", every_edit),
        ("what a reader did stays", what_a_reader_did),
        ("a style sheet is exchanged without loading the page", style_sheets),
        ("what is wrong is told and is only text", inert),
        ("a page that is gone and comes back", gone_and_back),
        ("another run of the server is found", another_run),
        ("the tab follows its author", follow),
        ("a page beside its translation", split),
        ("every edit is shown in its pane", split_edits),
        ("a page beside any of its translations", split_choice),
        ("the desk shows the whole site", desk),
        ("a site that was never shown", never_shown),
        ("titles keep their signs in the tools", titles),
        ("many warnings do not bury the documents", warnings),
        ("the plain functions", functions),
    ];
    let trial = |(name, test): (&str, Test)| {
        let studio = Arc::clone(studio);
        Trial::test(format!("live::{name}"), move || test(&studio).map_err(Failed::from))
    };
    trials.into_iter().map(trial).collect()
}

fn every_edit(studio: &Studio) -> Outcome {
    let site = site()?;
    studio.lend(|arabic| {
        studio.lend(|english| {
            let (arabic, english) = (&arabic.tab, &english.tab);
            open(arabic, &site, AR)?;
            open(english, &site, EN)?;
            run(arabic, "document.querySelectorAll('.e-content > p')[40].scrollIntoView()")?;
            run(arabic, "window.read = document.querySelectorAll('.e-content > p')[40]; window.top_ = read.getBoundingClientRect().top")?;

            site.save(AR_FILE, &article("سلام", "فقرة", &[(0, "فقرة جديدة في الأعلى\n\nفقرة 0"), (45, "فقرة بدّلتُها")]))?;
            arabic.until("the Arabic edit", &holds(".e-content", "فقرة بدّلتُها"))?;
            expect(arabic, "the page was not loaded again", "window.marked", &json!(true))?;
            expect(arabic, "what is read stays in its place", "Math.abs(read.getBoundingClientRect().top - top_) < 2", &json!(true))?;
            expect(english, "the other page is not touched", "window.mutations", &json!(0))?;

            run(arabic, "window.mutations = 0")?;
            site.save(EN_FILE, &article("Peace", "Paragraph", &[(3, "A paragraph that I changed")]))?;
            english.until("the English edit", &holds(".e-content", "A paragraph that I changed"))?;
            expect(english, "the page was not loaded again", "window.marked", &json!(true))?;
            expect(english, "little was changed", "window.mutations < 10", &json!(true))?;
            expect(arabic, "the other page is not touched", "window.mutations", &json!(0))?;

            site.save(TEMPLATE, &template("<p class=\"motto\">motto</p>"))?;
            for tab in [arabic, english] {
                tab.until("the template", &holds(".motto", "motto"))?;
                expect(tab, "the page was not loaded again", "window.marked", &json!(true))?;
            }
            expect(arabic, "what is read stays in its place", "Math.abs(read.getBoundingClientRect().top - top_) < 2", &json!(true))?;

            site.save(AR_FILE, "---\ntitle: [\n---\nنص.\n")?;
            for tab in [arabic, english] {
                tab.until("the error", &format!("{PANEL}.hidden === false && {PANEL}.textContent.includes('x.ar.md')"))?;
            }
            expect(arabic, "the last good text stays", &holds(".e-content", "فقرة بدّلتُها"), &json!(true))?;
            site.save(AR_FILE, &article("سلام", "فقرة", &[(45, "فقرة مصحَّحة")]))?;
            for tab in [arabic, english] {
                tab.until("the end of the error", &format!("{PANEL}.hidden"))?;
            }
            arabic.until("the mended text", &holds(".e-content", "فقرة مصحَّحة"))?;
            expect(arabic, "the page was not loaded again", "window.marked", &json!(true))?;
            for tab in [arabic, english] {
                quiet(tab)?;
            }
            Ok(())
        })
    })
}

fn what_a_reader_did(studio: &Studio) -> Outcome {
    let site = site()?;
    let things = "<details id=\"d\"><summary>Open</summary>\n<p>inside</p>\n</details>\n\n<textarea id=\"t\">text</textarea>\n\n\
        <div id=\"box\" style=\"height: 3em; overflow: auto\"><p>a</p><p>b</p><p>c</p><p>d</p><p>e</p><p>f</p></div>\n\nPick this.";
    let with = |word: &str| {
        let things = format!("{things}\n\nThe word is {word}.");
        article("Peace", "Paragraph", &[(2, &*things), (1, word)])
    };
    site.save(EN_FILE, &with("first"))?;
    studio.lend(|worker| {
        let tab = &worker.tab;
        open(tab, &site, EN)?;
        tab.until("the things", &holds(".e-content", "The word is first."))?;
        run(
            tab,
            "const find = (selector) => document.querySelector(selector);
             find('#d').open = true; find('#d').classList.add('mine'); find('#box').scrollTop = 40;
             find('#t').focus(); find('#t').value = 'typed'; find('#t').setSelectionRange(2, 4);
             window.area = find('#t'); window.picked = [...document.querySelectorAll('p')].find((p) => p.textContent === 'Pick this.').firstChild",
        )?;
        site.save(EN_FILE, &with("second"))?;
        tab.until("the edit", &holds(".e-content", "The word is second."))?;
        for (what, expression, expected) in [
            ("open", "document.querySelector('#d').open", json!(true)),
            ("a class that a script gave", "document.querySelector('#d').className", json!("mine")),
            ("the scroll of a box", "document.querySelector('#box').scrollTop", json!(40)),
            ("the focus", "document.activeElement === area && area.isConnected", json!(true)),
            ("what was typed", "area.value", json!("typed")),
            ("the caret", "[area.selectionStart, area.selectionEnd]", json!([2, 4])),
        ] {
            expect(tab, what, expression, &expected)?;
        }
        run(tab, "area.blur(); getSelection().setBaseAndExtent(picked, 0, picked, 4)")?;
        site.save(EN_FILE, &with("third"))?;
        tab.until("the edit", &holds(".e-content", "The word is third."))?;
        expect(tab, "the selection", "getSelection().toString()", &json!("Pick"))?;
        expect(tab, "no trace of the highlight", "document.querySelectorAll('.e-content [class]:not(.mine), .e-content p[style]').length", &json!(0))?;
        quiet(tab)
    })
}

fn style_sheets(studio: &Studio) -> Outcome {
    let site = site()?;
    studio.lend(|worker| {
        let tab = &worker.tab;
        open(tab, &site, AR)?;
        let colour =
            |wanted: &str| format!("getComputedStyle(document.querySelector('.e-content p')).color === '{wanted}'");
        let sheets = "document.querySelectorAll('link[href*=\"mine.css\"]').length";
        tab.until("the first colour", &colour("rgb(1, 2, 3)"))?;
        // A sheet is followed from when the page listens; an edit that arrives shows that it does.
        site.save(AR_FILE, &article("سلام", "فقرة", &[(1, "فقرة أولى")]))?;
        tab.until("an edit before it", &holds(".e-content", "فقرة أولى"))?;
        run(tab, "scrollTo(0, 900)")?;
        site.save("themes/mine/static/mine.css", ".e-content p { color: rgb(4, 5, 6) }\n")?;
        tab.until("the second colour", &colour("rgb(4, 5, 6)"))?;
        tab.until("one sheet of each", &format!("{sheets} === 1"))?;
        expect(tab, "the page was not loaded again", "window.marked", &json!(true))?;
        expect(tab, "the page stays in its place", "scrollY", &json!(900))?;
        // What was exchanged is still known by what the page calls it.
        site.save(AR_FILE, &article("سلام", "فقرة", &[(2, "فقرة بدّلتُها")]))?;
        tab.until("an edit after it", &holds(".e-content", "فقرة بدّلتُها"))?;
        expect(tab, "the colour stays", &colour("rgb(4, 5, 6)"), &json!(true))?;
        expect(tab, "one sheet", sheets, &json!(1))?;
        quiet(tab)
    })
}

fn inert(studio: &Studio) -> Outcome {
    let site = site()?;
    studio.lend(|worker| {
        let tab = &worker.tab;
        open(tab, &site, AR)?;
        run(tab, "document.querySelector('.e-content a, .site a').focus(); window.focused = document.activeElement")?;
        let hostile = "---\ntitle: سلام\ndraft: \"</pre><script>window.harmed = true</script><img src=x onerror='window.harmed = true'>\"\n---\nنص.\n";
        site.save("content/مجلد/مقال.ar.md", hostile)?;
        tab.until("the error", &format!("{PANEL}.hidden === false"))?;
        for (what, expression, expected) in [
            ("nothing ran", "window.harmed === undefined".to_owned(), json!(true)),
            ("no element was made", format!("{PANEL}.querySelectorAll('script, img').length"), json!(0)),
            ("the line is shown as it is", format!("{PANEL}.querySelector('.line').textContent.includes('</pre><script>')"), json!(true)),
            ("the path is shown", format!("{PANEL}.querySelector('.path').textContent.startsWith('content/مجلد/مقال.ar.md:3')"), json!(true)),
            ("a path runs from left to right", format!("getComputedStyle({PANEL}.querySelector('.path')).direction"), json!("ltr")),
            ("the tools speak the language of the page", format!("{PANEL}.closest('.tools').dir"), json!("rtl")),
            ("it is a region with a name", format!("{PANEL}.matches('section[aria-label]')"), json!(true)),
            ("the focus is not taken", "document.activeElement === focused".to_owned(), json!(true)),
            ("the page can be used", format!("{PANEL}.getBoundingClientRect().top > innerHeight / 2"), json!(true)),
        ] {
            expect(tab, what, &expression, &expected)?;
        }
        run(tab, "focused.blur()")?;
        tab.press("Escape", 27)?;
        tab.until("it is closed", &format!("{PANEL}.hidden"))?;
        site.save("content/مجلد/آخر.ar.md", hostile)?;
        tab.until("it comes back when there is more", &format!("{PANEL}.querySelectorAll('.problems > li').length > 1 && !{PANEL}.hidden"))?;
        quiet(tab)?;
        axe::check(tab, studio.axe()?)
    })
}

fn gone_and_back(studio: &Studio) -> Outcome {
    let site = site()?;
    studio.lend(|worker| {
        let tab = &worker.tab;
        let address = "/en/articles/later/";
        tab.follow(&site.url(address), &View::default())?;
        tab.until(
            "a page that is not there",
            &format!("{READY} && !document.querySelector('.e-content')"),
        )?;
        site.save(
            "content/articles/later.en.md",
            "---\ntitle: Later\ndraft: true\n---\nIt is there.\n",
        )?;
        tab.until("the page", &holds(".e-content", "It is there."))?;
        tab.until(
            "its mark",
            &format!("{TOOLS}.querySelector('.held')?.textContent === 'Draft'"),
        )?;
        run(tab, WATCH)?;
        site.save(
            "content/articles/later.en.md",
            "---\ntitle: Later\nslug: elsewhere\n---\nIt is there.\n",
        )?;
        tab.until(
            "the notice",
            &format!("{TOOLS}.querySelector('.gone').hidden === false"),
        )?;
        expect(
            tab,
            "the last text stays",
            &holds(".e-content", "It is there."),
            &json!(true),
        )?;
        site.save("content/articles/later.en.md", "---\ntitle: Later\n---\nIt is back.\n")?;
        tab.until("the page again", &holds(".e-content", "It is back."))?;
        expect(
            tab,
            "no notice",
            &format!("{TOOLS}.querySelector('.gone').hidden && {TOOLS}.querySelector('.held').hidden"),
            &json!(true),
        )?;
        quiet(tab)
    })
}

fn another_run(studio: &Studio) -> Outcome {
    let mut site = site()?;
    studio.lend(|worker| {
        let tab = &worker.tab;
        open(tab, &site, EN)?;
        site.restart(|site| site.save(EN_FILE, &article("Peace", "Paragraph", &[(3, "Changed meanwhile")])))?;
        tab.until("what changed meanwhile", &holds(".e-content", "Changed meanwhile"))?;
        site.save(EN_FILE, &article("Peace", "Paragraph", &[(3, "Changed afterwards")]))?;
        tab.until("what changed afterwards", &holds(".e-content", "Changed afterwards"))?;
        expect(tab, "the page was not loaded again", "window.marked", &json!(true))?;
        quiet(tab)
    })
}

fn follow(studio: &Studio) -> Outcome {
    let site = site()?;
    let checked = format!("{TOOLS}.querySelector('input[type=checkbox]').checked");
    studio.lend(|worker| {
        let tab = &worker.tab;
        open(tab, &site, EN)?;
        // A page is told of what was saved only while it listens; an edit that arrives shows that it does.
        site.save(
            EN_FILE,
            &article("Peace", "Paragraph", &[(2, "<textarea id=\"t\"></textarea>")]),
        )?;
        tab.until("the field", "document.querySelector('#t') !== null")?;
        run(tab, "document.querySelector('#t').focus()")?;
        tab.press_with_alt_and_shift('F')?;
        expect(tab, "whoever types has all keys", &checked, &json!(false))?;
        run(tab, "document.querySelector('#t').blur()")?;
        tab.press_with_alt_and_shift('F')?;
        tab.until("it is switched on", &checked)?;
        site.save(AR_FILE, &article("سلام", "فقرة", &[(50, "فقرة بدّلتُها")]))?;
        tab.until(
            "the page that was saved",
            &format!("location.pathname === '{AR}' && {READY}"),
        )?;
        run(tab, WATCH)?;
        site.save(AR_FILE, &article("سلام", "فقرة", &[(50, "فقرة بدّلتُها ثانية")]))?;
        tab.until(
            "the place that changed",
            &format!("{} && scrollY > 1000", holds(".e-content", "ثانية")),
        )?;
        expect(tab, "the page was not loaded again", "window.marked", &json!(true))?;
        quiet(tab)
    })
}

/// An expression about the page in a pane.
fn inside(at: usize, expression: &str) -> String {
    format!("((document, window) => {expression})(frames[{at}].document, frames[{at}])")
}

/// Opens a page beside its translation and counts what is changed in both.
fn open_split(tab: &Tab, site: &Preview, path: &str) -> Outcome {
    open(tab, site, path)?;
    tab.press_with_alt_and_shift('S')?;
    for at in [0, 1] {
        tab.until("the panes", &format!("frames.length === 2 && {}", inside(at, READY)))?;
        run(tab, &inside(at, &format!("{WATCH} ?? 0")))?;
    }
    Ok(())
}

fn split_edits(studio: &Studio) -> Outcome {
    let mut site = site()?;
    let in_place = inside(0, "Math.abs(window.scrollY - 1200) < 2");
    studio.lend(|worker| {
        let tab = &worker.tab;
        open_split(tab, &site, AR)?;
        run(tab, &inside(0, "window.scrollTo(0, 1200)"))?;
        tab.until("the panes are level", &inside(1, "window.scrollY > 0"))?;

        site.save(AR_FILE, &article("سلام", "فقرة", &[(45, "فقرة بدّلتُها")]))?;
        tab.until("the Arabic edit", &inside(0, &holds(".e-content", "فقرة بدّلتُها")))?;
        expect(
            tab,
            "the English pane is not touched",
            &inside(1, "window.mutations"),
            &json!(0),
        )?;
        run(tab, &inside(0, "window.mutations = 0"))?;
        site.save(
            EN_FILE,
            &article("Peace", "Paragraph", &[(45, "A paragraph that I changed")]),
        )?;
        tab.until(
            "the English edit",
            &inside(1, &holds(".e-content", "A paragraph that I changed")),
        )?;
        expect(
            tab,
            "the Arabic pane is not touched",
            &inside(0, "window.mutations"),
            &json!(0),
        )?;
        expect(tab, "what is read stays in its place", &in_place, &json!(true))?;

        site.save(TEMPLATE, &template("<p class=\"motto\">motto</p>"))?;
        for at in [0, 1] {
            tab.until("the template", &inside(at, &holds(".motto", "motto")))?;
        }
        site.save(AR_FILE, "---\ntitle: [\n---\nنص.\n")?;
        tab.until(
            "the error",
            &format!("{PANEL}.hidden === false && {PANEL}.textContent.includes('x.ar.md')"),
        )?;
        expect(
            tab,
            "the last good text stays",
            &inside(0, &holds(".e-content", "فقرة بدّلتُها")),
            &json!(true),
        )?;
        expect(
            tab,
            "that it stays is said",
            &format!("{PANEL}.querySelectorAll('.note').length"),
            &json!(1),
        )?;
        site.save(AR_FILE, &article("سلام", "فقرة", &[(45, "فقرة مصحَّحة")]))?;
        tab.until("the mended text", &inside(0, &holds(".e-content", "فقرة مصحَّحة")))?;
        tab.until("the end of the error", &format!("{PANEL}.hidden"))?;

        site.restart(|site| site.save(EN_FILE, &article("Peace", "Paragraph", &[(45, "Changed meanwhile")])))?;
        tab.until(
            "what changed meanwhile",
            &inside(1, &holds(".e-content", "Changed meanwhile")),
        )?;
        site.save(AR_FILE, &article("سلام", "فقرة", &[(45, "فقرة بعد ذلك")]))?;
        tab.until(
            "what changed afterwards",
            &inside(0, &holds(".e-content", "فقرة بعد ذلك")),
        )?;
        for at in [0, 1] {
            expect(
                tab,
                "no pane was loaded again",
                &inside(at, "window.marked"),
                &json!(true),
            )?;
        }
        quiet(tab)
    })
}

fn split_choice(studio: &Studio) -> Outcome {
    let site = site()?;
    site.save(
        "site.toml",
        "base_url = \"https://example.org\"\ntitle = \"Notebook\"\nlanguages = [\"ar\", \"en\", \"he\"]\ntheme = \"mine\"\n",
    )?;
    site.save("content/articles/x.he.md", &article("שלום", "פסקה", &[]))?;
    site.save("content/articles/alone.ar.md", "---\ntitle: وحيدة\n---\nنص.\n")?;
    let choose = |pane: usize, lang: &str| {
        format!("document.querySelectorAll('.pane')[{pane}].querySelector('.languages button[lang={lang}]').click()")
    };
    let shows = |langs: [&str; 2]| {
        let pane = |at: usize| {
            format!(
                "{} && {}",
                inside(at, READY),
                inside(at, &format!("document.documentElement.lang === '{}'", langs[at]))
            )
        };
        format!("frames.length === 2 && {} && {}", pane(0), pane(1))
    };
    studio.lend(|worker| {
        let tab = &worker.tab;
        open(tab, &site, "/he/articles/x/")?;
        open_split(tab, &site, AR)?;
        tab.until("its first translation", &shows(["ar", "en"]))?;
        run(tab, &choose(1, "he"))?;
        tab.until("another translation", &shows(["ar", "he"]))?;
        run(tab, &choose(0, "he"))?;
        tab.until("both have changed places", &shows(["he", "ar"]))?;
        site.save(
            "content/articles/x.he.md",
            &article("שלום", "פסקה", &[(3, "פסקה אחרת")]),
        )?;
        tab.until("an edit in its pane", &inside(0, &holds(".e-content", "פסקה אחרת")))?;
        quiet(tab)?;

        open(tab, &site, "/ar/articles/alone/")?;
        tab.press_with_alt_and_shift('S')?;
        tab.until(
            "there is no translation",
            "document.querySelector('main.say a') !== null && document.querySelector('main.say p').textContent !== ''",
        )?;
        expect(
            tab,
            "in the language of the page",
            "document.documentElement.dir",
            &json!("rtl"),
        )?;
        tab.press_with_alt_and_shift('S')?;
        tab.until(
            "back to the page",
            &format!("location.pathname === '/ar/articles/alone/' && {READY}"),
        )?;
        quiet(tab)
    })
}

fn split(studio: &Studio) -> Outcome {
    let site = site()?;
    studio.lend(|worker| {
        let tab = &worker.tab;
        open_split(tab, &site, AR)?;
        expect(tab, "the original stands where reading begins", &inside(0, "document.documentElement.lang"), &json!("ar"))?;
        expect(tab, "on the right", "document.querySelectorAll('iframe')[0].getBoundingClientRect().left > innerWidth / 3", &json!(true))?;
        run(tab, &inside(0, "window.scrollTo(0, 1200)"))?;
        tab.until(
            "the panes are level",
            "(() => { const tops = [0, 1].map((at) => [...frames[at].document.querySelectorAll('.e-content > p')].map((p) => p.getBoundingClientRect().top));
               const at = tops[0].findIndex((top) => top > 100);
               return frames[1].scrollY > 0 && Math.abs(tops[0][at] - tops[1][at]) < 120; })()",
        )?;
        site.save(EN_FILE, &article("Peace", "Paragraph", &[(3, "A paragraph that I changed")]))?;
        tab.until("the edit in its pane", &inside(1, &holds(".e-content", "A paragraph that I changed")))?;
        expect(tab, "the other pane is not touched", &inside(0, "window.mutations"), &json!(0))?;
        tab.press_with_alt_and_shift('S')?;
        tab.until("back to the page", &format!("['{AR}', '{EN}'].includes(location.pathname) && {READY}"))?;
        quiet(tab)?;
        open(tab, &site, EN)?;
        tab.press_with_alt_and_shift('S')?;
        tab.until("the panes", "document.querySelectorAll('iframe').length === 2")?;
        let is_right = "document.querySelector('iframe[lang=ar]').getBoundingClientRect().left > innerWidth / 3";
        expect(tab, "Arabic stands on the right of English tools too", is_right, &json!(true))?;
        let are_level = "new Set([...document.querySelectorAll('iframe')].map((pane) => pane.getBoundingClientRect().top)).size";
        expect(tab, "both begin at one height", are_level, &json!(1))?;
        quiet(tab)
    })
}

fn desk(studio: &Studio) -> Outcome {
    let site = site()?;
    site.save(
        "content/articles/draft.ar.md",
        "---\ntitle: مسودة أولى\ndraft: true\n---\nنص.\n",
    )?;
    let rows =
        |count: usize| format!("document.querySelectorAll('main section:nth-of-type(2) tbody tr').length === {count}");
    studio.lend(|worker| {
        let tab = &worker.tab;
        tab.follow(&site.url("/_/"), &View::default())?;
        tab.until("the documents", &rows(3))?;
        run(tab, "const input = document.querySelector('input[type=search]'); input.value = 'مُسوَّدة'; input.dispatchEvent(new Event('input'))")?;
        tab.until("what fits the filter, whatever its vowel marks", &rows(1))?;
        expect(tab, "its language is missing", "document.querySelector('main section:nth-of-type(2) tbody .missing') !== null", &json!(true))?;
        site.save("content/articles/draft.en.md", "---\ntitle: First draft\n---\nText.\n")?;
        run(tab, "const input = document.querySelector('input[type=search]'); input.value = ''; input.dispatchEvent(new Event('input'))")?;
        tab.until("what is new", &rows(4))?;
        site.save("content/articles/soon.en.md", "---\ntitle: Soon\n---\nText.\n")?;
        tab.until("one more", &rows(5))?;
        site.delete("content/articles/soon.en.md")?;
        tab.until("what is gone", &rows(4))?;
        quiet(tab)?;
        axe::check(tab, studio.axe()?)?;
        let narrow = View {
            width: 360,
            ..View::default()
        };
        tab.follow(&site.url("/_/"), &narrow)?;
        tab.until("the documents on a telephone", &rows(4))?;
        let width = "Math.min(...[...document.querySelectorAll('td:has(.path)')].map((cell) => cell.offsetWidth)) > 180";
        expect(tab, "a path is not broken after every third letter", width, &json!(true))
    })
}

fn never_shown(studio: &Studio) -> Outcome {
    let site = Preview::of(&[("site.toml", "title = [\n")])?;
    studio.lend(|worker| {
        let tab = &worker.tab;
        tab.follow(&site.url("/"), &View::default())?;
        tab.until(
            "the error",
            &format!("{READY} && {PANEL}.querySelectorAll('li .level.error').length > 0"),
        )?;
        expect(
            tab,
            "nothing is said to stay",
            &format!("{PANEL}.querySelectorAll('.note').length"),
            &json!(0),
        )
    })
}

fn titles(studio: &Studio) -> Outcome {
    let site = site()?;
    let long = "حين طلب منّي أن أكتب واجهة بلغة C++ لبرنامج قديم لا يعرف أحد من كتبه ولا متى، وما تعلّمته في الطريق إليها من غير قصد";
    site.save(AR_FILE, &article(long, "فقرة", &[]))?;
    let isolated = |heading: &str| {
        format!(
            "[...document.querySelectorAll('{heading} bdi[dir=ltr]:not([lang])')].map((phrase) => phrase.textContent).join()"
        )
    };
    studio.lend(|worker| {
        let tab = &worker.tab;
        tab.follow(&site.url("/_/"), &View::default())?;
        tab.until("the documents", "document.querySelector('td.title a') !== null")?;
        expect(tab, "the desk", &isolated("td.title a"), &json!("C++"))?;
        let wide = View {
            width: 1440,
            ..View::default()
        };
        tab.follow(&site.url(&format!("/_/split?page={AR}")), &wide)?;
        tab.until("the panes", "document.querySelectorAll('iframe').length === 2")?;
        expect(tab, "a pane", &isolated("h2"), &json!("C++"))?;
        let halves = "[...document.querySelectorAll('iframe')].map((pane) => pane.getBoundingClientRect()).every((box) => box.left >= 0 && box.right <= innerWidth && box.width > 700)";
        expect(tab, "both panes are seen, whatever their titles", halves, &json!(true))
    })
}

fn warnings(studio: &Studio) -> Outcome {
    let site = site()?;
    let broken = |count: usize| {
        let links: Vec<_> = (0..count).map(|at| format!("[رابط](غائب-{at}.md)")).collect();
        article("سلام", "فقرة", &[(1, &*links.join(" "))])
    };
    let list = "document.querySelector('main section details.warnings')";
    studio.lend(|worker| {
        let tab = &worker.tab;
        site.save(AR_FILE, &broken(3))?;
        tab.follow(&site.url("/_/"), &View::default())?;
        tab.until(
            "a few warnings, in sight",
            &format!("{list}?.open === true && {list}.querySelectorAll('li').length === 3"),
        )?;
        expect(
            tab,
            "their level in words",
            &format!("['تحذير', 'Warning'].includes({list}.querySelector('li .level').textContent)"),
            &json!(true),
        )?;
        site.save(AR_FILE, &broken(40))?;
        tab.until(
            "many warnings, closed",
            &format!("{list}?.open === false && {list}.querySelectorAll('li').length === 40"),
        )?;
        expect(
            tab,
            "how many there are of each kind",
            &format!("/40/.test({list}.querySelector('summary').textContent)"),
            &json!(true),
        )?;
        expect(
            tab,
            "the documents are in the window",
            "document.querySelector('td.title').getBoundingClientRect().bottom < innerHeight",
            &json!(true),
        )?;
        run(tab, &format!("{list}.querySelector('summary').click()"))?;
        site.save(AR_FILE, &broken(41))?;
        tab.until(
            "what was opened stays open",
            &format!("{list}.querySelectorAll('li').length === 41 && {list}.open"),
        )?;
        quiet(tab)?;
        axe::check(tab, studio.axe()?)?;
        open(tab, &site, AR)?;
        tab.until(
            "the warnings of the site",
            &format!("{TOOLS}.querySelectorAll('.panel li .level').length > 0"),
        )
    })
}

fn functions(studio: &Studio) -> Outcome {
    let site = site()?;
    studio.lend(|worker| {
        let tab = &worker.tab;
        open(tab, &site, EN)?;
        let told = tab.evaluate(&format!("({})()", include_str!("live.js")))?;
        if told == json!([]) {
            return Ok(());
        }
        Err(format!("{told:#}"))
    })
}

/// The tree of the tools, and the list of problems in it.
const TOOLS: &str = "document.querySelector('maqal-tools').shadowRoot";
const PANEL: &str = "document.querySelector('maqal-tools').shadowRoot.querySelector('.panel')";

/// Opens a page and waits until it is followed.
fn open(tab: &Tab, site: &Preview, path: &str) -> Outcome {
    tab.follow(&site.url(path), &View::default())?;
    // On a machine that is too slow, a page may be late and another stand in its place.
    let ready = format!("{READY} && document.querySelector('.e-content') !== null");
    tab.until("the client", &ready)?;
    run(tab, WATCH)
}

fn run(tab: &Tab, script: &str) -> Outcome {
    // In a block of its own, so that names can be used again.
    tab.evaluate(&format!("{{ {script}; }} null")).map(drop)
}

/// True where an element holds a text.
fn holds(selector: &str, text: &str) -> String {
    let [selector, text] = [selector, text].map(|word| Value::from(word).to_string());
    format!("Boolean(document.querySelector({selector})?.textContent.includes({text}))")
}

fn expect(tab: &Tab, what: &str, expression: &str, expected: &Value) -> Outcome {
    let found = tab.evaluate(expression)?;
    if found == *expected {
        return Ok(());
    }
    Err(format!("{what}: {expression} is {found}, not {expected}"))
}

/// A page that is followed says nothing in the console.
fn quiet(tab: &Tab) -> Outcome {
    let complaints = tab.complaints();
    if complaints.is_empty() {
        return Ok(());
    }
    Err(format!("the console says:\n{}", complaints.join("\n")))
}
