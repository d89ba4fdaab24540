//! Bans that hold for the text of every file under version control.

use std::{fs, path::Path, process::Command};

use anyhow::{Context, Result, ensure};

/// Files longer than this are refused; longer than the second are noted.
const MOST_LINES: usize = 600;
const MANY_LINES: usize = 400;

/// Files that may be longer, because a tool or a law wrote them. The list may only shrink.
const LONG: [&str; 0] = [];

/// A piece of text that only some files may hold.
struct Ban {
    text: String,
    /// Endings of the files it is looked for in; none means all.
    kinds: &'static [&'static str],
    except: &'static [&'static str],
    reason: &'static str,
}

/// Split so that this file does not break its own rules.
fn bans() -> Vec<Ban> {
    let ban = |text: &[&str], kinds, except, reason| Ban { text: text.concat(), kinds, except, reason };
    let rust: &'static [&'static str] = &[".rs"];
    let clock: &'static [&'static str] = &["server/src/clock.rs", "benches/", "xtask/"];
    vec![
        ban(&["inner", "_html"], rust, &["app/src/ui/raw.rs"], "raw text is not escaped"),
        ban(&["todo", "!("], rust, &[], "unfinished code does not land"),
        ban(&["unimplemented", "!("], rust, &[], "unfinished code does not land"),
        ban(&["dbg", "!("], rust, &[], "left over from debugging"),
        ban(&["Utc", "::now("], rust, clock, "time is an argument (Clock)"),
        ban(&["Local", "::now("], rust, clock, "time is an argument (Clock)"),
        ban(&["SystemTime", "::now("], rust, clock, "time is an argument (Clock)"),
        ban(&["Uuid", "::now_v7("], rust, clock, "ids are an argument (IdSource)"),
        ban(&["Uuid", "::new_v4("], rust, clock, "ids are an argument (IdSource)"),
        ban(&["CURRENT", "_TIMESTAMP"], &[".sql", ".rs"], &[], "time is an argument (Clock)"),
        ban(&["rand", "::random("], rust, clock, "randomness is an argument"),
        ban(&["rand", "::rng("], rust, clock, "randomness is an argument"),
        ban(&["thread", "_rng("], rust, clock, "randomness is an argument"),
        ban(&["Action", "Form"], rust, &[], "forms post to their own page and work without JavaScript"),
    ]
}

/// Folders that exist on one machine only.
fn machine_paths() -> Vec<String> {
    ["wo_rk/", "ro_ot/", "ho_me/", "Us_ers/"].iter().map(|path| format!("/{}", path.replace('_', ""))).collect()
}

/// What was found.
#[derive(Default)]
pub struct Look {
    pub files: usize,
    pub faults: Vec<String>,
    pub remarks: Vec<String>,
}

/// Reads every tracked or new (not ignored) text file.
pub fn look(root: &Path) -> Result<Look> {
    let output = Command::new("git")
        .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        .current_dir(root)
        .output()
        .context("git ls-files")?;
    ensure!(output.status.success(), "git ls-files: {}", String::from_utf8_lossy(&output.stderr));
    let list = String::from_utf8(output.stdout)?;
    let bans = bans();
    let mut found = Look::default();
    for path in list.split('\0').filter(|path| !path.is_empty()) {
        // A file may be listed and deleted, or be no text.
        if let Ok(text) = fs::read_to_string(root.join(path)) {
            found.files += 1;
            look_at(path, &text, &bans, &mut found);
        }
    }
    same_migrations(&list, &mut found);
    Ok(found)
}

