//! `maqal theme`.

use std::io::{IsTerminal, stdout};
use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::build::Signals;
use super::new::{errors, request};
use super::outcome;
use super::refusal::{guarded, refused};
use super::report::{quoted_for, sentence_for};
use super::streams::{eprintln, println};
use crate::disk::RealDisk;
use crate::pipeline::{Outcome, Report, Request};
use crate::scaffold::{BegunTheme, NewFile, Refusal, about, eject, parts, write_theme};

/// What `maqal theme` takes.
#[derive(Args)]
pub struct ThemeOptions {
    #[command(subcommand)]
    action: Action,
    /// The folder that holds `content/`
    #[arg(long, value_name = "FOLDER", global = true)]
    root: Option<PathBuf>,
}

#[derive(Subcommand)]
enum Action {
    /// Begin a theme that extends the built-in one
    New {
        /// The name of its folder in `themes/`
        name: String,
    },
    /// Copy files of the built-in theme into the theme of the site; without a name, list them
    Eject {
        /// Names such as `templates/article.html`, or `article.html`
        paths: Vec<String>,
    },
}

/// Writes what is asked for and says where; answers the exit code.
pub fn run(options: &ThemeOptions) -> u8 {
    match &options.action {
        Action::Eject { paths } if paths.is_empty() => {
            let width = parts().map(|(name, _)| name.len()).max().unwrap_or(0);
            for (name, _) in parts() {
                println!("{name:<width$}  {}", about(name));
            }
            outcome::COMPLETE
        }
        Action::New { name } => written(options, |request, signals, report| {
            let begun = write_theme(&RealDisk, request, name, &signals.interrupted, report)?;
            tell_begun(name, &begun);
            Ok(())
        }),
        Action::Eject { paths } => written(options, |request, signals, report| {
            tell(&eject(&RealDisk, request, paths, &signals.interrupted, report)?);
            Ok(())
        }),
    }
}

/// Runs what writes, and says why it does not.
fn written(options: &ThemeOptions, write: impl FnOnce(&Request, &Signals, &mut Report) -> Result<(), Refusal>) -> u8 {
    let request = match request(options.root.as_deref()) {
        Ok(request) => request,
        Err(message) => {
            eprintln!("error: {message}");
            return outcome::USAGE;
        }
    };
    let signals = Signals::listen();
    let mut report = Report::default();
    match guarded(|| write(&request, &signals, &mut report)) {
        Ok(()) => outcome::COMPLETE,
        Err(refusal) => {
            if refusal == Refusal::Ended(Outcome::BadConfig) {
                errors(&report, &request);
            }
            refused(&refusal, signals.which())
        }
    }
}

fn tell(files: &[NewFile]) {
    let terminal = stdout().is_terminal();
    for file in files {
        println!("  {}", quoted_for(terminal, file.path.as_str()));
    }
}

fn tell_begun(name: &str, begun: &BegunTheme) {
    tell(&begun.files);
    if begun.in_use {
        println!("the site uses it already");
    } else {
        let line = format!("to use it, write `theme = \"{name}\"` into `site.toml`, above the first `[`");
        println!("{}", sentence_for(stdout().is_terminal(), &line));
    }
}
