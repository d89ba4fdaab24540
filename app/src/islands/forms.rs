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

#[cfg(test)]
mod tests {
    use std::path::Path;

    /// The boot script chooses by name which file a page loads: an island it does not know of would never wake.
    #[test]
    fn the_boot_script_knows_every_island_of_forms() {
        // Cargo runs tests in the folder of their package.
        let boot = std::fs::read_to_string("../style/static/boot.js").expect("the boot script");
        let (_, names) = boot.split_once("/^(").expect("the names");
        let mut known: Vec<_> = names.split(')').next().expect("the names").split('|').map(str::to_owned).collect();
        let mut there = Vec::new();
        for entry in Path::new("src/islands/forms").read_dir().expect("the islands").flatten() {
            let source = std::fs::read_to_string(entry.path()).unwrap_or_default();
            let islands = source.split("#[island]\npub fn ").skip(1);
            there.extend(islands.filter_map(|rest| rest.split('(').next()).map(str::to_owned));
        }
        known.sort();
        there.sort();
        assert_eq!(known, there);
    }
}
