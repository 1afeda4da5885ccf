//! The ground floor: paths, digests, spans, diagnostics and memory. Knows nothing of sites.

mod diagnostic;
mod digest;
pub mod escape;
mod memory;
mod path;
pub mod quote;
mod span;
pub mod tags;

pub use diagnostic::{Checked, Code, Diagnostic, Level, Levels, Place, nearest};
pub use digest::{Digest, Digester};
pub use memory::Memory;
pub use path::SourcePath;
pub use span::{LineIndex, Position, Span};
