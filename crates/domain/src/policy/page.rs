//! docs/permissions.md: the reviewed matrices, written as a page for people (`UPDATE_SNAPSHOTS=1 cargo test -p domain`).
use std::collections::BTreeMap;
use std::fmt::Write as _;

const HEAD: &str = "# Who may do what

Written by the test in `crates/domain/src/policy/page.rs` from the reviewed matrices beside it; do not edit by hand. The answers come from
`domain::policy`, the one place that pages, forms, the API and downloads ask. What is not listed is refused: with 403 where the thing may be
known, with 404 where its existence is nobody's business. Staff need their second factor for everything here. The states in which a step is
possible at all stand in [cases.md](cases.md) and [access.md](access.md); which row of the audit trail an auditor sees, in
`crates/domain/src/policy/audit_reach.txt`.
";

/// Places in `people.txt`.
const PLACES: usize = 7;

/// Actions whose rows say `side, role   answer` under `[action]`.
const SECTIONED: [(&str, &str); 2] = [
    ("Cases: complaints, suggestions", "cases_matrix.txt"),
    ("Restricted data: applications, reviews, agreements, deliveries, violations", "access_matrix.txt"),
];

/// Each side once, with its roles; a side whose every row says yes without them.
fn who(rows: &[(&str, &str)]) -> String {
    let mut sides: BTreeMap<&str, (Vec<&str>, bool)> = BTreeMap::new();
    let mut order = Vec::new();
    for (name, answer) in rows {
        let (side, role) = name.split_once(", ").unwrap_or((name, ""));
        let known = sides.entry(side).or_insert_with(|| {
            order.push(side);
            (Vec::new(), true)
        });
        if *answer == "yes" {
            known.0.push(role);
        } else {
            known.1 = false;
        }
    }
    if sides.values().all(|(_, every)| *every) {
        return "everybody".into();
    }
    let said: Vec<String> = order
        .into_iter()
        .filter_map(|side| match &sides[side] {
            (roles, _) if roles.is_empty() => None,
            (_, true) => Some(side.to_owned()),
            (roles, false) => Some(format!("{side} ({})", roles.join(", "))),
        })
        .collect();
    if said.is_empty() { "nobody".into() } else { said.join("; ") }
}

fn matrix(file: &str) -> String {
    let path = format!("{}/src/policy/{file}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(path).expect("the reviewed matrix")
}

/// Places, with those who may there.
type Answers = Vec<(Vec<String>, String)>;

/// Each action, with the places where the same people may; nobody's are left out, unless nobody may anywhere.
fn people() -> Vec<(String, Answers)> {
    let mut all: Vec<(String, Answers)> = Vec::new();
    for line in matrix("people.txt").lines().filter(|line| !line.starts_with('#')) {
        let (action, rest) = line.split_once(' ').expect("an action");
        let (place, may) = rest.trim_start().split_once("  ").expect("a place");
        let may = match may.trim() {
            one @ ("nobody" | "every account") => one.to_owned(),
            names => {
                let names: Vec<String> = names.split(" · ").map(|one| one.replacen(' ', ", ", 1)).collect();
                grouped(&names)
            }
        };
        if all.last().is_none_or(|(last, _)| last != action) {
            all.push((action.to_owned(), Vec::new()));
        }
        let answers = &mut all.last_mut().expect("just made").1;
        match answers.iter_mut().find(|(_, known)| *known == may) {
            Some((places, _)) => places.push(place.to_owned()),
            None => answers.push((vec![place.to_owned()], may)),
        }
    }
    for (_, answers) in &mut all {
        if answers.len() > 1 {
            answers.retain(|(_, may)| may != "nobody");
        }
    }
    all
}

fn page() -> String {
    let mut page = HEAD.to_owned();
    page.push_str("\n## People, bodies, data, the portal\n\n| action | where | who may |\n| --- | --- | --- |\n");
    for (action, answers) in people() {
        for (places, may) in answers {
            let places = if places.len() == PLACES { "anywhere".to_owned() } else { places.join(", ") };
            let _ = writeln!(page, "| `{action}` | {places} | {may} |");
        }
    }
    for (title, file) in SECTIONED {
        let _ = write!(page, "\n## {title}\n\n| action | who may |\n| --- | --- |\n");
        for section in matrix(file).split("\n[").skip(1) {
            let (action, rows) = section.split_once("]\n").expect("a section");
            let rows: Vec<(&str, &str)> = rows
                .lines()
                .filter_map(|line| line.rsplit_once("  ").map(|(name, answer)| (name.trim(), answer.trim())))
                .collect();
            let _ = writeln!(page, "| `{action}` | {} |", who(&rows));
        }
    }
    page
}

/// Sides with the roles that are named.
fn grouped(names: &[String]) -> String {
    let mut order: Vec<(&str, Vec<&str>)> = Vec::new();
    for name in names {
        let (side, role) = name.split_once(", ").unwrap_or((name, ""));
        match order.last_mut().filter(|(last, _)| *last == side) {
            Some((_, roles)) => roles.push(role),
            None => order.push((side, vec![role])),
        }
    }
    let one = |(side, roles): (&str, Vec<&str>)| match roles.as_slice() {
        [""] => side.to_owned(),
        all => format!("{side} ({})", all.join(", ")),
    };
    order.into_iter().map(one).collect::<Vec<_>>().join("; ")
}

#[test]
fn the_page_of_permissions_says_what_the_matrices_say() {
    let page = page();
    crate::snapshot::compare(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/permissions.md"), &page);
}
