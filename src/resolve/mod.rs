//! All files together: routes, pairs, sections, links. Sorts and look-ups, nothing is read.

mod addresses;
mod aliases;
mod alignment;
mod anchors;
mod archives;
mod complete;
mod documents;
mod fallbacks;
mod feeds;
mod files;
mod frame;
mod generated;
mod identity;
mod links;
mod maker;
mod names;
mod origins;
mod outlines;
mod pairs;
mod parallels;
mod parts;
mod routes;
mod schedule;
mod sections;
mod source;
mod terms;

pub use documents::{Input, languages, site};
pub use frame::Frame;
pub use identity::{Reader, below_content, found_languages, names_language};
pub use links::{Index, Linker};
pub use origins::{Last, Origins};
pub use parts::rows;
pub use schedule::Schedule;
pub use source::Read;
