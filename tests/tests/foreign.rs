//! What belongs to others, asked for by its right name, at every address that takes one, by everybody who has no part in it: nothing is
//! shown, nothing happens, nothing breaks.
mod api;

use crate::agreements;
use crate::applying::support;
use crate::fixture::run;
use app::pages::{ROUTES, SERVED};
use domain::access::application::{RequestLine, Section};
use domain::account::Role;
use testkit::identities::PUBLISHER;
use testkit::{Answer, Client, Identity, TestPortal};
use uuid::Uuid;

const SECRETS: [&str; 8] = [
    "停车数据长期不更新",
    "泊位数一个月没有更新",
    "王小明",
    "王五",
    "每半年反馈使用情况",
    "杭州市文三路九十九号",
    "a paper of the application",
    MISUSE,
];
/// What a violation is about.
const MISUSE: &str = "将停车数据用于约定以外的广告投放，并提供给第三方。";
const COMMANDS: [&str; 12] = [
    "route",
    "answer",
    "cancel",
    "suspend-dataset",
    "fill",
    "sign",
    "decide",
    "prove-destruction",
    "order",
    "supplement",
    "recheck",
    "give-notice",
];
/// What the page of a case, of a key and of an application can be told to do.
const ACTS: [&str; 9] = ["message", "note", "relate", "assign", "unmask", "revoke", "rotate", "discard", "remove"];
/// A command stands in its address: one form each.
const ONE: [&str; 1] = ["message"];
const PLACES: [&str; 6] = ["/cases/", "/apply/", "/my/access/", "/my/keys/", "/my/drafts/", "/admin/deliveries/"];

/// A complaint of a person, and a company's drafts, application, signed agreement, violation, access and key.
struct Theirs {
    cases: Vec<String>,
    draft: Uuid,
    /// The draft of an application and a paper in it.
    application: Uuid,
    paper: Uuid,
    /// What shows the violation.
    evidence: Uuid,
    party: Uuid,
    access: Uuid,
    key: Uuid,
    key_text: String,
}

impl Theirs {
    async fn new(test: &TestPortal) -> Self {
        let (transport, _) = test.body(PUBLISHER).await;
        let (mut lines, mut codes) = (Vec::new(), Vec::new());
        for (no, title) in (1..).zip(["停车动态", "逐小时降水"]) {
            let code = support::restricted(test, title, transport, "330000").await;
            let dataset = test.portal.store.read().await.expect("a read").dataset_id(&code).await.expect("the dataset");
            lines.push(RequestLine { dataset, ..agreements::line(no, transport, &code) });
            codes.push((dataset, code));
        }
        let agreement = agreements::drafted_for(test, Identity::Company, lines).await.remove(0);
        agreements::confirmed(&test.sign_in_as(Identity::Reviewer).await, &agreement).await;
        let company = test.sign_in_as(Identity::Company).await;
        let password = testkit::identities::PASSWORD;
        assert_eq!(agreements::click(&company, &agreement, password).await.status, 303);
        let access = agreements::entitlements(test, &agreement).await.into_iter().map(|row| row.entitlement);
        let access = access.into_iter().find(|row| row.dataset == codes[0].0).expect("an entitlement");
        let fields =
            [("agreement", agreement.as_str()), ("label", "停车通"), ("addresses", ""), ("password", password)];
        let made = company.post("/my/keys", &fields).await;
        assert_eq!(made.status, 200, "{}", made.text());
        let saved = [("step", "save"), ("target_kind", "portal"), ("subject", SECRETS[0]), ("facts", SECRETS[1])];
        let draft = company.submit("/complaints/new", &saved).await;
        let draft = draft.rsplit('/').next().and_then(|id| id.split('?').next()).expect("a draft");
        let application = support::begin(&company, &codes[0].1).await;
        let contact = [("contact_name", "王五"), ("contact_phone", "0571-87051234"), ("contact_address", SECRETS[5])];
        support::fill(&company, &format!("{application}/contact"), &contact).await;
        let report = [("issued", "2026-11-01")];
        assert_eq!(support::attach(&company, &application, "credit-report", &report, support::PDF).await.status, 303);
        let person = crate::complaints::caller(test, Identity::OtherPerson).await;
        let complaint = crate::complaints::file(test, &person, &crate::complaints::complaint(&[])).await.number;
        // The other dataset: what is asked for here goes on.
        let violation = misused(test, &agreement, &codes[1].1).await;
        let mut tx = test.portal.store.read().await.expect("a read");
        let mut cases: Vec<String> =
            tx.cases_of(access.party, 0, 50).await.expect("cases").into_iter().map(|case| case.number).collect();
        assert!(cases.contains(&agreement), "the application and its agreement: {cases:?}");
        cases.retain(|number| *number != violation);
        assert_eq!(cases.len(), 2, "{cases:?}");
        let case = tx.case(&violation).await.expect("a read").expect("the violation").id;
        cases.extend([violation, complaint]);
        let application: Uuid = application.trim_start_matches("/apply/").parse().expect("the id of a draft");
        Self {
            cases,
            draft: draft.parse().expect("the id of a draft"),
            application,
            paper: tx.application_papers(application).await.expect("papers").remove(0).id,
            evidence: tx.documents_of(case).await.expect("documents").remove(0).id,
            party: access.party,
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
            p if p.starts_with("/apply") => self.application,
            _ => self.access,
        };
        let path = path.replace("{id}", &id.to_string()).replace("{doc}", &self.evidence.to_string());
        let path = path.replace("{file}", "1.csv").replace("{paper}", &self.paper.to_string()).replace("{line}", "1");
        if path.contains("{section}") {
            return Section::ALL.iter().map(|section| path.replace("{section}", section.code())).collect();
        }
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
        let draft = tx.application_draft(self.party, self.application).await.expect("a read").expect("the draft");
        all.push((draft.version, tx.application_papers(draft.id).await.expect("papers").len(), 0));
        all
    }
}

