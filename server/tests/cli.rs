//! The binary itself: what it prints, how it ends, what it leaves behind.
use std::path::{Path, PathBuf};
use std::process::Command;

/// A data folder and configuration of its own; nothing of the machine's environment is read.
struct Machine {
    folder: tempfile::TempDir,
    variables: Vec<(&'static str, String)>,
}

/// How a command ended.
#[derive(Debug)]
struct Ended {
    code: i32,
    out: String,
    err: String,
}

impl Machine {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a folder"), variables: Vec::new() }
    }

    fn with(mut self, name: &'static str, value: &str) -> Self {
        self.variables.push((name, value.to_owned()));
        self
    }

    fn run(&self, arguments: &[&str]) -> Ended {
        let mut command = Command::new(env!("CARGO_BIN_EXE_portal"));
        for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("PORTAL_")) {
            command.env_remove(name);
        }
        command.envs(self.variables.iter().map(|(name, value)| (name, value)));
        command.arg("--data-dir").arg(self.folder.path().join("data")).args(arguments);
        let output = command.output().expect("the portal starts");
        Ended {
            code: output.status.code().expect("it ends by itself"),
            out: String::from_utf8(output.stdout).expect("UTF-8"),
            err: String::from_utf8(output.stderr).expect("UTF-8"),
        }
    }

    fn file(&self, name: &str, text: &str) -> String {
        let path = self.folder.path().join(name);
        std::fs::write(&path, text).expect("a file");
        path.display().to_string()
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize().expect("the repository")
}

#[test]
fn r142_calendar_due_tells_the_date_and_the_days_counted() {
    let machine = Machine::new();
    // A Monday; the holidays of 1–7 October lie in between, and Saturday the 10th is worked in exchange.
    let ended = machine.run(&["calendar", "due", "--start", "2026-09-28T10:00", "--working-days", "5"]);
    assert_eq!((ended.code, ended.err.as_str()), (0, ""), "{ended:?}");
    let lines: Vec<&str> = ended.out.lines().collect();
    assert_eq!(lines[0], "2026-10-10 Sat 24:00 Asia/Shanghai", "{}", ended.out);
    assert_eq!(lines[1], "start   2026-09-28 Mon (not counted)");
    let days: Vec<&str> = lines[2..].iter().map(|line| line.trim()).collect();
    assert_eq!(days[..4], ["2026-09-29 Tue", "2026-09-30 Wed", "2026-10-08 Thu", "2026-10-09 Fri"]);
    assert_eq!(days[4..], ["2026-10-10 Sat  调休上班 make-up working day"]);
    assert!(!machine.folder.path().join("data").exists(), "a question makes no data folder");
}

#[test]
fn r143_calendar_due_answers_as_json() {
    let machine = Machine::new();
    let ended = machine.run(&["calendar", "due", "--start", "2026-09-28T10:00", "--working-days", "5", "--json"]);
    assert_eq!(ended.code, 0, "{ended:?}");
    let due: serde_json::Value = serde_json::from_str(&ended.out).expect("JSON");
    assert_eq!(due["date"].as_str(), due["counted"].as_array().and_then(|days| days.last()?["date"].as_str()));
    assert_eq!((due["counted"].as_array().map(Vec::len), due["provisional"].as_bool()), (Some(5), Some(false)));
}

#[test]
fn r144_calendar_due_beyond_the_known_years_is_provisional() {
    let ended = Machine::new().run(&["calendar", "due", "--start", "2029-03-01", "--working-days", "3"]);
    assert_eq!(ended.code, 0, "{ended:?}");
    assert!(ended.out.contains("暂定") && ended.out.contains("no holiday data for 2029"), "{}", ended.out);
}

