use super::*;
use crate::policy::{Action, Actor, DatasetFacts, Denial, ResourceFacts, authorize};
use std::path::Path;

const SAMPLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../samples");

fn shipped() -> SampleManifest {
    let text = std::fs::read_to_string(Path::new(SAMPLES).join("samples.toml")).expect("the manifest");
    SampleManifest::parse(&text, Regions::shipped()).expect("the shipped manifest is good")
}

fn suspensions(entry: &SampleEntry) -> Vec<crate::catalog::Suspension> {
    let row = |s: &SampleSuspension| crate::catalog::Suspension {
        id: Uuid::nil(),
        since: s.since,
        reason: s.reason,
        case: s.case.clone(),
        ended: None,
    };
    entry.suspensions.iter().map(row).collect()
}

/// The answer an anonymous visitor gets about an entry.
fn answer(entry: &SampleEntry, action: Action) -> Result<(), Denial> {
    let dataset = entry.to_dataset(Uuid::nil(), "code".into(), Uuid::nil());
    authorize(&Actor::Anonymous, action, &ResourceFacts::Dataset(DatasetFacts::of(&dataset, &suspensions(entry))))
}

#[test]
fn every_file_of_the_shipped_manifest_is_there_and_every_file_there_is_in_it() {
    let manifest = shipped();
    let files = manifest.entries.iter().flat_map(|e| &e.files).map(|f| f.path.as_str());
    let mut named: Vec<&str> = files.chain(manifest.catalogues.iter().map(|c| c.path.as_str())).collect();
    named.sort_unstable();
    let mut found = Vec::new();
    walk(Path::new(SAMPLES), &mut found);
    let mut found: Vec<&str> =
        found.iter().filter_map(|p| p.strip_prefix(SAMPLES)).map(|p| p.trim_start_matches('/')).collect();
    found.retain(|p| !matches!(*p, "samples.toml" | "LICENCES.md"));
    found.sort_unstable();
    assert_eq!(named, found);
}

fn walk(folder: &Path, found: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() { walk(&path, found) } else { found.push(path.to_string_lossy().into_owned()) }
    }
}

#[test]
fn the_items_of_a_csv_are_its_columns() {
    for entry in shipped().entries {
        for file in entry.files.iter().filter(|f| f.table && f.path.ends_with(".csv") && f.encoding.is_none()) {
            let text = std::fs::read_to_string(Path::new(SAMPLES).join(&file.path)).expect("UTF-8");
            let header: Vec<String> =
                text.lines().next().expect("a header").split(',').map(|c| c.trim_matches('"').to_owned()).collect();
            let items: Vec<&str> = entry.items.iter().map(|i| i.name.as_str()).collect();
            assert_eq!(header, items, "{}", file.path);
        }
    }
}

#[test]
fn r004_r006_r009_r012_the_examples_show_each_rule() {
    let manifest = shipped();
    let examples: Vec<&SampleEntry> = manifest.entries.iter().filter(|e| e.example).collect();
    let by = |action, denial| examples.iter().filter(|e| answer(e, action) == Err(denial)).count();
    assert_eq!(examples.len(), 6);
    assert_eq!(by(Action::ViewDataset, Denial::NotFound), 1);
    assert_eq!(by(Action::PreviewTable, Denial::Restricted), 3);
    assert_eq!(by(Action::PreviewTable, Denial::Suspended), 1);
    assert_eq!(by(Action::DownloadOriginal, Denial::WithheldItems), 1);
}

#[test]
fn r010_the_real_tables_are_anyones() {
    for entry in shipped().entries.iter().filter(|e| !e.example) {
        assert_eq!(answer(entry, Action::DownloadOriginal), Ok(()), "{}", entry.key);
    }
}

#[test]
fn wrong_manifests_are_refused_with_the_reason() {
    let good = r#"
        [[entry]]
        key = "k"
        title = "表"
        description = "说明"
        publisher = { name = "某局", region = "330000", level = "PROVINCE" }
        source_name = "来源"
        licence = "MIT"
        themes = ["OTHER"]
        access_rights = "PUBLIC"
        data_type = "TABLE"
        accrual_periodicity = "NEVER"
        [[entry.file]]
        path = "tables/a.csv"
        title = "表"
        format = "CSV"
    "#;
    let parse = |text: &str| SampleManifest::parse(text, Regions::shipped());
    assert!(parse(good).is_ok());
    let refused = |from: &str, to: &str| parse(&good.replace(from, to)).expect_err("must be refused").to_string();
    assert!(refused("tables/a.csv", "../a.csv").contains("not a path below samples/"));
    assert!(refused("tables/a.csv", "/etc/passwd").contains("not a path below samples/"));
    assert!(refused("330000", "339999").contains("no region 339999"));
    assert!(refused("\"表\"\n        description", "\"示例：表\"\n        description").contains("示例"));
    assert!(refused("licence = \"MIT\"", "licence = \" \"").contains("licence is empty"));
    assert!(refused("PUBLIC", "OPEN").starts_with("samples:"));
    assert!(parse(&format!("{good}{good}")).expect_err("twice").to_string().contains("used twice"));
}
