//! The shipped profiles against the table of rules D1, key by key.
use crate::support::{at, d, profile, shipped};
use domain::locale::Locale;
use domain::profile::{Approver, Event, Kind, Profile, SHIPPED, d1_rows, resolve_all, validate};

/// `key | zhejiang | deqing | yunnan`, typed from rules D1 in its order. `=` means inherited: as zhejiang.
const D1: &str = "
status | in_force | draft | draft
effective_from | 2022-03-01 | null | null
labels.open | 无条件开放·受限开放·禁止开放 | 无条件开放类·受限开放类·禁止开放类 | 无条件开放·有条件开放·不予开放
labels.share | 无条件共享·受限共享·不共享 | 无条件共享类·受限共享类·非共享类 | 无条件共享·有条件共享·不予共享
catalog.head_approval | false | false | true
catalog.assessments | none | none | secrecy, personal_information
catalog.revise_wd | null | null | 10 wd hard [statutory]
catalog.update_wd | null | null | 10 wd hard plus_max 5 by same_level_authority [statutory]
catalog.publish_wd | null | null | 2 wd hard [statutory]
open_catalog.adjust | dynamic | dynamic | yearly
keylist.required_groups | industry_organisations, enterprises, experts, public | industry_organisations, enterprises, public, industry_authorities | none
keylist.comment_days | 30 days soft [service_target] | = | 30 days soft [service_target]
open.listing.pre_approval | false | true | true
open.review.types | as_needed, aggregation | legality, expert, secrecy, privacy_trade_secret, aggregation | as_needed
open.wayouts | anonymise, desensitise, declassify, consent | treatment, public_interest, consent | treatment, consent
open.agreement_silent | open | open | closed
open.downgrade | reason | security_and_filing | no_unauthorised_conditions
restricted.steps | formal, demand, recheck | formal, demand | demand
restricted.addressee | authority | public_body | provider
windows | announced [3, 9] soft | = | always [] soft
restricted.formal_wd | 5 wd soft [service_target] | 5 wd soft [service_target] | null
restricted.demand_wd | 15 wd soft [statutory] | = | 10 wd hard [statutory]
restricted.recheck_wd | 15 wd soft [statutory] | null | null
restricted.one_time_notice | true | true | true
restricted.clock_on_supplement | restart_at_complete | = | restart_at_complete
restricted.mlps.min_level | 2 | = | null
restricted.mlps.required_for | organisation, individual | = | per provider
restricted.credit_tests | record_under_regulation, dishonest_debtor, abnormal_operation, serious_violation, other_serious_dishonesty | credit_grade, record_under_regulation, dishonest_debtor, abnormal_operation, serious_violation, other_serious_dishonesty | none
agreement.party_when_multi | authority | = | each_provider
agreement.filing | false | true | false
agreement.clauses | f4, zj22_33 | f4, dq24 | f4_adapted
derived.publish_months | 3 months soft [statutory] | = | null
register.publisher | authority | public_body | optional
register.wd | 5 wd soft [service_target] | 5 wd soft [service_target] | null
usage_report.cycle | 6 months [service_target] | 6 months [service_target] | null
citation.fields | source | source | source, access_date
correction.standing | own_data_or_finder | = | data_subject
correction.wd | 5 wd hard total_max 10 by body_head [statutory] | = | 5 wd hard total_max 10 by body_head [statutory]
correction.stop_event | verified | = | feedback_given
correction.forward_wd | 2 wd hard [statutory] | = | 2 wd hard [statutory]
correction.authority_initiated | date_in_notice | = | 5 wd hard total_max 10 by body_head [statutory]
withdrawal.verify | immediate | = | immediate
withdrawal.suspend | immediate if_necessary | = | immediate if_necessary
withdrawal.outcomes | withdraw, process_reopen, continue | = | withdraw, process_reopen, continue
withdrawal.reexamination | authority | = | none
risk.suspend | immediate, reopen after_clearance | = | immediate, reopen after_clearance
violation.final_action | terminate | terminate | per_law
credit.trigger | regulators_action | not_rectified | none
complaint.wd | 15 wd soft [service_target] | 15 wd soft [service_target] | 15 wd soft [service_target]
self_access.enabled | optional | free_of_charge | yes
self_access.wd | 5 wd soft [service_target] | 5 wd soft [service_target] | 5 wd soft [service_target]
share.addressee | authority | authority | provider
share.uncond | 2 wd hard [statutory] until shared | = | 1 wd hard plus_max 10 by same_level_authority [statutory] until reply_given
share.cond | 1 wd hard [statutory] · 3 wd hard [statutory] · 2 wd hard [statutory] · 2 wd hard [statutory] · 2 wd hard [statutory] | = | 5 wd hard plus_max 10 by same_level_authority [statutory]
share.deliver_wd | null | null | 15 wd hard [statutory]
share.records_years | 3 years [service_target] | 3 years [service_target] | 3 years [statutory]
demandlist.reply_wd | null | null | 5 wd hard [statutory]
returnflow.reply_wd | prompt | = | 5 wd hard [statutory]
emergency.actions | seal, shut_apps | seal, destroy, shut_apps | seal, destroy, shut_apps
audit.retention_years | 3 years [service_target] | 3 years [service_target] | 3 years [service_target]
attribute_dispute.scope | open, sharing; authority_and_body | = | sharing; authority_and_body, body_and_body
platform.zones | levels | via_upper_levels | one_platform_with_zones
platform.body_types | state_organ, authorised_organisation, public_service_operator | administrative_organ, institution, public_service_operator | state_organ, authorised_organisation, public_service_operator
";

