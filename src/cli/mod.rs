//! One file a command. The only room that prints, reads the clock and the arguments, and decides exit codes.

mod browser;
mod build;
mod explain;
mod init;
mod new;
mod outcome;
mod progress;
mod refusal;
mod report;
mod serve;
mod streams;
mod theme;

pub use outcome::exit_code;

use std::ffi::OsString;
use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::pipeline::Request;

/// Publishes articles written in two languages that read in opposite directions.
#[derive(Parser)]
#[command(name = "maqal", version, propagate_version = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Begin a site: settings and first texts, in one language or several
    Init(init::InitOptions),
    /// Begin an article: a file for each language
    New(new::NewOptions),
    /// Begin a theme of the site's own, or copy files of the built-in one to change them
    Theme(theme::ThemeOptions),
    /// Build the site and publish it into the output folder
    Build(BuildOptions),
    /// Show the site in a browser on this machine
    Serve(serve::ServeOptions),
    /// List the codes of diagnostics, or explain one
    Explain {
        /// A code such as `broken-link`
        code: Option<String>,
    },
}

/// How results are printed.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    Human,
    /// One JSON object.
    Json,
}

/// Which site, and what of it.
#[derive(Args)]
struct SiteOptions {
    /// The folder that holds `content/`
    #[arg(value_name = "ROOT", conflicts_with = "root")]
    place: Option<PathBuf>,
    /// The same, by name
    #[arg(long, value_name = "FOLDER")]
    root: Option<PathBuf>,
    /// Use this address instead of `base_url` in `site.toml`
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// Treat warnings as errors
    #[arg(long)]
    strict: bool,
    /// Publish what is dated in the future too
    #[arg(long)]
    future: bool,
}

#[derive(Args)]
struct BuildOptions {
    #[command(flatten)]
    site: SiteOptions,
    /// The output folder [default: `public` in the root]
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
    /// Wait until the result would survive a power loss
    #[arg(long)]
    sync: bool,
    /// Publish drafts too
    #[arg(long)]
    drafts: bool,
    /// How results are printed
    #[arg(long, value_enum, default_value = "human")]
    format: Format,
    /// Print how long each step took
    #[arg(long)]
    timings: bool,
}

impl SiteOptions {
    /// What these options ask for, drafts left out, published in the usual place.
    ///
    /// # Errors
    /// A sentence for the user where the clock that the environment sets cannot be read.
    fn request(&self) -> Result<Request, String> {
        let root = self
            .place
            .clone()
            .or_else(|| self.root.clone())
            .unwrap_or_else(|| PathBuf::from("."));
        Ok(Request {
            home: std::env::home_dir(),
            base_url: self.base_url.clone(),
            strict: self.strict,
            future: self.future,
            ..Request::new(root, now()?)
        })
    }
}

impl BuildOptions {
    fn request(&self) -> Result<Request, String> {
        let request = self.site.request()?;
        Ok(Request {
            out: self.out.clone().unwrap_or(request.out),
            sync: self.sync,
            drafts: self.drafts,
            ..request
        })
    }
}

/// The present in seconds since 1970 UTC; `SOURCE_DATE_EPOCH` sets it.
fn now() -> Result<i64, String> {
    match std::env::var("SOURCE_DATE_EPOCH") {
        Ok(set) => set
            .trim()
            .parse()
            .map_err(|_| format!("`SOURCE_DATE_EPOCH` is `{set}`, which is not a number of seconds")),
        Err(_) => {
            let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
            Ok(i64::try_from(since.as_secs()).unwrap_or(i64::MAX))
        }
    }
}

/// Runs the program; answers its exit code.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> u8 {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => {
            let printed = error.print();
            if error.use_stderr() {
                return outcome::USAGE;
            }
            printed.unwrap_or_else(|error| streams::failed(&error));
            return streams::exit_code(outcome::COMPLETE);
        }
    };
    let code = match cli.command {
        Command::Init(options) => init::run(&options),
        Command::New(options) => new::run(&options),
        Command::Theme(options) => theme::run(&options),
        Command::Build(options) => build::run(&options),
        Command::Serve(options) => serve::run(&options),
        Command::Explain { code } => explain::run(code.as_deref()),
    };
    streams::exit_code(code)
}
