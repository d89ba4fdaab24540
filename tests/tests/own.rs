//! What is one's own over HTTP: drafts, what was typed before a session ended, absences, contracts past their end, the copy of one's data
//!
use crate::complaints::{act, caller, cases, complaint, file, portal};
use crate::fixture::run;
use chrono::TimeDelta;
use contract::accounts::{AcceptForm, ContractForm};
use domain::account::Role;
use server::clock::Clock;
use testkit::identities::{AUTHORITY, PASSWORD};
use testkit::{Client, Identity, TestPortal};

/// What a complaint sends at its last step.
const TYPED: [(&str, &str); 5] = [
    ("step", "file"),
    ("target_kind", "portal"),
    ("subject", "停车数据长期不更新"),
    ("facts", "停车场的泊位数一个月没有更新，和现场不一致。"),
    ("name", "王小明"),
];

fn with_step(step: &str) -> Vec<(&str, &str)> {
    TYPED.iter().map(|(name, value)| if *name == "step" { (*name, step) } else { (*name, *value) }).collect()
}

fn of_version<'a>(step: &'a str, version: &'a str) -> Vec<(&'a str, &'a str)> {
    [with_step(step), vec![("draft_version", version)]].concat()
}

/// The version of a draft that a form was made of.
fn version(page: &str) -> String {
    let (_, rest) = page.split_once("name=\"draft_version\" value=\"").expect("a version");
    rest.split('"').next().unwrap_or_default().to_owned()
}

fn later(test: &TestPortal, by: TimeDelta) {
    test.clock.set(test.clock.now() + by);
}

async fn sign_in(client: &Client<'_>, address: &str, who: Identity) -> String {
    client.submit(address, &[("email", &who.email()), ("password", PASSWORD)]).await
}

#[test]
fn ui5_a_draft_is_saved_found_gone_on_with_and_filed() {
    run(async {
        let test = portal().await;
        let client = test.sign_in_as(Identity::Person).await;
        let short = [("step", "save"), ("subject", "停"), ("email", "nonsense")];
        let path = client.submit("/complaints/new", &short).await;
        assert!(path.starts_with("/my/drafts/"), "{path}");
        let page = client.page(&path).await;
        assert!(page.contains("草稿已保存") && page.contains("value=\"nonsense\""), "right or wrong");
        assert!(client.page("/my/drafts").await.contains(&path));
        let other = test.sign_in_as(Identity::OtherPerson).await;
        assert_eq!(other.get(&path).await.status, 404);
        assert_eq!(other.post(&path, &with_step("save")).await.status, 404);
        assert!(!other.page("/my/drafts").await.contains(&path));

        // A fault is said after what was typed is kept.
        let half = [("step", "check"), ("subject", "停车数据"), ("facts", ""), ("draft_version", "1")];
        let half = client.post(&path, &half).await;
        assert_eq!(half.status, 422);
        assert_eq!(version(&half.text()), "2", "kept before it was found wrong");
        assert!(client.page(&path).await.contains("value=\"停车数据\""));
        let check = client.post(&path, &of_version("check", "2")).await;
        assert!(check.status == 200 && check.text().contains("value=\"file\""), "{}", check.text());
        assert_eq!(version(&check.text()), "3");
        assert_eq!(client.submit(&path, &of_version("file", "3")).await, "/complaints/receipt");
        assert_eq!(client.get(&path).await.status, 404, "filed: the draft is gone");
        let id = path.rsplit('/').next().expect("an id").to_owned();
        assert_eq!(acts(&test, &id).await.last().map(String::as_str), Some("case.draft-filed"), "not thrown away");
        assert!(client.page("/my/requests").await.contains("停车数据长期不更新"));
        // And one that is not wanted.
        let path = client.submit("/suggestions/new", &with_step("save")).await;
        let id = path.rsplit('/').next().expect("an id").to_owned();
        client.submit("/my/drafts", &[("act", "discard"), ("id", &id)]).await;
        assert_eq!(client.get(&path).await.status, 404);
        assert_eq!(acts(&test, &id).await, ["case.save-draft", "case.discard-draft"]);

        // A report that is to stay unknown leaves no trace of the account that kept its draft.
        let mut unknown = with_step("save");
        unknown.push(("anonymous", "yes"));
        let path = client.submit("/complaints/new", &unknown).await;
        let id = path.rsplit('/').next().expect("an id").to_owned();
        unknown[0].1 = "file";
        unknown.push(("draft_version", "1"));
        assert_eq!(client.submit(&path, &unknown).await, "/complaints/receipt");
        assert_eq!(client.get(&path).await.status, 404, "filed: the draft is gone");
        assert_eq!(acts(&test, &id).await, Vec::<String>::new());
    });
}

