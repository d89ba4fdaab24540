//! Forms and submission (R-050…, S07, S12).
use crate::fixture::{
    ACCOUNT, AUTHORITY, OTHER_AUTHORITY, WEATHER, company, file, filed, form, offered, person, with_context,
};
use crate::support::{at, d};
use domain::access::application::{
    Applicant, Context, Form, Progress, ReturnItem, Section, Stopped, check, group, progress, submit,
};
use domain::access::credit::{CreditCheck, CreditEntry};
use domain::access::window::{Acceptance, NextWindow};
use domain::access::{FaultCode, Material};
use domain::account::Verification;
use domain::profile::CreditTest;
use std::collections::BTreeMap;
use uuid::Uuid;

fn faults(id: &str, applicant: &Applicant, form: &Form) -> Vec<(String, FaultCode)> {
    let found = with_context(id, applicant, "09-10", |context| check(form, context));
    found.err().unwrap_or_default().into_iter().map(|fault| (fault.field, fault.code)).collect()
}

fn one(form: &Form) -> (String, FaultCode) {
    let mut found = faults("zhejiang", &company(), form);
    assert_eq!(found.len(), 1, "{found:?}");
    found.remove(0)
}

#[test]
fn r051_r053_an_application_with_nothing_wrong_passes_in_all_profiles() {
    for id in ["zhejiang", "deqing", "yunnan"] {
        assert_eq!(faults(id, &company(), &form()), [], "{id}");
    }
}

#[test]
fn r051_an_empty_form_names_every_field_at_once() {
    let found = faults("zhejiang", &company(), &Form::default());
    let fields: Vec<_> = found.iter().map(|(field, _)| field.as_str()).collect();
    let expected = [
        "contact_name",
        "contact_phone",
        "contact_address",
        "lines",
        "service_name",
        "theme",
        "scenarios",
        "service_scope",
        "user_count",
        "concurrency",
        "response_time",
        "social_benefit",
        "economic_benefit",
        "feedback_plan",
        "return_items",
        "feedback_dimensions",
        "system_name",
        "datacentre_address",
        "mlps_level",
        "mlps_filing_no",
        "attachments.mlps-certificate",
        "attachments.credit-report",
        "seal",
        "commitment",
    ];
    assert_eq!(fields, expected);
    assert!(found.iter().all(|(_, code)| *code == FaultCode::Required));
    // yunnan sets no level and asks for no credit report.
    let yunnan = faults("yunnan", &company(), &Form::default());
    for absent in ["mlps_level", "attachments.mlps-certificate", "attachments.credit-report"] {
        assert!(!yunnan.iter().any(|(field, _)| field == absent), "{absent}");
    }
}

#[test]
fn r051_organisations_name_a_contact_and_natural_persons_their_number() {
    let mut form = form();
    form.contact_name.clear();
    assert_eq!(one(&form), ("contact_name".into(), FaultCode::Required));
    // 联系人 is for organisations; an individual names who runs the certified host, and signs alone (C-18, C3-8).
    let found = faults("zhejiang", &person(), &crate::fixture::form());
    let expected = [
        ("contact_name", FaultCode::NotOffered),
        ("host_operator", FaultCode::Required),
        ("accountable_head", FaultCode::Mismatch),
    ];
    assert_eq!(found, expected.map(|(field, code)| (field.to_owned(), code)));
    let wrong = Applicant { number: "110105194912310021".into(), ..person() };
    assert!(faults("zhejiang", &wrong, &form).contains(&("id_number".into(), FaultCode::BadNumber)));
    let wrong = Applicant { number: "91330100799655058C".into(), ..company() };
    assert_eq!(faults("zhejiang", &wrong, &crate::fixture::form()), [("uscc".to_owned(), FaultCode::BadNumber)]);
    // In the sandbox nobody needs a system of their own.
    form.lines.truncate(1);
    form.lines[0].mode = "sandbox".into();
    let boxed = faults("zhejiang", &person(), &form);
    assert!(!boxed.iter().any(|(field, _)| field.starts_with("mlps") || field == "host_operator"), "{boxed:?}");
}

#[test]
fn r050_an_unverified_applicant_is_stopped() {
    let who = Applicant { verification: Verification::Pending, ..company() };
    assert_eq!(faults("zhejiang", &who, &form()), [("applicant_name".to_owned(), FaultCode::Unverified)]);
}