fn look_at(path: &str, text: &str, bans: &[Ban], found: &mut Look) {
    let is_rust = path.ends_with(".rs");
    for (number, line) in text.lines().enumerate() {
        for ban in bans {
            let looked_at = ban.kinds.iter().any(|kind| path.ends_with(kind));
            if looked_at && line.contains(&ban.text) && !ban.except.iter().any(|start| path.starts_with(start)) {
                found.faults.push(format!("{path}:{}: `{}`: {}", number + 1, ban.text, ban.reason));
            }
        }
        if !is_data(path) && names_a_machine(line) {
            found.faults.push(format!("{path}:{}: a path of one machine", number + 1));
        }
    }
    if path.ends_with("/mod.rs") {
        found.faults.push(format!("{path}: a module is `name.rs` beside `name/`"));
    }
    let lines = text.lines().count();
    let is_code = is_rust || [".css", ".mjs", ".js", ".sh", ".ftl"].iter().any(|end| path.ends_with(end));
    if is_code && lines > MOST_LINES && !LONG.contains(&path) {
        found.faults.push(format!("{path}: {lines} lines, at most {MOST_LINES}: split it"));
    } else if is_rust && lines > MANY_LINES {
        found.remarks.push(format!("{path}: {lines} lines; one concept a file"));
    }
}

/// Data that others wrote: their text is theirs.
fn is_data(path: &str) -> bool {
    ["samples/", "tests/fixtures/"].iter().any(|start| path.starts_with(start))
        || [".jsonl", ".csv", ".svg", "package-lock.json", "Cargo.lock"].iter().any(|end| path.ends_with(end))
}

/// True when a line holds an absolute path into someone's folder; `example.org/home/` is none.
fn names_a_machine(line: &str) -> bool {
    let part_of_address = |c: char| c.is_alphanumeric() || "./_-}>*{:)".contains(c);
    machine_paths().iter().any(|path| {
        line.match_indices(path.as_str()).any(|(at, _)| !line[..at].chars().next_back().is_some_and(part_of_address))
    })
}

/// Both databases have the same migrations.
fn same_migrations(list: &str, found: &mut Look) {
    let files = |database: &str| -> Vec<&str> {
        let mut names: Vec<_> =
            list.split('\0').filter_map(|path| path.strip_prefix("migrations/")?.strip_prefix(database)).collect();
        names.sort_unstable();
        names.dedup();
        names
    };
    let (sqlite, postgres) = (files("sqlite/"), files("postgres/"));
    if sqlite != postgres {
        found.faults.push(format!("migrations differ: sqlite {sqlite:?}, postgres {postgres:?}"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(path: &str, text: &str) -> Vec<String> {
        let mut found = Look::default();
        look_at(path, text, &bans(), &mut found);
        found.faults
    }

    #[test]
    fn bans_name_file_and_line() {
        let text = format!("fn f() {{\n    {}!()\n}}", "todo");
        assert_eq!(
            faults("app/src/x.rs", &text),
            [format!("app/src/x.rs:2: `{}!(`: unfinished code does not land", "todo")]
        );
        assert!(faults("docs/x.md", &text).is_empty());
    }

    #[test]
    fn exceptions_hold_for_their_file_alone() {
        let text = format!("let now = Utc{}now();", "::");
        assert!(faults("server/src/clock.rs", &text).is_empty());
        assert_eq!(faults("server/src/jobs.rs", &text).len(), 1);
    }

    #[test]
    fn machine_paths_are_found_addresses_are_not() {
        let home = format!("cd /{}/ann/portal", "home");
        assert_eq!(faults("docs/x.md", &home).len(), 1);
        assert!(faults("docs/x.md", &format!("https://example.org/{}/ann", "home")).is_empty());
    }

    #[test]
    fn a_long_file_is_refused() {
        assert_eq!(faults("app/src/x.rs", &"\n".repeat(MOST_LINES + 1)).len(), 1);
        assert!(faults("app/src/x.rs", &"\n".repeat(MOST_LINES)).is_empty());
    }

    #[test]
    fn migrations_come_in_pairs() {
        let mut found = Look::default();
        same_migrations("migrations/sqlite/0001_a.sql\0migrations/postgres/0001_a.sql\0", &mut found);
        assert!(found.faults.is_empty());
        same_migrations("migrations/sqlite/0001_a.sql\0", &mut found);
        assert_eq!(found.faults.len(), 1);
    }
}