#[test]
fn ui43_of_two_windows_the_second_is_asked_which_draft_to_keep() {
    run(async {
        let test = portal().await;
        let client = test.sign_in_as(Identity::Person).await;
        let path = client.submit("/complaints/new", &with_step("save")).await;
        let (one, other) = (version(&client.page(&path).await), version(&client.page(&path).await));
        let typed = |step: &'static str, facts: &'static str, version: &str| {
            let mut fields = with_step(step);
            fields.retain(|(name, _)| *name != "facts");
            let version = version.to_owned();
            let fields: Vec<_> = fields.into_iter().map(|(n, v)| (n.to_owned(), v.to_owned())).collect();
            [fields, vec![("facts".to_owned(), facts.to_owned()), ("draft_version".to_owned(), version)]].concat()
        };
        let send = async |fields: Vec<(String, String)>| {
            let fields: Vec<_> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
            client.post(&path, &fields).await
        };
        assert_eq!(send(typed("save", "第一个窗口写的事实，已经保存。", &one)).await.status, 303);
        for step in ["save", "check", "file"] {
            let asked = send(typed(step, "第二个窗口写的事实，还没有保存。", &other)).await;
            let page = asked.text();
            assert_eq!(asked.status, 409, "{step}: {page}");
            assert!(page.contains("这份草稿在另一处改过（") && page.contains("请选择保留哪份"), "{page}");
            assert!(page.contains("第一个窗口写的事实") && page.contains("第二个窗口写的事实"), "both: {page}");
        }
        let page = client.page(&path).await;
        assert!(page.contains("第一个窗口写的事实") && !page.contains("第二个窗口写的事实"), "nothing was overwritten");
        // The choice for one's own names the version that was seen.
        let asked = send(typed("save", "第二个窗口写的事实，还没有保存。", &other)).await.text();
        let seen = version(&asked);
        assert_eq!(send(typed("save", "第二个窗口写的事实，还没有保存。", &seen)).await.status, 303);
        assert!(client.page(&path).await.contains("第二个窗口写的事实"));
        // A form without a version knows none.
        assert_eq!(client.post(&path, &with_step("save")).await.status, 409);
    });
}

/// What the trail has of an object.
async fn acts(test: &TestPortal, object: &str) -> Vec<String> {
    let filter = store::AuditFilter { object: Some(object.into()), ..store::AuditFilter::default() };
    let mut tx = test.portal.store.read().await.expect("a read");
    tx.audit_matching(&filter, 0, 100).await.expect("rows").into_iter().map(|row| row.entry.action).collect()
}

#[test]
fn ui5_what_was_typed_before_the_session_ended_is_back_after_signing_in() {
    run(async {
        let test = portal().await;
        let client = test.sign_in_as(Identity::Person).await;
        client.page("/complaints/new").await;
        later(&test, TimeDelta::days(2));
        let to = client.submit("/complaints/new", &TYPED).await;
        assert_eq!(to, "/sign-in?back=%2Fcomplaints%2Fnew");
        let to = sign_in(&client, &to, Identity::Person).await;
        let page = client.page(&to).await;
        for part in ["停车数据长期不更新", "停车场的泊位数一个月没有更新", "已放回表单"] {
            assert!(page.contains(part), "{part}: {page}");
        }
        assert!(!client.page(&to).await.contains("停车数据长期不更新"), "once");
        assert_eq!(client.submit(&to, &TYPED).await, "/complaints/receipt");

        // Who was never signed in files as before, and whoever wants to stay unknown is never asked to sign in.
        assert_eq!(test.visitor().submit("/complaints/new", &TYPED).await, "/complaints/receipt");
        later(&test, TimeDelta::days(2));
        let mut unknown = with_step("file");
        unknown.push(("anonymous", "yes"));
        assert_eq!(client.submit("/complaints/new", &unknown).await, "/complaints/receipt");
    });
}