#[test]
fn r052_lines_follow_the_catalogue_and_publishers_match() {
    let mut wrong = form();
    wrong.publishers = vec![WEATHER];
    assert_eq!(one(&wrong), ("publishers".into(), FaultCode::Mismatch));
    let line = |change: &dyn Fn(&mut domain::access::application::Line)| {
        let mut form = form();
        change(&mut form.lines[0]);
        one(&form)
    };
    let expect = |field: &str, code| (format!("lines.0.{field}"), code);
    assert_eq!(line(&|l| l.items.clear()), expect("items", FaultCode::Required));
    assert_eq!(line(&|l| l.items.push("secret".into())), expect("items", FaultCode::NotOffered));
    assert_eq!(line(&|l| l.from = "2025-12-31".into()), expect("from", FaultCode::OutOfRange));
    assert_eq!(line(&|l| l.from = "1 Jan".into()), expect("from", FaultCode::BadValue));
    assert_eq!(line(&|l| l.regions = vec!["530000".into()]), expect("regions", FaultCode::NotOffered));
    assert_eq!(line(&|l| l.mode = "verification".into()), expect("mode", FaultCode::NotOffered));
    assert_eq!(line(&|l| l.volume.clear()), expect("volume", FaultCode::Required));
    assert_eq!(line(&|l| l.scenario = "2".into()), expect("scenario", FaultCode::NotOffered));
    assert_eq!(line(&|l| l.necessity = " ".into()), expect("necessity", FaultCode::Required));
    // What the catalogue flags cannot be declared harmless.
    assert_eq!(line(&|l| l.items.push("plate".into())), expect("sensitive", FaultCode::Mismatch));
    let mut consent = form();
    consent.lines[0].sensitive = "yes".into();
    consent.lines[0].consent = "now".into();
    consent.lines[0].consent_plan = "逐一书面同意".into();
    assert_eq!(one(&consent), ("attachments.consent:1".into(), FaultCode::Required));
    // With each call: where each call is about one person, and nowhere else.
    consent.lines[0].consent = "per-call".into();
    assert_eq!(one(&consent), expect("consent", FaultCode::Mismatch));
    consent.lines[0].consent = "treatment".into();
    assert_eq!(faults("zhejiang", &company(), &consent), []);
}

#[test]
fn r053_papers_are_there_and_valid_on_the_day() {
    let without = |slot: &str| {
        let mut form = form();
        form.attachments.retain(|file| file.slot.to_string() != slot);
        one(&form)
    };
    for slot in ["mlps-certificate", "credit-report", "proof:parking:experience"] {
        assert_eq!(without(slot), (format!("attachments.{slot}"), FaultCode::Required));
    }
    let change = |at: usize, change: &dyn Fn(&mut domain::access::application::Attachment)| {
        let mut form = form();
        change(&mut form.attachments[at]);
        one(&form)
    };
    assert_eq!(change(0, &|f| f.valid_until = Some(d("09-09"))).1, FaultCode::Expired);
    assert_eq!(change(0, &|f| f.system = Some("别的系统".into())).1, FaultCode::Mismatch);
    // 90 days of the profile: 06-12 is the oldest day on 09-10.
    assert_eq!(change(1, &|f| f.issued = Some(d("06-11"))).1, FaultCode::TooOld);
    let mut oldest = form();
    oldest.attachments[1].issued = Some(d("06-12"));
    assert_eq!(faults("zhejiang", &company(), &oldest), []);
    assert_eq!(change(1, &|f| f.issued = Some(d("09-11"))).1, FaultCode::NotYet);
    assert_eq!(change(1, &|f| f.issued = None), ("attachments.credit-report.issued".into(), FaultCode::Required));
}

#[test]
fn r075_the_commitment_is_signed_in_the_present_text() {
    let mut form = form();
    if let Some(signed) = &mut form.commitment {
        signed.sha256 = "0".repeat(64);
    }
    assert_eq!(one(&form), ("commitment".into(), FaultCode::TextChanged));
}

#[test]
fn c1_17_nothing_flows_back_needs_a_reason() {
    let mut form = form();
    form.return_items.clear();
    assert_eq!(one(&form).0, "return_items");
    form.no_return_reason = "应用不产生业务数据".into();
    assert_eq!(faults("zhejiang", &company(), &form), []);
    form.return_items.push(ReturnItem::default());
    assert_eq!(faults("zhejiang", &company(), &form)[0], ("no_return_reason".into(), FaultCode::Mismatch));
    form = crate::fixture::form();
    form.service_name = "另一个应用".into();
    assert_eq!(one(&form), ("service_name".into(), FaultCode::Duplicate));
}

#[test]
fn a_draft_shows_how_far_each_task_is_and_is_copied_without_what_ages() {
    let mut draft = Form { contact_name: "李四".into(), contact_phone: "12".into(), ..Form::default() };
    draft.service_name = "停车通".into();
    let found = with_context("zhejiang", &company(), "09-10", |context| check(&draft, context)).expect_err("faults");
    let state: BTreeMap<_, _> = progress(&draft, &found).into_iter().collect();
    assert_eq!(state[&Section::Applicant], Progress::Completed);
    assert_eq!(state[&Section::Contact], Progress::Problem);
    assert_eq!(state[&Section::Service], Progress::InProgress);
    assert_eq!(state[&Section::System], Progress::NotStarted);
    assert_eq!(state[&Section::Consent], Progress::Completed, "nothing to do");
    let copy = form().copied();
    assert!(copy.commitment.is_none() && copy.seal.is_none() && copy.service_name.is_empty());
    assert!(copy.attachment(&Material::CreditReport).is_none());
    assert!(copy.attachment(&Material::MlpsCertificate).is_some() && copy.lines.len() == 2);
    let stored = serde_json::to_string(&form()).expect("json");
    assert_eq!(serde_json::from_str::<Form>(&stored).expect("read"), form());
    assert_eq!(serde_json::from_str::<Form>("{}").expect("an empty draft"), Form::default());
}

