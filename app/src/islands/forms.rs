//! Islands of forms: what is wrong is said at once, drafts save themselves, files show their progress. Only pages with such a form load
//! them, with all others, from a file of their own (`frontend-forms`).
mod browser;
mod counter;
mod live_form;
mod upload;

pub use counter::*;
pub use live_form::*;
pub use upload::*;

/// One of the words an island was given, by its key.
fn word<'a>(words: &'a [(String, String)], key: &str) -> &'a str {
    words.iter().find(|(name, _)| name == key).map_or("", |(_, words)| words)
}
