//! Inheritance, versions, and what a broken profile is told.
use crate::support::profile;
use domain::profile::{
    Problem, Profile, ProfileError, ProfileText, SHIPPED, Strength, resolve, resolve_all, text_hash,
};

const ZHEJIANG: &str = SHIPPED[0].text;

fn errors_of(text: &str) -> Vec<ProfileError> {
    resolve_all(&[ProfileText { file: "a.toml", text }]).expect_err("a broken profile").0
}

/// The one problem of zhejiang with some text put in the place of some other.
fn broken(from: &str, to: &str) -> (String, String) {
    assert!(ZHEJIANG.contains(from), "{from} is not in the text");
    let errors = errors_of(&ZHEJIANG.replacen(from, to, 1));
    assert_eq!(errors.len(), 1, "{errors:?}");
    assert_eq!(errors[0].file, "a.toml");
    (errors[0].key.clone(), errors[0].problem.to_string())
}

#[test]
fn a_wrong_value_is_told_with_file_key_and_expectation() {
    let (key, problem) = broken(
        "period = { working_days = 5 }\nstrength = \"hard\"",
        "period = { working_days = 0 }\nstrength = \"hard\"",
    );
    assert_eq!(key, "correction.verify.period");
    assert!(problem.contains("a length that can be counted"), "{problem}");
    let (key, problem) = broken("total_max = 10", "total_max = 5");
    assert_eq!(key, "correction.verify.extension.limit");
    assert!(problem.contains("a total longer than the period"), "{problem}");
    let (key, problem) = broken("status = \"in_force\"", "status = \"in force\"");
    assert_eq!(key, "document.status");
    assert!(problem.contains("in_force") && problem.contains("draft"), "{problem}");
    let (key, _) = broken("effective_from = \"2022-03-01\"\n", "");
    assert_eq!(key, "document.effective_from");
    let (key, problem) = broken("zh = \"更新频率\"", "zh = \"\"");
    assert_eq!((key.as_str(), problem.contains("a word")), ("labels.fields.accrual_periodicity.zh", true));
    let (key, _) = broken("default_months = [3, 9]", "default_months = [3, 13]");
    assert_eq!(key, "windows.default_months");
    let (key, _) = broken("[\"GL20-Art.12(1)\"]", "[\"D\"]");
    assert_eq!(key, "restricted.mlps.min_level.sources");
    let (key, problem) = broken("\"open.wayouts\" = [\"ZJ22-Art.30(2)\"]", "\"open.wayouts\" = [\"ZJ22 Art 30\"]");
    assert!(key.starts_with("sources") && problem.contains("expected e.g. ZJ22-Art.19(1)"), "{key}: {problem}");
    let (key, _) = broken("\"citation\" = [\"GL20-F4\"]\n", "");
    assert_eq!(key, "citation.fields");
}

#[test]
fn a_wrong_key_is_told_too() {
    let (key, problem) = broken("head_approval = false", "head_approval = false\nhead_aproval = true");
    assert!(problem.contains("head_aproval"), "{key}: {problem}");
    let (key, problem) = broken("standing = \"own_data_or_finder\"\n", "");
    assert_eq!(key, "correction");
    assert!(problem.contains("standing"), "{problem}");
    let errors = errors_of("id = \"x\"\n[document\n");
    assert!(matches!(&errors[0].problem, Problem::Syntax(message) if message.contains("line 2")), "{errors:?}");
    assert_eq!(errors_of("[document]")[0].key, "id");
    assert_eq!(errors_of("id = \"x\"\ninherits = \"y\"")[0].problem, Problem::UnknownParent("y".into()));
}

#[test]
fn steps_and_clocks_must_agree() {
    let (key, _) = broken("steps = [\"formal\", \"demand\", \"recheck\"]", "steps = [\"formal\", \"demand\"]");
    assert_eq!(key, "restricted.recheck");
    let (key, _) =
        broken("steps = [\"formal\", \"demand\", \"recheck\"]", "steps = [\"demand\", \"formal\", \"recheck\"]");
    assert_eq!(key, "restricted.steps");
}

#[test]
fn a_service_target_never_binds_and_never_poses_as_law() {
    let formal = "strength = \"soft\"\nkind = \"service_target\"\nstart = \"submitted_complete\"";
    let (key, problem) = broken(formal, &formal.replace("soft", "hard"));
    assert_eq!(key, "restricted.formal.strength");
    assert!(problem.contains("a service target binds nobody"), "{problem}");
    let (key, problem) = broken(formal, &formal.replace("service_target", "statutory"));
    assert_eq!(key, "restricted.formal.sources");
    assert!(problem.contains("an article"), "{problem}");
}