fn clear(context: &Context<'_>) -> CreditCheck {
    CreditCheck::of(&context.profile.restricted.credit_tests, &[], context.today, at("09-10T09:00"))
}

#[test]
fn s12_r054_r055_each_stop_has_its_own_reason_and_the_draft_is_kept() {
    let open = BTreeMap::from([(AUTHORITY, Acceptance::Always)]);
    let stopped = |form: &Form, entries: &[CreditEntry]| -> Stopped {
        with_context("zhejiang", &company(), "09-10", |context| {
            let tests = &context.profile.restricted.credit_tests;
            let credit = CreditCheck::of(tests, entries, context.today, at("09-10T09:00"));
            submit(form, context, &open, &credit, ACCOUNT, at("09-10T09:00")).expect_err("stopped")
        })
    };
    let mut low = form();
    low.mlps_level = "1".into();
    let stop = stopped(&low, &[]);
    assert!(stop.faults.is_empty(), "no fault of the form: {:?}", stop.faults);
    assert_eq!((stop.obstacles[0].code(), stop.obstacles[0].articles()), ("level-too-low", &["GL20-Art.12(1)"][..]));
    let entry = |test| CreditEntry { test, from: d("01-10"), to: None, source: "法院".into(), grade: None };
    let both = [entry(CreditTest::RecordUnderRegulation), entry(CreditTest::DishonestDebtor)];
    let codes: Vec<_> = stopped(&form(), &both).obstacles.iter().map(|o| o.code()).collect();
    assert_eq!(codes, ["record-under-regulation", "dishonest-debtor"]);
}

#[test]
fn s07_r056_outside_of_the_window_nothing_is_filed() {
    let next = Some(NextWindow { first: d("09-01"), announced: true });
    let closed = BTreeMap::from([(AUTHORITY, Acceptance::Closed { next })]);
    let stop = with_context("zhejiang", &company(), "08-31", |context| {
        let mut form = form();
        form.attachments[1].issued = Some(d("08-15"));
        submit(&form, context, &closed, &clear(context), ACCOUNT, at("08-31T23:59")).expect_err("closed")
    });
    let closed = domain::access::eligibility::Obstacle::WindowClosed { next };
    assert_eq!((stop.faults.len(), stop.obstacles), (0, vec![closed]));
}

#[test]
fn r070_a_basket_is_filed_as_one_application_per_authority() {
    let mut form = form();
    let mut data = offered();
    data.get_mut("rain").expect("rain").authority = OTHER_AUTHORITY;
    assert_eq!(group(&form.lines, &data).len(), 2);
    form.lines[1].sensitive = "yes".into();
    form.lines[1].consent = "now".into();
    form.lines[1].consent_plan = "书面".into();
    form.attachments.push(file(Material::Consent { line: 2 }));
    let open = BTreeMap::from([(AUTHORITY, Acceptance::Always), (OTHER_AUTHORITY, Acceptance::Always)]);
    let filed = with_context("zhejiang", &company(), "09-10", |context| {
        let context = Context { offered: &data, ..*context };
        submit(&form, &context, &open, &clear(&context), ACCOUNT, at("09-10T09:00")).expect("filed")
    });
    let of = |authority: Uuid| filed.iter().find(|filed| filed.authority == authority).expect("an application");
    let (first, second) = (of(AUTHORITY), of(OTHER_AUTHORITY));
    assert_eq!((first.lines.len(), second.lines.len()), (1, 1));
    assert_eq!((first.lines[0].no, second.lines[0].no), (1, 1), "numbered anew");
    assert!(second.form.attachment(&Material::Consent { line: 1 }).is_some(), "the consent goes with its line");
    assert!(first.form.attachment(&Material::Consent { line: 2 }).is_none());
    let proof = Material::Proof { dataset: "parking".into(), condition: "experience".into() };
    assert!(first.form.attachment(&proof).is_some() && second.form.attachment(&proof).is_none());
    // What one authority does not take now is not filed with the other either: the basket is filled once.
    let half = BTreeMap::from([(AUTHORITY, Acceptance::Always)]);
    let stop = with_context("zhejiang", &company(), "09-10", |context| {
        let context = Context { offered: &data, ..*context };
        submit(&form, &context, &half, &clear(&context), ACCOUNT, at("09-10T09:00")).expect_err("stopped")
    });
    assert_eq!(stop.obstacles[0].code(), "window-closed");
}

#[test]
fn r052_what_was_filed_names_data_publisher_and_conditions() {
    let filed = filed("zhejiang", "09-10T15:02");
    assert_eq!(filed.applied_on, d("09-10"));
    assert_eq!(filed.publishers.len(), 2);
    let line = &filed.lines[0];
    assert_eq!((line.no, line.items.len(), line.conditions), (1, 2, Some(1)));
    assert_eq!(line.volume.map(|volume| volume.count), Some(1000));
    let stored = serde_json::to_string(&filed).expect("json");
    assert_eq!(serde_json::from_str::<domain::access::application::Filed>(&stored).expect("read"), filed);
}