#[test]
fn exit_codes_are_honest() {
    let machine = Machine::new();
    for (arguments, code, said) in [
        (&["calendar", "due", "--start", "tomorrow", "--working-days", "5"][..], 1, "--start"),
        (&["calendar", "due", "--start", "2026-09-28"], 2, "--working-days"),
        (&["calendar", "due", "--start", "2026-09-28", "--working-days", "-1"], 2, "--working-days"),
        (&["fly"], 2, "fly"),
        (&["--config", "/no/such/file.toml", "config"], 1, "/no/such/file.toml"),
        (&["import", "catalogue", "/no/such/file.jsonl"], 1, "/no/such/file.jsonl"),
        (&["import", "table", "--dataset", "zzzzzzzzzz", "/no/such/file.csv"], 1, ""),
        (&["import", "law", "--doc", "xx99", "/no/such/file.txt"], 1, "xx99"),
    ] {
        let ended = machine.run(arguments);
        assert_eq!(ended.code, code, "{arguments:?}: {ended:?}");
        assert!(ended.err.contains(said) && !ended.err.is_empty(), "{arguments:?}: {}", ended.err);
        assert!(!ended.err.contains("panicked"), "{arguments:?}: {}", ended.err);
    }
    for arguments in [&["--help"][..], &["--version"], &["import", "catalogue", "--help"]] {
        let ended = machine.run(arguments);
        assert_eq!((ended.code, ended.err.as_str()), (0, ""), "{arguments:?}");
        assert!(!ended.out.is_empty(), "{arguments:?}");
    }
}

#[test]
fn an_import_with_refused_records_ends_with_3_and_says_why() {
    let machine = Machine::new();
    let record = |n: u32| {
        format!(
            r#"{{"portal":"zhejiang_hangzhou","id":"{n}","title":"目录{n}","organisation":"市交通局","open_type":"无条件开放"}}"#
        )
    };
    let whole = machine.file("whole.jsonl", &format!("{}\n{}\n", record(1), record(2)));
    let ended = machine.run(&["import", "catalogue", &whole]);
    assert_eq!(ended.code, 0, "{ended:?}");
    assert!(ended.out.contains("2 records: 2 new, 0 updated, 0 unchanged, 0 refused"), "{}", ended.out);
    let broken = machine.file("broken.jsonl", &format!("{}\n{{ not json\n{}\n", record(1), record(3)));
    let ended = machine.run(&["import", "catalogue", &broken]);
    assert_eq!(ended.code, 3, "{ended:?}");
    assert!(ended.out.contains("1 new, 0 updated, 1 unchanged, 1 refused"), "{}", ended.out);
    assert!(ended.out.contains("line 2: "), "{}", ended.out);
    let json = machine.run(&["import", "catalogue", "--json", &broken]);
    let report: serde_json::Value = serde_json::from_str(json.out.trim()).expect("JSON");
    assert_eq!(
        (json.code, report["refused"].as_u64(), report["unchanged"].as_u64()),
        (3, Some(1), Some(2)),
        "{report}"
    );
}

#[test]
fn check_finds_a_file_that_was_changed() {
    let machine = Machine::new();
    let catalogue = machine.file(
        "one.jsonl",
        "{\"portal\":\"zhejiang_hangzhou\",\"id\":\"1\",\"title\":\"公交站点\",\"organisation\":\"市交通局\",\"open_type\":\"无条件开放\"}\n",
    );
    assert_eq!(machine.run(&["import", "catalogue", &catalogue]).code, 0);
    let code = domain::catalog::ident::dataset_code("zhejiang_hangzhou", "id\u{1f}1", |_| false);
    let table = machine.file("公交站点.csv", "编号,站名\n1,武林广场\n2,凤起路\n");
    let ended = machine.run(&["import", "table", "--dataset", &code, &table]);
    assert_eq!(ended.code, 0, "{ended:?}");
    assert!(ended.out.contains("version 1") && ended.out.contains("2 rows, 2 columns"), "{}", ended.out);
    let ended = machine.run(&["check"]);
    assert_eq!((ended.code, ended.out.as_str()), (0, "2 files, 0 faults\n"), "{ended:?}");
    let files = machine.folder.path().join("data/files");
    let changed = find(&files, "编号".as_bytes()).expect("the original");
    std::fs::write(&changed, "编号,站名\n1,武林门　\n2,凤起路\n").expect("changed");
    let ended = machine.run(&["check"]);
    assert_eq!(ended.code, 1, "{ended:?}");
    assert!(
        ended.out.contains("content differs from its SHA-256") && ended.out.contains("2 files, 1 faults"),
        "{}",
        ended.out
    );
    std::fs::remove_file(&changed).expect("removed");
    let ended = machine.run(&["check", "--quick"]);
    assert_eq!(ended.code, 1, "{ended:?}");
    assert!(ended.out.contains("missing"), "{}", ended.out);
}

