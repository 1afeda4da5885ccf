//! One file at a time: settings, front matter, Markdown, code, themes. Broken input becomes
//! diagnostics, never a failure.

pub mod config;
pub mod head;
pub mod highlight;
pub mod markdown;
pub mod theme;
pub mod tree;
