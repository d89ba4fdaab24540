//! S09, second half, over HTTP in the three profiles (R-060…R-062): a second notice that names something new waits for a supervisor's leave with a
//! reason, and nowhere can an application be refused because materials are missing.
use super::*;
use crate::agreements::{act as send, hidden};
use crate::fixture::run;
use testkit::Client;
use testkit::applications::PARKING;

const LEAVE: &str = "首次审查时系统未显示承诺书附件，确有必要补充告知一次。";

/// What differs between the profiles.
struct Row {
    profile: &'static str,
    /// Who looks at the materials, in which state, and who may give leave.
    office: Identity,
    state: &'static str,
    supervisor: Identity,
    /// The command that refuses and the name of its field for the basis.
    refuses: (&'static str, &'static str),
}

const ROWS: [Row; 3] = [
    Row {
        profile: "zhejiang",
        office: Identity::AuthorityReviewer,
        state: "formal-review",
        supervisor: Identity::Authority(Role::Supervisor),
        refuses: ("refuse-formal", "basis"),
    },
    Row {
        profile: "deqing",
        office: Identity::Reviewer,
        state: "formal-review",
        supervisor: Identity::Head,
        refuses: ("refuse-formal", "basis"),
    },
    // Without a formal step the provider looks at form and demand at once.
    Row {
        profile: "yunnan",
        office: Identity::Reviewer,
        state: "demand-review",
        supervisor: Identity::Authority(Role::Supervisor),
        refuses: ("answer", "basis-1"),
    },
];

#[test]
fn s09_r061_r062_a_second_notice_waits_for_leave_and_missing_materials_refuse_nobody() {
    run(async {
        for row in &ROWS {
            second_notice(row).await;
        }
    });
}

async fn second_notice(row: &Row) {
    let profile = row.profile;
    let test = portal(profile, "09-10T15:02").await;
    let number = test.apply_for(&company(&test).await, &[PARKING]).await.remove(0);
    let number = number.as_str();
    test.clock.set(at("09-11T09:00"));
    // Yunnan asks for no credit report: there the proof of the published condition is what is missing.
    let paper = match profile {
        "yunnan" => format!("proof:{}:experience", test.restricted().await[0]),
        _ => "credit-report".to_owned(),
    };
    let first = format!("missing-{paper}");
    let office = test.sign_in_as(row.office).await;
    not_refused_for_papers(row, &office, number).await;
    let above = test.sign_in_as(row.supervisor).await;
    let early = send(&above, number, "allow-notice", &[("reason", LEAVE)]).await;
    assert_eq!(early.status, 403, "{profile}: no leave before a notice");
    let asked = [(first.as_str(), "yes"), ("explain", "请提交带核验码的版本。")];
    assert_eq!(send(&office, number, "ask-supplement", &asked).await.status, 303, "{profile}");
    for command in [row.refuses.0, "ask-supplement"] {
        let answer = send(&office, number, command, &[]).await;
        assert_eq!(answer.status, 403, "{profile}: {command} while the applicant has it");
    }
    supply(&test, number, &paper).await;
    assert_eq!(state(&view(&test, &office_of(&test, row).await, number).await), row.state, "{profile}");

    // The same paper again is nothing new; the commitment (F3) is.
    let second = [("missing-commitment", "yes"), ("explain", "承诺书未签。")];
    let refused = send(&office, number, "ask-supplement", &second).await;
    let page = refused.text();
    assert_eq!(refused.status, 422, "{profile}: {page}");
    assert!(page.contains("href=\"#missing-commitment\"") && page.contains("须经督促人员同意"), "{profile}: {page}");
    assert!(page.contains("承诺书未签。"), "{profile}: nothing typed is lost");
    assert_eq!(
        state(&view(&test, &office_of(&test, row).await, number).await),
        row.state,
        "{profile}: nothing happened"
    );
    not_refused_for_papers(row, &office, number).await;

    // Leave is the supervisor's, with a reason.
    assert_eq!(send(&office, number, "allow-notice", &[("reason", LEAVE)]).await.status, 403, "{profile}");
    for reason in ["", "可以"] {
        let silent = send(&above, number, "allow-notice", &[("reason", reason)]).await;
        assert_eq!(silent.status, 422, "{profile}: {reason}");
        assert!(silent.text().contains("id=\"reason-error\""), "{profile}: {}", silent.text());
    }
    assert_eq!(send(&office, number, "ask-supplement", &second).await.status, 422, "{profile}: still not allowed");
    assert_eq!(send(&above, number, "allow-notice", &[("reason", LEAVE)]).await.status, 303, "{profile}");
    assert_eq!(send(&office, number, "ask-supplement", &second).await.status, 303, "{profile}: now it is");
    let who = test.sign_in_as(Identity::Company).await;
    let page = who.page(&format!("/cases/{number}")).await;
    assert!(page.contains("公共数据安全承诺书") && !page.contains(LEAVE), "{profile}: leave is inside the office");
    let signed = [("commitment", "yes"), ("accountable_head", "王负责")];
    assert_eq!(send(&who, number, "supplement", &signed).await.status, 303, "{profile}");
    let third = send(&office, number, "ask-supplement", &[("missing-seal", "yes")]).await;
    assert_eq!(third.status, 422, "{profile}: leave was for one notice");
}