#[test]
fn r073_a_kept_form_is_its_senders_alone_holds_no_secret_and_lasts_an_hour() {
    run(async {
        let test = portal().await;
        let client = test.sign_in_as(Identity::Person).await;
        client.page("/my").await;
        later(&test, TimeDelta::days(2));
        let fields = [("email", "new@example.cn"), ("password", "secret-value-7")];
        let to = client.submit("/my/account/email", &fields).await;
        let mut tx = test.portal.store.read().await.expect("a read");
        assert_eq!(tx.kept_forms(Some(client.account)).await.expect("a count"), 1);
        drop(tx);
        // Somebody else signs in with the same browser.
        test.account(Identity::OtherPerson).await;
        let back = sign_in(&client, &to, Identity::OtherPerson).await;
        assert_eq!(back, "/my/account/email");
        assert!(!client.page(&back).await.contains("new@example.cn"), "not theirs");
        client.submit("/sign-out", &[]).await;
        let back = sign_in(&client, &to, Identity::Person).await;
        let page = client.page(&back).await;
        assert!(page.contains("value=\"new@example.cn\"") && !page.contains("secret-value-7"), "{page}");

        later(&test, TimeDelta::days(2));
        let to = client.submit("/my/account/email", &fields).await;
        later(&test, TimeDelta::hours(2));
        let back = sign_in(&client, &to, Identity::Person).await;
        assert!(!client.page(&back).await.contains("new@example.cn"), "too late");
        server::jobs::tidy::round(test.portal.core()).await.expect("tidied");
        let mut tx = test.portal.store.read().await.expect("a read");
        assert_eq!(tx.kept_forms(Some(client.account)).await.expect("a count"), 0);
    });
}

#[test]
fn r147_r155_during_an_absence_the_one_who_stands_in_sees_the_cases_and_is_told_of_new_ones() {
    run(async {
        let test = portal().await;
        let person = caller(&test, Identity::Person).await;
        let number = file(&test, &person, &complaint(&[])).await.number;
        let away = test.sign_in_as(Identity::AuthorityReviewer).await;
        let stands_in = test.sign_in_as(Identity::SecondAuthorityReviewer).await;
        let to = stands_in.account.to_string();
        let page = away.page("/my/absence").await;
        assert!(page.contains(AUTHORITY) && page.contains(&to) && !page.contains(&away.account.to_string()));
        let today = test.clock.today();
        let (from, until) = (today.to_string(), (today + TimeDelta::days(4)).to_string());
        let wrong =
            away.post("/my/absence", &[("act", "begin"), ("to", &to), ("from", &until), ("until", &from)]).await;
        assert_eq!((wrong.status, wrong.text().contains("href=\"#until\"")), (422, true));
        away.submit("/my/absence", &[("act", "begin"), ("to", &to), ("from", &from), ("until", &until)]).await;

        let router = caller(&test, Identity::AuthorityReviewer).await;
        let me = away.account.to_string();
        cases(&test).assign(&router, std::slice::from_ref(&number), Some(&me)).await.expect("assigned");
        assert!(stands_in.page("/admin?tab=mine").await.contains(&number));
        let mut tx = test.portal.store.read().await.expect("a read");
        let told = tx.notices_of(stands_in.account, 0, 50).await.expect("notices");
        assert!(told.iter().any(|notice| notice.kind.code() == "case-assigned"), "{told:?}");
        drop(tx);
        let own = test.body(AUTHORITY).await.1;
        let acting = caller(&test, Identity::SecondAuthorityReviewer).await;
        act(&test, &acting, &number, "route", &[("to", &own)]).await;

        let list = stands_in.page("/my/absence").await;
        assert!(!list.contains("value=\"end\""), "another's absence is not theirs to end");
        let id = cases(&test).delegations(&router).await.expect("a list")[0].id.clone();
        assert_eq!(stands_in.post("/my/absence", &[("act", "end"), ("id", &id)]).await.status, 404);
        away.submit("/my/absence", &[("act", "end"), ("id", &id)]).await;
        assert_eq!(test.sign_in_as(Identity::Person).await.get("/my/absence").await.status, 403);
        assert_eq!(test.sign_in_as(Identity::Publisher(Role::BodyAdmin)).await.get("/my/absence").await.status, 403);
    });
}

