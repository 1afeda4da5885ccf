//! Maqal publishes articles written in two languages that read in opposite directions.

pub mod base;
pub mod text;
pub mod locale;
pub mod model;
pub mod disk;
pub mod scan;
pub mod parse;
pub mod resolve;
pub mod check;
pub mod plan;
pub mod render;
pub mod write;