async fn office_of(test: &TestPortal, row: &Row) -> Caller {
    office(test, row.office).await
}

/// The applicant sends the paper that was named.
async fn supply(test: &TestPortal, number: &str, paper: &str) {
    let who = test.sign_in_as(Identity::Company).await;
    let path = format!("/cases/{number}/do/supplement");
    let version = hidden(&who.page(&path).await, "version");
    let (file, issued) = (format!("file-{paper}"), format!("file-{paper}.issued"));
    let fields = [("version", version.as_str()), (issued.as_str(), "2026-09-01")];
    let files: [(&str, &str, &str, &[u8]); 1] = [(&file, "补正.pdf", "application/pdf", b"%PDF-1.7 supplied")];
    let sent = who.post_files(&path, &fields, &files).await;
    assert_eq!(sent.status, 303, "{}", sent.text());
}

/// what a refusal may rest on names no material, and one that is made up is refused itself.
async fn not_refused_for_papers(row: &Row, office: &Client<'_>, number: &str) {
    let (command, field) = row.refuses;
    let page = office.page(&format!("/cases/{number}/do/{command}")).await;
    let offered = offered(&page, field);
    assert!(offered.iter().any(|basis| basis.starts_with("eligibility:")), "{}: {offered:?}", row.profile);
    for basis in &offered {
        let known = ["barred:", "eligibility:", "condition:"].iter().any(|kind| basis.starts_with(kind));
        assert!(known && !basis.contains("missing"), "{}: {basis}", row.profile);
    }
    let reason = field.replace("basis", "reason");
    for basis in ["missing-materials", "missing:credit-report", "材料不全"] {
        let fields = [("verdict-1", "refuse"), (field, basis), (reason.as_str(), REASON)];
        let refused = send(office, number, command, &fields).await;
        assert_eq!(refused.status, 422, "{}: {basis}", row.profile);
        assert!(refused.text().contains(&format!("id=\"{field}-error\"")), "{}: {}", row.profile, refused.text());
    }
}

/// The values that a choice offers, as radios or in a list.
fn offered(page: &str, field: &str) -> Vec<String> {
    let values = |text: &str| -> Vec<String> {
        let values = text.split("value=\"").skip(1).filter_map(|rest| rest.split('"').next());
        values.filter(|value| !value.is_empty()).map(str::to_owned).collect()
    };
    let named = |tag: &str| tag.split('>').next().is_some_and(|tag| tag.contains(&format!("name=\"{field}\"")));
    if let Some(list) = page.split("<select").skip(1).find(|rest| named(rest)) {
        return values(list.split("</select>").next().unwrap_or_default());
    }
    let inputs = page.split("<input").skip(1).map(|rest| rest.split('>').next().unwrap_or_default());
    inputs.filter(|input| named(input)).flat_map(values).collect()
}