#[test]
fn r165_a_contract_past_its_last_day_ends_by_itself() {
    run(async {
        let test = TestPortal::empty().await;
        let admin = caller(&test, Identity::Publisher(Role::BodyAdmin)).await;
        let port = test.portal.ports.accounts.clone();
        let until = test.clock.today() + TimeDelta::days(1);
        let form = ContractForm { contractor: "某公司".into(), number: "HT-9".into(), until: until.to_string() };
        port.create_contract(&admin, form).await.expect("entered");
        let contract = port.people(&admin).await.expect("people").contracts[0].id.clone();
        let body = admin.actor.signed_in().expect("signed in").acting.body().expect("a body");
        let into = store::members::InvitedInto::Body { body, contract: Some(contract.parse().expect("an id")) };
        crate::accounts::invitation(&test, into, "cataloguer", "come").await;
        let client = test.visitor();
        let visitor = crate::complaints::visitor("192.0.2.9");
        let form =
            AcceptForm { token: "come".into(), name: "孙七".into(), password: "西湖-lichen-47-velvet".into() };
        port.accept_invitation(&visitor, form).await.expect("accepted");
        client.submit("/sign-in", &[("email", "sun@example.cn"), ("password", "西湖-lichen-47-velvet")]).await;
        client.page("/admin").await;

        let core = test.portal.core();
        let jobs = || server::jobs::contracts::round(core);
        later(&test, TimeDelta::hours(20));
        assert_eq!(jobs().await.expect("a round"), 0, "its last day counts");
        let past = until + TimeDelta::days(1);
        test.clock.set(domain::calendar::day_begins_at(past).expect("an instant"));
        assert_eq!(jobs().await.expect("a round"), 1);
        assert_eq!(jobs().await.expect("a round"), 0, "once");
        let mut tx = core.store.read().await.expect("a read");
        assert_eq!(tx.staff_of(body).await.expect("staff").len(), 1, "the administrator alone");
        let told = tx.notices_of(admin.actor.account().expect("an account"), 0, 10).await.expect("notices");
        assert_eq!(told[0].kind.code(), "contract-ended");
        assert_eq!((told[0].facts["contract"].as_str(), told[0].facts["people"].as_str()), ("HT-9", "1"));
        let trail = tx.audit_after(0, 1000).await.expect("the trail");
        let entry = trail.iter().find(|row| row.entry.action == "body.contract-past").expect("recorded");
        assert_eq!((entry.entry.object.as_str(), &entry.entry.after["people"]), (contract.as_str(), &1.into()));
        drop(tx);
        assert_ne!(client.get("/admin").await.status, 200, "the session for the body is over");
        let admin = test.sign_in_as(Identity::Publisher(Role::BodyAdmin)).await;
        assert!(admin.page("/admin/contractors").await.contains("待收数据删除证明"));
    });
}

#[test]
fn r073_the_copy_of_ones_own_data_has_ones_cases_messages_and_notices_and_nobody_elses() {
    run(async {
        let test = portal().await;
        let person = caller(&test, Identity::Person).await;
        let number = file(&test, &person, &complaint(&[])).await.number;
        let other = caller(&test, Identity::OtherPerson).await;
        let theirs = file(&test, &other, &complaint(&[])).await.number;
        let router = caller(&test, Identity::AuthorityReviewer).await;
        cases(&test).add_message(&router, &number, "请补充停车场的名称。").await.expect("sent");
        cases(&test).add_note(&router, &number, "只给内部看的说明").await.expect("noted");
        let client = test.sign_in_as(Identity::Person).await;
        let text = client.page("/my/account/data.json").await;
        let copy: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!(copy["cases"].as_array().expect("cases").len(), 1);
        let case = &copy["cases"][0];
        assert_eq!(case["number"], number.as_str());
        assert_eq!(case["contact"]["name"], "王小明", "in the clear: it is theirs");
        assert_eq!(case["messages"][0]["text"], "请补充停车场的名称。");
        assert!(copy["notices"].as_array().expect("notices").iter().any(|notice| notice["case"] == number.as_str()));
        for foreign in [theirs.as_str(), "只给内部看", &Identity::OtherPerson.email()] {
            assert!(!text.contains(foreign), "{foreign}");
        }
    });
}