/// The file below a folder that begins with these bytes.
fn find(folder: &Path, begins: &[u8]) -> Option<PathBuf> {
    let entries = std::fs::read_dir(folder).ok()?.filter_map(Result::ok).map(|entry| entry.path());
    entries.into_iter().find_map(|path| {
        if path.is_dir() {
            find(&path, begins)
        } else {
            std::fs::read(&path).ok().filter(|bytes| bytes.starts_with(begins)).map(|_| path)
        }
    })
}

#[test]
fn config_prints_what_holds_and_masks_secrets() {
    let machine = Machine::new()
        .with("PORTAL_DATABASE_URL", "postgres://portal:geheim@db.example/portal")
        .with("PORTAL_SITE__PHONE", "057188880000");
    let ended = machine.run(&["config"]);
    assert_eq!((ended.code, ended.err.as_str()), (0, ""), "{ended:?}");
    assert!(!ended.out.contains("geheim"), "{}", ended.out);
    assert!(ended.out.contains("postgres://portal:***@db.example/portal"), "{}", ended.out);
    assert!(ended.out.contains("phone = \"057188880000\""), "the variable, with its zero: {}", ended.out);
    let file = machine.file("portal.toml", "[limits]\napi_per_minute = 7\n");
    let ended = machine.run(&["--config", &file, "--database-url", "sqlite:///srv/portal.db", "config"]);
    assert!(ended.out.contains("api_per_minute = 7") && ended.out.contains("sqlite:///srv/portal.db"), "{}", ended.out);
    // What is printed is a configuration.
    let printed = machine.file("printed.toml", &ended.out);
    assert_eq!(machine.run(&["--config", &printed, "config"]).code, 0);
    let misspelt = Machine::new().with("PORTAL_SITE__PHON", "1").run(&["config"]);
    assert_eq!(misspelt.code, 1);
    assert!(misspelt.err.contains("phon"), "{}", misspelt.err);
}

#[test]
fn r149_a_draft_becomes_active_only_when_confirmed() {
    let machine = Machine::new();
    let draft = root().join("profiles/deqing.toml").display().to_string();
    let refused = machine.run(&["import", "profile", "--activate", &draft]);
    assert_eq!(refused.code, 1, "{refused:?}");
    assert!(refused.err.contains("征求意见稿") && refused.err.contains("--confirm-draft"), "{}", refused.err);
    let unasked = machine.run(&["import", "profile", "--confirm-draft", &draft]);
    assert_eq!(unasked.code, 2, "a confirmation of nothing: {unasked:?}");
    let imported = machine.run(&["import", "profile", &draft]);
    assert_eq!((imported.code, imported.out.as_str()), (0, "deqing: imported\n"), "{imported:?}");
    let confirmed = machine.run(&["import", "profile", "--activate", "--confirm-draft", &draft]);
    assert_eq!((confirmed.code, confirmed.out.as_str()), (0, "deqing: imported and active\n"), "{confirmed:?}");
    // In force is no draft: nothing to confirm.
    let law = root().join("profiles/zhejiang.toml").display().to_string();
    assert_eq!(machine.run(&["import", "profile", "--activate", &law]).code, 0);
}

#[test]
fn r149_the_configuration_makes_no_draft_active_by_itself() {
    let machine = Machine::new().with("PORTAL_PROFILE", "deqing");
    let refused = machine.run(&["migrate"]);
    let refused = if refused.code == 0 { machine.run(&["check"]) } else { refused };
    assert_eq!(refused.code, 1, "{refused:?}");
    assert!(refused.err.contains("征求意见稿") && refused.err.contains("confirm_draft_profile"), "{}", refused.err);
    let machine = machine.with("PORTAL_CONFIRM_DRAFT_PROFILE", "true");
    assert_eq!(machine.run(&["check"]).code, 0);
}