#[test]
fn r141_every_key_of_d1_has_the_value_of_the_table() {
    let profiles = ["zhejiang", "deqing", "yunnan"].map(|id| d1_rows(&profile(id)));
    let table: Vec<Vec<&str>> = D1.trim().lines().map(|line| line.split(" | ").collect()).collect();
    for (column, rows) in profiles.iter().enumerate() {
        let expected: Vec<(&str, String)> = table
            .iter()
            .map(|cells| (cells[0], if cells[column + 1] == "=" { cells[1] } else { cells[column + 1] }.to_owned()))
            .collect();
        pretty(&expected, rows);
    }
}

fn pretty(expected: &[(&str, String)], found: &[(&'static str, String)]) {
    assert_eq!(expected.len(), found.len(), "the same keys");
    for (expected, found) in expected.iter().zip(found) {
        assert_eq!(expected, found);
    }
}

#[test]
fn r145_every_number_is_law_with_an_article_or_a_service_target() {
    for resolved in resolve_all(&SHIPPED).expect("resolves") {
        let profile = resolved.profile;
        assert_eq!(validate(&profile), [], "{}", profile.id);
        for (key, clock) in profile.clocks() {
            assert!(!clock.sources.is_empty(), "{key}");
        }
        insta::assert_snapshot!(format!("numbers_{}", profile.id), numbers(&profile));
    }
}

/// The reviewed list of all numbers.
fn numbers(profile: &Profile) -> String {
    let sources = |list: &[domain::law::Citation]| list.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    let mut lines: Vec<String> = profile
        .clocks()
        .into_iter()
        .map(|(key, clock)| {
            let extension = clock.extension.map_or_else(String::new, |rule| {
                format!(
                    " · extension {:?} by {:?}, once {}, notice {}",
                    rule.limit, rule.approver, rule.once, rule.notify_applicant
                )
            });
            let period = clock.period.map_or_else(|| "no number".to_owned(), |period| format!("{period:?}"));
            let (kind, strength) = (clock.kind, clock.strength);
            format!(
                "{key}: {period} · {strength:?} · {kind:?} · {:?} → {:?}{extension} · {}",
                clock.start,
                clock.stop,
                sources(&clock.sources)
            )
        })
        .collect();
    lines.extend(profile.amounts().into_iter().map(|(key, amount)| {
        format!("{key}: {} {:?} · {:?} · {}", amount.value, amount.unit, amount.kind, sources(&amount.sources))
    }));
    lines.extend(profile.reminders().into_iter().map(|(key, reminders)| format!("{key}: {reminders:?}")));
    lines.join("\n")
}

#[test]
fn r141_s01_runs_on_the_length_of_the_profile() {
    let (calendars, zhejiang) = (shipped(), profile("zhejiang"));
    let clock = &zhejiang.correction.verify;
    let due = clock.due(at("09-28T10:00"), &calendars).expect("due").expect("a number");
    assert_eq!(due.date, d("10-10"));
    let extended = |days| clock.due_extended(at("09-28T10:00"), days, &calendars);
    assert_eq!(extended(5).expect("due").expect("an extension").date, d("10-16"));
    assert!(extended(6).is_err(), "to 10 in all, not plus 10");
    assert_eq!(clock.extension.map(|rule| rule.approver), Some(Approver::BodyHead));
    assert_eq!(profile("deqing").correction, zhejiang.correction, "inherited");
    assert!(zhejiang.withdrawal.verify.due(d("09-28"), &calendars).expect("no number").is_none());
}

#[test]
fn r141_other_periods_of_the_scenarios_come_from_the_profiles() {
    let calendars = shipped();
    let (zhejiang, yunnan) = (profile("zhejiang"), profile("yunnan"));
    let on = |clock: &domain::profile::Clock, start: &str| {
        clock.due(d(start), &calendars).expect("due").expect("a number").date
    };
    assert_eq!(on(&zhejiang.correction.forward, "09-30"), d("10-09"), "S03");
    assert_eq!(on(zhejiang.restricted.formal.as_ref().expect("formal"), "09-10"), d("09-17"), "S08");
    assert_eq!(on(&zhejiang.restricted.demand, "09-15"), d("10-12"), "S08");
    assert_eq!(on(zhejiang.restricted.recheck.as_ref().expect("recheck"), "10-12"), d("11-02"), "S08");
    assert_eq!(on(&yunnan.restricted.demand, "09-24"), d("10-15"), "S14");
    assert_eq!(on(zhejiang.derived.publish.as_ref().expect("derived"), "07-03"), d("10-08"), "S15");
    assert_eq!(on(&zhejiang.keylist.comment, "11-02"), d("12-02"), "S24");
    let update = yunnan.catalog.update.as_ref().expect("update");
    assert_eq!(on(update, "09-18"), d("10-09"), "S25");
    assert_eq!(
        update.due_extended(d("09-18"), 5, &calendars).expect("due").expect("an extension").date,
        d("10-15"),
        "S25"
    );
    assert_eq!(on(yunnan.catalog.publish.as_ref().expect("publish"), "09-30"), d("10-09"), "S25");
    assert_eq!(on(yunnan.catalog.revise.as_ref().expect("revise"), "09-22"), d("10-13"), "S25");
    let chain = &zhejiang.share.conditional;
    assert_eq!(on(chain.consult.as_ref().expect("consult"), "09-29"), d("09-30"), "S28");
    assert_eq!(on(chain.feedback.as_ref().expect("feedback"), "09-30"), d("10-10"), "S28");
    assert_eq!(on(chain.review.as_ref().expect("review"), "10-10"), d("10-13"), "S28");
    assert_eq!(on(chain.share_after_review.as_ref().expect("share"), "10-12"), d("10-14"), "S28");
    assert_eq!(on(&zhejiang.share.unconditional, "09-30"), d("10-09"), "S28");
    let reply = yunnan.share.conditional.reply.as_ref().expect("reply");
    assert_eq!(on(reply, "09-29"), d("10-12"), "S29");
    assert_eq!(
        reply.due_extended(d("09-29"), 10, &calendars).expect("due").expect("an extension").date,
        d("10-26"),
        "S29"
    );
    assert!(reply.due_extended(d("09-29"), 11, &calendars).is_err(), "S29: 11 WD refused");
    assert_eq!(on(yunnan.share.deliver.as_ref().expect("deliver"), "10-12"), d("11-02"), "S29");
    assert_eq!(on(&yunnan.share.unconditional, "09-30"), d("10-08"), "S29");
    assert_eq!(on(yunnan.returnflow.reply.as_ref().expect("reply"), "04-29"), d("05-09"), "S29");
    assert_eq!(on(yunnan.demandlist.reply.as_ref().expect("reply"), "06-17"), d("06-25"), "S29");
}

#[test]
fn r145_the_stop_event_differs_as_the_documents_do() {
    assert_eq!(profile("zhejiang").correction.verify.stop, Event::Verified, "ZJ22 stops when verified");
    assert_eq!(profile("yunnan").correction.verify.stop, Event::FeedbackGiven, "YN stops at feedback");
    assert_eq!(
        profile("yunnan").catalog.update.expect("update").start,
        Event::ChangeOccurred,
        "from the event, not the entry"
    );
}

#[test]
fn r021_r149_words_follow_the_profile() {
    let words = |id: &str| {
        let profile = profile(id);
        let open = |code: &str| profile.open_label(code).map(|label| label.zh.clone()).unwrap_or_default();
        [
            open("PUBLIC"),
            open("RESTRICTED"),
            open("NON_PUBLIC"),
            profile.access_rights_label().zh.clone(),
            profile.frequency_label().zh.clone(),
        ]
    };
    assert_eq!(words("zhejiang"), ["无条件开放", "受限开放", "禁止开放", "开放属性", "更新频率"]);
    assert_eq!(words("deqing"), ["无条件开放类", "受限开放类", "禁止开放类", "开放属性", "更新频率"]);
    assert_eq!(words("yunnan"), ["无条件开放", "有条件开放", "不予开放", "开放类型", "更新周期"]);
    assert!(profile("zhejiang").open_label("public").is_none(), "codes are exact");
    assert_eq!(profile("zhejiang").draft_title(Locale::ZhCn), None);
    assert_eq!(profile("deqing").draft_title(Locale::ZhCn), Some("德清县公共数据管理办法（修订）（征求意见稿）"));
    assert_eq!(profile("yunnan").document.status.text(Locale::ZhCn), "征求意见稿");
    assert_eq!(profile("yunnan").publisher_label().text(Locale::En), "Publisher");
}

#[test]
fn every_design_number_is_a_service_target() {
    for id in ["zhejiang", "deqing", "yunnan"] {
        let profile = profile(id);
        for (key, clock) in profile.clocks() {
            let design = clock.sources.contains(&domain::law::Citation::Design);
            assert_eq!(design, clock.kind == Kind::ServiceTarget, "{id} {key}");
        }
    }
}
