//! What a page does while it is read: notes stand beside their marks, the list of headings follows, the way to another
//! language keeps the reader's place, and the choice of light or dark is remembered.

use std::sync::Arc;

use libtest_mimic::{Failed, Trial};
use maqal::pipeline::Outcome;

use crate::server::POLICY;
use crate::studio::{Studio, Worker};
use crate::tab::{Tab, View};
use crate::world::{Files, Options, World};

/// The present: 2027-01-01.
const NOW: i64 = 1_798_761_600;

/// The text on the line of the window where eyes rest.
const READ: &str = "document.elementFromPoint(innerWidth / 2, innerHeight / 4)?.closest('.text p')?.textContent ?? ''";

type Test = fn(&Tab, &str) -> Result<(), String>;

/// The trials.
pub fn trials(studio: &Arc<Studio>) -> Vec<Trial> {
    let trials: [(&str, Test); 4] = [
        ("notes stand beside their marks", notes),
        ("the list of headings follows", contents),
        ("another language, the same place", place),
        ("light and dark are remembered", modes),
    ];
    let trial = |(name, test): (&str, Test)| {
        let studio = Arc::clone(studio);
        Trial::test(format!("reading::{name}"), move || {
            run(&studio, test).map_err(Failed::from)
        })
    };
    trials.into_iter().map(trial).collect()
}

fn run(studio: &Studio, test: Test) -> Result<(), String> {
    studio.lend(|Worker { tab, pipeline, .. }| {
        let world = World::with(&sources());
        let report = world.build(pipeline, &Options::default(), NOW);
        if report.outcome != Outcome::Published {
            return Err(format!("the site is not published: {:?}", report.outcome));
        }
        let origin = studio.server()?.add(world.output(), POLICY);
        test(tab, &origin)
    })
}

/// An article in two languages: ten headings, three paragraphs below each, and three notes, two of them at one place.
fn sources() -> Files {
    let article = |title: &str, heading: &str, paragraph: &str, words: &str| {
        let section = |at: usize| {
            let notes = if at == 4 { "[^1][^2]" } else { "" };
            let paragraphs = (0..3).map(|nth| format!("{paragraph} {at}.{nth}{notes} {}\n\n", words.repeat(30)));
            format!("## {heading} {at}\n\n{}", paragraphs.collect::<String>())
        };
        let sections: String = (0..10).map(section).collect();
        let note = words.repeat(12);
        format!("---\ntitle: {title}\ndate: 2026-01-05\n---\n{sections}[^1]: {note}\n\n[^2]: {note}\n")
    };
    let files = [
        ("site.toml", "title = \"x\"\nlanguages = [\"ar\", \"en\"]\n".to_owned()),
        ("content/articles/a.ar.md", article("سلام", "عنوان", "فقرة", "كلام ")),
        (
            "content/articles/a.en.md",
            article("Peace", "Heading", "Paragraph", "words "),
        ),
    ];
    files
        .map(|(path, text)| (path.to_owned(), text.into_bytes()))
        .into_iter()
        .collect()
}

fn notes(tab: &Tab, origin: &str) -> Result<(), String> {
    const BOXES: &str = "const box = (selector) => document.querySelector(selector).getBoundingClientRect();
        const [mark, text, first, second] = ['#fnref-1', '.text', '#fn-1', '#fn-2'].map(box);";
    let holds = |what: &str, claim: &str| expect(tab, what, &format!("(() => {{ {BOXES} return {claim} }})()"));
    for (page, behind) in [("en", "first.left > text.right"), ("ar", "first.right < text.left")] {
        let url = format!("{origin}/{page}/articles/a/");
        tab.look(&url, &View::default())?;
        holds("the note is in the margin", behind)?;
        holds("it is beside its mark", "Math.abs(first.top - mark.top) < 20")?;
        holds("the next one is below it", "second.top >= first.bottom")?;
        let narrow = View {
            width: 1000,
            ..View::default()
        };
        tab.look(&url, &narrow)?;
        holds(
            "without room it is below the text",
            "first.top > mark.bottom + 1000 && first.left >= text.left",
        )?;
        let unscripted = View {
            scripts: false,
            ..View::default()
        };
        tab.look(&url, &unscripted)?;
        holds("without script too", "first.top > mark.bottom + 1000")?;
    }
    Ok(())
}

