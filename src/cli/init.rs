//! `maqal init`.

mod questions;

use std::io::{IsTerminal, stderr, stdin, stdout};
use std::path::{Path, PathBuf};

use clap::Args;

use super::build::Signals;
use super::outcome::{self, some};
use super::refusal::{guarded, refused};
use super::report::{quoted_for, sentence_for};
use super::streams::{eprintln, println};
use crate::disk::{Files, Kind, RealDisk};
use crate::locale::Zone;
use crate::scaffold::{NewFile, NewSite, Refusal, check_vacant, languages, title, today, usual_title, write_site};
use questions::{Questions, Unanswered};

/// The languages of a site whose author does not say.
const USUAL_LANGUAGES: &str = "ar,en";

/// What `maqal init` takes.
#[derive(Args)]
pub struct InitOptions {
    /// The folder of the new site, made if need be [default: this one]
    folder: Option<PathBuf>,
    /// The title of the site
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    /// The languages, the main one first [default: ar,en]
    #[arg(long, value_name = "TAGS")]
    languages: Option<String>,
}

/// Why there is no site.
enum Ended {
    Refused(Refusal),
    Unanswered(Unanswered),
}

impl From<Refusal> for Ended {
    fn from(refusal: Refusal) -> Self {
        Ended::Refused(refusal)
    }
}

/// Asks what is not said, writes the site, says what to do next; answers the exit code.
pub fn run(options: &InitOptions) -> u8 {
    let root = options.folder.clone().unwrap_or_else(|| PathBuf::from("."));
    let site = match wanted(&root, options) {
        Ok(site) => site,
        Err(Ended::Refused(refusal)) => return refused(&refusal, None),
        Err(Ended::Unanswered(reason)) => {
            eprintln!("error: {reason}; nothing was written\n  help: `--title` and `--languages` answer beforehand");
            return outcome::USAGE;
        }
    };
    let signals = Signals::listen();
    let write = || write_site(&RealDisk, &root, &site, &signals.interrupted);
    match guarded(write) {
        Ok(files) => {
            report(&root, &site, &files);
            outcome::COMPLETE
        }
        Err(refusal) => refused(&refusal, signals.which()),
    }
}

/// The site that is wanted, by options, answers and what is usual. Until all is known nothing is written.
fn wanted(root: &Path, options: &InitOptions) -> Result<NewSite, Ended> {
    check_vacant(&RealDisk, root)?;
    let given = |text: &Option<String>, read: &dyn Fn(&str) -> Result<(), Refusal>| match text {
        Some(text) => read(text),
        None => Ok(()),
    };
    given(&options.title, &|text| title(text).map(drop))?;
    given(&options.languages, &|text| languages(text).map(drop))?;
    // Questions stand on standard error.
    let is_terminal = stdin().is_terminal() && stderr().is_terminal();
    let asks = is_terminal && (options.title.is_none() || options.languages.is_none());
    let (tags, name) = if asks { asked(options)? } else { said(options)? };
    let time_zone = time_zone();
    let now = super::now().map_err(|message| Refusal::Usage {
        message,
        help: "set it to a number of seconds since the beginning of 1970, or unset it".to_owned(),
    })?;
    Ok(NewSite {
        title: name,
        languages: tags,
        date: today(time_zone.as_deref().unwrap_or("UTC"), now)?,
        time_zone,
    })
}

/// Languages and title, asked at the terminal where no option says them.
fn asked(options: &InitOptions) -> Result<(Vec<String>, String), Ended> {
    let (mut input, mut output) = (stdin().lock(), stderr().lock());
    let mut questions = Questions {
        input: &mut input,
        output: &mut output,
    };
    let tags = match &options.languages {
        Some(written) => languages(written)?,
        None => questions
            .ask("Languages, the main one first", USUAL_LANGUAGES, languages)
            .map_err(Ended::Unanswered)?,
    };
    let name = match &options.title {
        Some(written) => title(written)?,
        None => questions
            .ask("Title of the site", usual_title(&tags), title)
            .map_err(Ended::Unanswered)?,
    };
    Ok((tags, name))
}

/// Languages and title by options or as usual, which is said.
fn said(options: &InitOptions) -> Result<(Vec<String>, String), Refusal> {
    let tags = languages(options.languages.as_deref().unwrap_or(USUAL_LANGUAGES))?;
    let name = title(options.title.as_deref().unwrap_or(usual_title(&tags)))?;
    let terminal = stderr().is_terminal();
    if options.languages.is_none() {
        eprintln!(
            "no terminal to ask at: the languages are {}; `--languages` names others",
            tags.join(", ")
        );
    }
    if options.title.is_none() {
        let line = format!("no terminal to ask at: the title is `{name}`; `--title` names another");
        eprintln!("{}", sentence_for(terminal, &line));
    }
    Ok((tags, name))
}

/// The zone of this machine, by its IANA name, if it has one.
fn time_zone() -> Option<String> {
    let set = std::env::var("TZ").ok().filter(|set| !set.is_empty());
    let named = set.or_else(|| match RealDisk.kind(Path::new("/etc/localtime")) {
        Ok(Some(Kind::Link { target, .. })) => target.to_str().map(str::to_owned),
        _ => None,
    })?;
    let name = named.trim_start_matches(':');
    let name = name.rsplit_once("zoneinfo/").map_or(name, |(_, name)| name);
    Zone::new(name).is_ok().then(|| name.to_owned())
}

fn report(root: &Path, site: &NewSite, files: &[NewFile]) {
    let terminal = stdout().is_terminal();
    for file in files {
        println!("  {}", quoted_for(terminal, file.path.as_str()));
    }
    let line = format!(
        "wrote `{}`, a site in {}: {}",
        site.title,
        site.languages.join(", "),
        some(files.len(), "file", "files")
    );
    println!("{}\n\nnext:", sentence_for(terminal, &line));
    if root != Path::new(".") {
        println!("  cd {}", for_shell(&root.display().to_string()));
    }
    println!("  maqal serve --open\n  maqal new \"A title\"");
}

/// A path as a shell takes it.
fn for_shell(path: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "/._-".contains(c);
    if path.chars().all(is_plain) && !path.starts_with('-') {
        return path.to_owned();
    }
    let start = if path.starts_with('-') { "./" } else { "" };
    format!("'{start}{}'", path.replace('\'', "'\\''"))
}

#[cfg(test)]
mod tests {
    use super::for_shell;

    #[test]
    fn paths_for_a_shell() {
        for (path, expected) in [
            ("blog", "blog"),
            ("/srv/مدونة", "/srv/مدونة"),
            ("my blog", "'my blog'"),
            ("it's", "'it'\\''s'"),
            ("-x", "'./-x'"),
            ("$HOME", "'$HOME'"),
        ] {
            assert_eq!(for_shell(path), expected);
        }
    }
}