/// A violation that the company was told of, with what shows it; its number.
async fn misused(test: &TestPortal, agreement: &str, dataset: &str) -> String {
    let office = test.sign_in_as(Identity::Reviewer).await;
    let fields = [("agreement", agreement), ("datasets", dataset), ("text", MISUSE)];
    let place = office.submit("/admin/violations/new", &fields).await;
    let number = place.trim_start_matches("/cases/").split('?').next().expect("a number").to_owned();
    let path = format!("/cases/{number}/do/order");
    let version = agreements::hidden(&office.page(&path).await, "version");
    let fields = [
        ("version", version.as_str()),
        ("ground", "beyond_agreement"),
        ("facts", MISUSE),
        ("rectify_by", "2026-12-10"),
    ];
    let evidence: [(&str, &str, &str, &[u8]); 1] = [("files", "截图.pdf", "application/pdf", b"%PDF-1.7 evidence")];
    let ordered = office.post_files(&path, &fields, &evidence).await;
    assert_eq!(ordered.status, 303, "{}", ordered.text());
    number
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
        let acts = if path.contains("{command}") { ONE.as_slice() } else { &ACTS };
        for path in theirs.paths(path) {
            assert!(!path.contains('{'), "{path}: a name is missing");
            note(&path, "GET", client.get(&path).await);
            for act in if submits { acts } else { &[] } {
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
        // The names are right: whoever they belong to finds everything by them.
        let company = test.sign_in_as(Identity::Company).await;
        for number in theirs.cases.iter().filter(|number| !number.starts_with("TS-")) {
            assert_eq!(company.get(&format!("/cases/{number}")).await.status, 200, "{number}");
        }
        for path in ["/apply/{id}", "/apply/{id}/{section}", "/apply/{id}/lines/{line}", "/apply/{id}/papers/{paper}"] {
            for path in theirs.paths(path) {
                assert_eq!(company.get(&path).await.status, 200, "{path}");
            }
        }
        let complaint = theirs.cases.last().expect("the complaint");
        let person = test.sign_in_as(Identity::OtherPerson).await;
        assert_eq!(person.get(&format!("/cases/{complaint}")).await.status, 200);
        let (violation, office) = (&theirs.cases[2], test.sign_in_as(Identity::Reviewer).await);
        let evidence = format!("/cases/{violation}/docs/{}", theirs.evidence);
        assert_eq!(office.get(&evidence).await.status, 200, "{evidence}");
    });
}