fn contents(tab: &Tab, origin: &str) -> Result<(), String> {
    const CURRENT: &str =
        "[...document.querySelectorAll('.contents [aria-current]')].map((link) => link.textContent).join()";
    tab.look(&format!("{origin}/ar/articles/a/"), &View::default())?;
    expect(
        tab,
        "the list is shown in the margin",
        "document.querySelector('.contents nav').checkVisibility()",
    )?;
    expect(tab, "no heading is reached", &format!("{CURRENT} === ''"))?;
    run_script(tab, "document.querySelectorAll('.text h2')[5].scrollIntoView()")?;
    tab.until("the sixth heading is the one", &format!("{CURRENT} === 'عنوان 5'"))?;
    let sticks = "(() => { const { top, bottom } = document.querySelector('.contents nav').getBoundingClientRect();
        return top >= 0 && bottom <= innerHeight })()";
    expect(tab, "the list is still in the window", sticks)?;
    run_script(tab, "scrollTo(0, 0)")?;
    tab.until("none is again", &format!("{CURRENT} === ''"))
}

fn place(tab: &Tab, origin: &str) -> Result<(), String> {
    const ROW: &str = "document.elementFromPoint(innerWidth / 4, innerHeight / 4).closest('.row')?.textContent ?? ''";
    let go = |link: &str, path: &str| {
        run_script(tab, &format!("document.querySelector('{link}').click()"))?;
        let arrived = format!("location.pathname === '{path}' && document.readyState === 'complete'");
        tab.until(path, &arrived)
    };
    let reads = |text: &str| expect(tab, "the same paragraph", &format!("({READ}).startsWith('{text} ')"));
    let reads_both = || {
        let both = format!("({ROW}).includes('فقرة 7.1 ') && ({ROW}).includes('Paragraph 7.1 ')");
        expect(tab, "the same paragraph in both", &both)
    };
    let (english, arabic, both) = ("/en/articles/a/", "/ar/articles/a/", "/ar/articles/a/en/");

    tab.look(&format!("{origin}{english}"), &View::default())?;
    go(".languages [hreflang=ar]", arabic)?;
    expect(tab, "from the top to the top", "scrollY === 0")?;

    tab.look(&format!("{origin}{english}"), &View::default())?;
    let paragraph = "[...document.querySelectorAll('.text p')].find((p) => p.textContent.startsWith('Paragraph 7.1 '))";
    run_script(
        tab,
        &format!("scrollTo(0, {paragraph}.getBoundingClientRect().top - innerHeight / 4 + 30)"),
    )?;
    reads("Paragraph 7.1")?;
    go(".languages [hreflang=ar]", arabic)?;
    reads("فقرة 7.1")?;
    go(".beside", both)?;
    reads_both()?;
    go(".languages [hreflang=en]", english)?;
    reads("Paragraph 7.1")?;
    go(".beside", both)?;
    reads_both()?;

    // Another window is led to the heading.
    tab.look(&format!("{origin}{english}#heading-3"), &View::default())?;
    for (link, hash) in [(".languages [hreflang=ar]", "#heading-3"), (".beside", "#en-heading-3")] {
        let leads = format!("document.querySelector('{link}').hash === '{hash}'");
        expect(tab, "the link leads to the heading", &leads)?;
    }
    Ok(())
}

fn modes(tab: &Tab, origin: &str) -> Result<(), String> {
    let is_dark = "getComputedStyle(document.documentElement).backgroundColor === 'rgb(23, 22, 20)'";
    let choose = |mode: &str| run_script(tab, &format!("document.querySelector('.modes [value={mode}]').click()"));
    let chosen = |mode: &str| format!("document.querySelector('.modes :checked').value === '{mode}'");
    let dark = View {
        dark: true,
        ..View::default()
    };
    tab.look(&format!("{origin}/en/articles/a/"), &View::default())?;
    expect(
        tab,
        "light as the system",
        &format!("!({is_dark}) && {}", chosen("auto")),
    )?;
    choose("dark")?;
    expect(tab, "dark at once", is_dark)?;
    tab.look(&format!("{origin}/ar/"), &View::default())?;
    expect(
        tab,
        "dark on the next page",
        &format!("{is_dark} && {}", chosen("dark")),
    )?;
    choose("light")?;
    tab.look(&format!("{origin}/"), &dark)?;
    expect(
        tab,
        "light though the system is dark",
        &format!("!({is_dark}) && {}", chosen("light")),
    )?;
    choose("auto")?;
    tab.look(&format!("{origin}/en/"), &dark)?;
    expect(tab, "dark as the system", &format!("{is_dark} && {}", chosen("auto")))?;
    let unscripted = View { scripts: false, ..dark };
    tab.look(&format!("{origin}/en/"), &unscripted)?;
    expect(
        tab,
        "dark without script, and no choice",
        &format!("{is_dark} && !document.querySelector('.modes').checkVisibility()"),
    )
}

fn run_script(tab: &Tab, script: &str) -> Result<(), String> {
    tab.evaluate(&format!("(() => {{ {script} }})()")).map(drop)
}

fn expect(tab: &Tab, what: &str, claim: &str) -> Result<(), String> {
    match tab.evaluate(claim)?.as_bool() {
        Some(true) => Ok(()),
        _ => Err(format!("{what}: {claim} is not true")),
    }
}
