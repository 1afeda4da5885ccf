//! One file at a time: settings, front matter, Markdown, code, style sheets, themes. Broken input becomes
//! diagnostics, never a failure.

pub mod assets;
pub mod config;
pub mod css;
pub mod data;
pub mod head;
pub mod highlight;
pub mod markdown;
pub mod math;
mod places;
#[cfg(test)]
mod tests;
pub mod theme;
pub mod tree;
