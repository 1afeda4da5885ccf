//! `maqal new`.

use std::io::{IsTerminal, stderr, stdout};
use std::path::{Path, PathBuf};

use clap::Args;

use super::build::Signals;
use super::outcome;
use super::refusal::{guarded, refused};
use super::report::{Printer, sentence_for};
use super::streams::{eprintln, println};
use crate::base::Level;
use crate::disk::RealDisk;
use crate::pipeline::{Outcome, Report, Request};
use crate::scaffold::{NewArticle, Refusal, Written, write_article};

/// What `maqal new` takes.
#[derive(Args)]
pub struct NewOptions {
    /// The title, in any language of the site
    #[arg(required = true)]
    title: Vec<String>,
    /// The folder that holds `content/`
    #[arg(long, value_name = "FOLDER")]
    root: Option<PathBuf>,
    /// The section, a folder of `content/` [default: that of the site's articles]
    #[arg(long, value_name = "NAME")]
    section: Option<String>,
    /// Some of the site's languages [default: all]
    #[arg(long, value_name = "TAGS")]
    languages: Option<String>,
    /// The date [default: today in the site's time zone]
    #[arg(long)]
    date: Option<String>,
    /// The name of the files and the last part of the address [default: made of the title]
    #[arg(long, value_name = "NAME")]
    slug: Option<String>,
    /// All files are drafts; so they are without it too
    #[arg(long, overrides_with = "no_draft")]
    draft: bool,
    /// The file in the language of the title is no draft; translations still are
    #[arg(long)]
    no_draft: bool,
}

/// Writes the article and says where; answers the exit code.
pub fn run(options: &NewOptions) -> u8 {
    let request = match request(options.root.as_deref()) {
        Ok(request) => request,
        Err(message) => {
            eprintln!("error: {message}");
            return outcome::USAGE;
        }
    };
    let article = NewArticle {
        title: options.title.join(" "),
        section: options.section.clone(),
        languages: options.languages.clone(),
        date: options.date.clone(),
        slug: options.slug.clone(),
        ready: options.no_draft && !options.draft,
    };
    let signals = Signals::listen();
    let mut report = Report::default();
    let write = || write_article(&RealDisk, &request, &article, &signals.interrupted, &mut report);
    match guarded(write) {
        Ok(written) => {
            print(&written);
            outcome::COMPLETE
        }
        Err(refusal) => {
            if refusal == Refusal::Ended(Outcome::BadConfig) {
                errors(&report, &request);
            }
            refused(&refusal, signals.which())
        }
    }
}

/// A look at the site below `root` or in this folder, for whoever adds to it.
///
/// # Errors
/// A sentence for the user where the clock that the environment sets cannot be read.
pub fn request(root: Option<&Path>) -> Result<Request, String> {
    Ok(Request::new(root.unwrap_or(Path::new(".")), super::now()?))
}

/// Prints the errors that keep the site from being read.
pub fn errors(report: &Report, request: &Request) {
    let mut printer = Printer::new(&RealDisk, &request.root, stderr().is_terminal());
    let errors = report.diagnostics.iter().filter(|(level, _)| *level == Level::Error);
    for (level, problem) in errors {
        eprintln!("{}", printer.print(*level, problem));
    }
}

fn print(written: &[Written]) {
    let terminal = stdout().is_terminal();
    for file in written {
        let Written { path, route, .. } = file;
        let foreign = if file.foreign { ", to be translated" } else { "" };
        let line = format!("`{path}` for `{}`{foreign}", route.as_str());
        println!("{}", sentence_for(terminal, &line));
    }
    let drafts = written.iter().filter(|file| file.draft).count();
    if drafts > 0 {
        let which = match (drafts, written.len()) {
            (1, 1) => "it is a draft".to_owned(),
            (2, 2) => "both are drafts".to_owned(),
            (drafts, all) if drafts == all => "all are drafts".to_owned(),
            (1, _) => "the one to be translated is a draft".to_owned(),
            _ => "those to be translated are drafts".to_owned(),
        };
        println!("{which}: take out `draft: true` to publish a file");
    }
}
