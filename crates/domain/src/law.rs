//! The articles the portal cites, each in one sentence of our own (never the official text), and how citations are written.
mod citation;
mod shipped;
mod summary;

pub use citation::{Citation, CitationError, DocCode};
pub use shipped::SHIPPED;
pub use summary::{Article, LawDoc, LawError, Library};