#[test]
fn r161_the_audit_trail_is_not_kept_shorter_than_use_records() {
    let (key, _) = broken("retention = { value = 3", "retention = { value = 2");
    assert_eq!(key, "audit.retention.value");
}

#[test]
fn every_problem_is_found_at_once() {
    let text =
        ZHEJIANG.replace("total_max = 10", "total_max = 5").replace("default_months = [3, 9]", "default_months = [0]");
    assert_eq!(errors_of(&text).len(), 2);
}

#[test]
fn errors_name_the_file_that_holds_the_value() {
    let broken = ZHEJIANG.replace("total_max = 10", "total_max = 5");
    let texts = [ProfileText { file: "z.toml", text: &broken }, SHIPPED[1]];
    let errors = resolve("deqing", &texts).expect_err("broken parent").0;
    assert_eq!((errors[0].file.as_str(), errors.len()), ("z.toml", 1));
    assert_eq!(resolve_all(&texts).expect_err("broken parent").0.len(), 1, "said once");
}

#[test]
fn inheritance_that_cannot_be_is_refused() {
    let text = |id: &str, parent: &str| format!("id = \"{id}\"\ninherits = \"{parent}\"\n");
    let (a, b) = (text("a", "b"), text("b", "a"));
    let texts = [ProfileText { file: "a", text: &a }, ProfileText { file: "b", text: &b }];
    assert_eq!(resolve("a", &texts).expect_err("a circle").0[0].problem, Problem::Circle("a".into()));
    let twice = [ProfileText { file: "a", text: &a }, ProfileText { file: "c", text: &a }];
    assert_eq!(resolve_all(&twice).expect_err("twice").0[0].problem, Problem::DuplicateId("a".into()));
    let nothing = "id = \"n\"\ninherits = \"zhejiang\"\nabsent = [\"restricted.nothing\"]\n";
    let texts = [SHIPPED[0], ProfileText { file: "n", text: nothing }];
    let error = &resolve("n", &texts).expect_err("nothing to remove").0[0];
    assert_eq!((error.key.as_str(), &error.problem), ("restricted.nothing", &Problem::NothingToRemove));
}

#[test]
fn values_know_the_profile_they_come_from() {
    let deqing = resolve("deqing", &SHIPPED).expect("resolves");
    assert_eq!(deqing.inherits, ["zhejiang"]);
    assert_eq!(deqing.origin("correction.verify"), Some("zhejiang"));
    assert_eq!(deqing.origin("agreement.filing"), Some("deqing"));
    assert_eq!(deqing.origin("restricted.recheck"), None, "declared absent");
    assert_eq!(deqing.origin("correction.verif"), None);
}

#[test]
fn r146_a_version_pins_the_text_and_what_it_inherits() {
    let zhejiang = resolve("zhejiang", &SHIPPED).expect("resolves");
    assert_eq!(zhejiang.version, text_hash(ZHEJIANG));
    let deqing = resolve("deqing", &SHIPPED).expect("resolves");
    assert_eq!((deqing.text_hash.len(), deqing.version == deqing.text_hash), (64, false));
    let edited = ZHEJIANG.replace(
        "period = { working_days = 5 }\nstrength = \"hard\"",
        "period = { working_days = 3 }\nstrength = \"hard\"",
    );
    let texts = [ProfileText { file: "z", text: &edited }, SHIPPED[1]];
    let after = resolve("deqing", &texts).expect("resolves");
    assert_eq!(after.text_hash, deqing.text_hash);
    assert_ne!(after.version, deqing.version, "what it inherits changed");
    assert_eq!(
        (deqing.profile.correction.verify.working_days(), after.profile.correction.verify.working_days()),
        (Some(5), Some(3))
    );
}

#[test]
fn r148_a_child_may_change_one_property_of_a_clock() {
    let child = "id = \"trial\"\ninherits = \"zhejiang\"\n[restricted.demand]\nperiod = { months = 1 }\n";
    let texts = [SHIPPED[0], ProfileText { file: "trial.toml", text: child }];
    let demand = resolve("trial", &texts).expect("resolves").profile.restricted.demand;
    assert_eq!((demand.period, demand.strength), (Some(domain::calendar::Period::Months(1)), Strength::Soft));
}

#[test]
fn profiles_survive_toml_and_json() {
    for id in ["zhejiang", "deqing", "yunnan"] {
        let profile = profile(id);
        let toml = profile.to_toml().expect("prints");
        assert_eq!(Profile::from_toml("again.toml", &toml).expect("reads back"), profile);
        let json = serde_json::to_string(&profile).expect("prints");
        assert_eq!(serde_json::from_str::<Profile>(&json).expect("reads back"), profile);
    }
}
