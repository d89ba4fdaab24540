//! What belongs to others, asked for by its right name, at every address that takes one, by everybody who has no part in it: nothing is
//! shown, nothing happens, nothing breaks.
mod api;

use crate::agreements;
use crate::fixture::run;
use app::pages::{ROUTES, SERVED};
use domain::account::Role;
use testkit::{Answer, Client, Identity, TestPortal};
use uuid::Uuid;

const SECRETS: [&str; 5] = ["停车数据长期不更新", "泊位数一个月没有更新", "王小明", "王五", "每半年反馈使用情况"];
const COMMANDS: [&str; 7] = ["route", "answer", "cancel", "suspend-dataset", "fill", "sign", "decide"];
/// What the page of a case and the page of a key can be told to do.
const ACTS: [&str; 7] = ["message", "note", "relate", "assign", "unmask", "revoke", "rotate"];
const PLACES: [&str; 5] = ["/cases/", "/my/access/", "/my/keys/", "/my/drafts/", "/admin/deliveries/"];

/// A complaint of a person, and a company's draft, application, signed agreement, access and key.
struct Theirs {
    cases: Vec<String>,
    draft: Uuid,
    access: Uuid,
    key: Uuid,
    key_text: String,
}

impl Theirs {
    async fn new(test: &TestPortal) -> Self {
        let agreement = agreements::signed(test).await;
        let access = agreements::entitlements(test, &agreement).await.remove(0).entitlement;
        let company = test.sign_in_as(Identity::Company).await;
        let password = testkit::identities::PASSWORD;
        let fields =
            [("agreement", agreement.as_str()), ("label", "停车通"), ("addresses", ""), ("password", password)];
        let made = company.post("/my/keys", &fields).await;
        assert_eq!(made.status, 200, "{}", made.text());
        let saved = [("step", "save"), ("target_kind", "portal"), ("subject", SECRETS[0]), ("facts", SECRETS[1])];
        let draft = company.submit("/complaints/new", &saved).await;
        let draft = draft.rsplit('/').next().and_then(|id| id.split('?').next()).expect("a draft");
        let person = crate::complaints::caller(test, Identity::OtherPerson).await;
        let complaint = crate::complaints::file(test, &person, &crate::complaints::complaint(&[])).await.number;
        let mut tx = test.portal.store.read().await.expect("a read");
        let mut cases: Vec<String> =
            tx.cases_of(access.party, 0, 50).await.expect("cases").into_iter().map(|case| case.number).collect();
        assert!(cases.contains(&agreement) && cases.len() == 2, "the application and its agreement: {cases:?}");
        cases.push(complaint);
        Self {
            cases,
            draft: draft.parse().expect("the id of a draft"),
            access: access.id,
            key: tx.api_keys_of(access.party).await.expect("keys").remove(0).id,
            key_text: crate::deliveries::scene::secret(&made),
        }
    }

    /// The path with every name that fits it.
    fn paths(&self, path: &str) -> Vec<String> {
        let id = match path {
            p if p.starts_with("/my/keys") => self.key,
            p if p.starts_with("/my/drafts") => self.draft,
            _ => self.access,
        };
        let path = path.replace("{id}", &id.to_string()).replace("{doc}", &id.to_string()).replace("{file}", "1.csv");
        let commands: &[&str] = if path.contains("{command}") { &COMMANDS } else { &[""] };
        let numbers: Vec<&str> =
            if path.contains("{no}") { self.cases.iter().map(String::as_str).collect() } else { vec![""] };
        let named = |number: &str, command: &str| path.replace("{no}", number).replace("{command}", command);
        numbers.iter().flat_map(|number| commands.iter().map(|command| named(number, command))).collect()
    }

    /// How far everything is.
    async fn versions(&self, test: &TestPortal) -> Vec<(i64, usize, usize)> {
        let mut tx = test.portal.store.read().await.expect("a read");
        let mut all = Vec::new();
        for number in &self.cases {
            let case = tx.case(number).await.expect("a read").expect("the case");
            let events = tx.events_of(case.id).await.expect("events").len();
            all.push((case.version, events, tx.messages_of(case.id).await.expect("messages").len()));
        }
        all
    }
}

/// Everything that was shown or done and should not have been.
async fn reach(theirs: &Theirs, who: &str, client: &Client<'_>) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut note = |path: &str, method: &str, answer: Answer| {
        let text = answer.text();
        let shown = SECRETS.into_iter().chain([theirs.key_text.as_str()]).find(|secret| text.contains(*secret));
        if let Some(secret) = shown {
            wrong.push(format!("{method} {path} shows {secret} to {who}"));
        }
        // Who is not signed in is asked to; what an address cannot be told at all is a bad request whoever asks.
        let back = if answer.status == 303 { answer.header("location") } else { "" };
        let refused = matches!(answer.status, 401 | 403 | 404) || back.contains("/sign-in");
        let unknown = method != "GET" && (answer.status == 400 || back == path);
        if !refused && !unknown {
            wrong.push(format!("{method} {path} as {who}: {}", answer.status));
        }
    };
    let pages = ROUTES.iter().map(|route| (route.path, route.submit.is_some()));
    for (path, submits) in pages.chain(SERVED.iter().map(|path| (*path, false))) {
        if !path.contains('{') || !PLACES.iter().any(|place| path.starts_with(place)) {
            continue;
        }
        for path in theirs.paths(path) {
            assert!(!path.contains('{'), "{path}: a name is missing");
            note(&path, "GET", client.get(&path).await);
            for act in if submits { ACTS.as_slice() } else { &[] } {
                let words = "看一看，仅此而已。";
                let fields = [("act", *act), ("version", "1"), (*act, words), ("reason", words), ("password", "x")];
                note(&path, &format!("POST {act}"), client.post(&path, &fields).await);
            }
        }
    }
    wrong
}

#[test]
fn r152_r092_nobody_reaches_what_is_not_theirs_by_its_name() {
    run(async {
        let test = agreements::portal("zhejiang").await;
        let theirs = Theirs::new(&test).await;
        let closed = api::Closed::new(&test).await;
        let before = theirs.versions(&test).await;
        let mut wrong = reach(&theirs, "a visitor", &test.visitor()).await;
        wrong.extend(closed.reach(&test, &theirs, "a visitor", &test.visitor()).await);
        let roles =
            [Role::Reviewer, Role::Head, Role::AuthorityReviewer, Role::Supervisor, Role::Auditor, Role::SysAdmin];
        let outsiders = roles.iter().flat_map(|role| [Identity::OtherPublisher(*role), Identity::Elsewhere(*role)]);
        for who in [Identity::Person, Identity::Authority(Role::SysAdmin)].into_iter().chain(outsiders) {
            let client = test.sign_in_as(who).await;
            wrong.extend(reach(&theirs, &format!("{who:?}"), &client).await);
            wrong.extend(closed.reach(&test, &theirs, &format!("{who:?}"), &client).await);
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        assert_eq!(theirs.versions(&test).await, before, "and nothing happened");
        closed.expect_names_right(&test, &theirs).await;
        for who in [Identity::Company, Identity::OtherPerson] {
            let client = test.sign_in_as(who).await;
            let own: Vec<u16> = {
                let mut all = Vec::new();
                for number in &theirs.cases {
                    all.push(client.get(&format!("/cases/{number}")).await.status);
                }
                all
            };
            assert!(own.contains(&200), "the names are right: {who:?} {own:?}");
        }
    });
}
