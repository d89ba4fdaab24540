//! The only code that runs in the browser. Server HTML is complete; an island makes it better in place, moves nothing
//! that is there, and receives its words translated. No `Resource`, no `ErrorBoundary` (see docs/ARCHITECTURE.md).
mod browser;
mod copy;
mod counter;
mod filters;
mod live_form;
mod shortcuts;
mod suggest;
mod upload;

pub use copy::*;
pub use counter::*;
pub use filters::*;
pub use live_form::*;
pub use shortcuts::*;
pub use suggest::*;
pub use upload::*;

/// One of the words an island was given, by its key.
fn word<'a>(words: &'a [(String, String)], key: &str) -> &'a str {
    words.iter().find(|(name, _)| name == key).map_or("", |(_, words)| words)
}
