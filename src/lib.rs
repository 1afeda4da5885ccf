//! Maqal publishes articles written in two languages that read in opposite directions:
//! Markdown with front matter goes in, a static site comes out whose pages are right in both
//! directions and know each other.
//!
//! # One idea
//!
//! A site is a value. Reading the sources gives one immutable [`Site`](model::Site); every page is
//! a pure function of it and of the theme. A result is remembered under the digest of everything
//! it was made from ([`base::Memory`]); a result whose inputs changed is simply not found. Putting the
//! site together and planning its pages are done anew every time.
//!
//! A preview, where somebody waits for every save, takes more over from its last site, each where all
//! that it was made from is equal by value: documents (`resolve/origins.rs`), addresses that had room
//! beside each other (`resolve/room.rs`), compiled templates (`render/compiled.rs`), and the whole site
//! where no head differs (`pipeline/preview/change.rs`). What it shows is held against a build from
//! nothing after thousands of random edits (`tests/warm`, `tests/live`).
//!
//! ```text
//! disk ─scan→ Tree ─┬ site.toml ─────────→ Config ──┐
//!                   ├ content/** ─parse──→ Document ┴─resolve→ Site ─┐
//!                   └ themes/**  ─load───→ Theme ────────────────────┴─plan→ Job ─render→ page ─write→ disk
//! ```
//!
//! Publishing asks for all pages and writes what differs. Previewing ([`pipeline::Preview`]) asks for the page that a browser
//! wants, when it wants it, from a mirror of the sources in memory: the same steps, the same bytes, but that files of the theme
//! keep their names and style sheets are as they were written.
//!
//! [`pipeline`] is the only place that joins the steps; read it first, it is short. Then the rooms,
//! in the order in which a source passes through them:
//!
//! | floor | room | what it does |
//! |---|---|---|
//! | 2 | [`disk`] | the outside world as one small trait, with a twin in memory for tests |
//! | 2 | [`scan`] | disk to tree: which files there are |
//! | 2 | [`parse`] | one file at a time: settings, front matter, Markdown, code, themes |
//! | 2 | [`resolve`] | all files together: pairs, sections, addresses, links |
//! | 2 | [`check`] | what a careful editor would notice |
//! | 2 | [`plan`] | what to render, and the table of all that a template may ask for |
//! | 2 | [`render`] | templates to bytes; the only room that knows Tera |
//! | 2 | [`images`] | what image files show, and smaller copies of them |
//! | 2 | [`write`](mod@write) | artifacts to disk, atomically |
//! | 3 | [`pipeline`] | the steps in order, and what is remembered between builds |
//! | 4 | [`scaffold`] | what an author starts from: a new site, a new article |
//! | 4 | [`serve`] | the site while it is written: a watcher, HTTP, browsers that are told |
//! | 5 | [`cli`] | one file a command: prints, exits, reads the clock |
//!
//! Below them lie the nouns, [`model`], and what is known of languages, [`locale`] (floor 1); and on
//! the ground, knowing nothing of sites, [`base`] and [`text`] (floor 0).
//!
//! # Invariants
//!
//! - A file imports from lower floors only; rooms on one floor do not know each other. A test reads
//!   the `use` lines and names the line that breaks this.
//! - Every step is plain data in, plain data and diagnostics out. Broken input is a
//!   [`Diagnostic`](base::Diagnostic) with a place, never a panic and never silence.
//! - Types are complete when made. A body is blocks of literal HTML with typed
//!   [`Hole`](model::Hole)s; what depends on another file is a hole, closed when a page is made.
//! - Nothing but `cli` asks what time it is; nothing that reaches the output depends on it, except
//!   which articles are due. Others measure only how long something takes.
//! - Warm equals cold: a build by a pipeline that remembers gives the bytes and the diagnostics that
//!   a fresh one gives.

pub mod base;
pub mod text;

pub mod locale;
pub mod model;

pub mod disk;
pub mod scan;

pub mod parse;
pub mod resolve;

pub mod check;
pub mod images;
pub mod plan;

pub mod render;
pub mod write;

pub mod pipeline;

pub mod scaffold;
pub mod serve;

pub mod cli;
