//! Every page, every form and every address of the API as every kind of reader: nothing breaks, the desk is open to those who hold an office with
//! their second factor and to nobody else, and no answer holds what is somebody else's.
use crate::fixture::{self, run};
use app::pages::ROUTES;
use domain::account::Role;
use testkit::identities::OTHER_PUBLISHER;
use testkit::{Answer, Client, Identity, TestPortal};

/// Pages that belong to whoever is signed in, applications being filled in, and the desk of the bodies.
fn area(path: &str) -> Option<&'static str> {
    if path == "/apply/new" || path.starts_with("/apply/{id}") {
        return Some("/apply");
    }
    ["/my", "/admin"].into_iter().find(|area| path == *area || path.starts_with(&format!("{area}/")))
}

/// Somebody whose data nobody else here may see.
const SOMEBODY: Identity = Identity::OtherPerson;

/// The path with identifiers that exist and belong to [`SOMEBODY`] or to another body.
fn filled(path: &str, somebody: uuid::Uuid, other_body: &str) -> String {
    let parts = path.split('/').map(|part| match part {
        "{id}" | "{no}" | "{case}" | "{contract}" | "{person}" | "{party}" => somebody.to_string(),
        "{code}" | "{body}" => other_body.to_owned(),
        "{year}" => "2026".to_owned(),
        part if part.starts_with('{') => "1".to_owned(),
        part => part.to_owned(),
    });
    parts.collect::<Vec<_>>().join("/")
}

/// How far somebody may come.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Reach {
    /// Not signed in.
    Public,
    /// Their own pages.
    Own,
    /// And the first page of the desk, which says where one's work is; nothing behind it.
    Landing,
    /// And the desk.
    Desk,
}

/// Looks at everything; what is wrong, if something is.
async fn look(test: &TestPortal, who: &str, client: &Client<'_>, reach: Reach) -> Vec<String> {
    let mut wrong = Vec::new();
    let somebody = test.account(SOMEBODY).await;
    let (_, other_body) = test.body(OTHER_PUBLISHER).await;
    let secrets = [SOMEBODY.email(), SOMEBODY.name(), "E87654321".to_owned()];
    for route in ROUTES {
        // Ends the session that the others are looked at with; has its own test.
        if route.path == "/sign-out" {
            continue;
        }
        let path = filled(route.path, somebody, &other_body);
        let shown = client.get(&path).await;
        let mut answers = vec![("GET", shown)];
        if route.submit.is_some() {
            answers.push(("POST", client.post(&path, &[]).await));
        }
        for (method, answer) in answers {
            wrong.extend(faults(&format!("{method} {path} as {who}"), &answer, &secrets));
            let needed = match (area(route.path), route.path) {
                (Some("/admin"), "/admin") => Reach::Landing,
                (Some("/admin"), _) => Reach::Desk,
                (Some(_), _) => Reach::Own,
                (None, _) => Reach::Public,
            };
            if answer.status == 200 && reach < needed {
                wrong.push(format!("{method} {path} is open to {who}"));
            }
        }
    }
    // The interface for programs knows no roles: a session opens nothing there, and nothing there is written.
    for path in fixture::api_paths(test).await {
        let path = filled(&path, somebody, &other_body);
        for prefix in ["", "/en"] {
            let path = format!("{prefix}{path}");
            let shown = client.get(&path).await;
            wrong.extend(faults(&format!("GET {path} as {who}"), &shown, &secrets));
            let keyed = path.contains("/entitlements");
            if keyed && shown.status != 401 {
                wrong.push(format!("GET {path} without a key as {who}: {}", shown.status));
            }
            let sent = client.post(&path, &[]).await;
            if sent.status != 405 {
                wrong.push(format!("POST {path} as {who}: {}", sent.status));
            }
        }
    }
    wrong
}

/// What no answer may be or hold, whoever asks.
fn faults(what: &str, answer: &Answer, secrets: &[String]) -> Vec<String> {
    let text = answer.text();
    let shown = secrets.iter().filter(|secret| text.contains(*secret)).map(|secret| format!("{what} shows {secret}"));
    (answer.status >= 500).then(|| format!("{what}: {}", answer.status)).into_iter().chain(shown).collect()
}

#[test]
fn r152_every_page_and_form_as_everybody() {
    run(async {
        let test = TestPortal::empty().await;
        let mut wrong = look(&test, "a visitor", &test.visitor(), Reach::Public).await;
        for identity in [Identity::Person, Identity::Company] {
            let client = test.sign_in_as(identity).await;
            wrong.extend(look(&test, &format!("{identity:?}"), &client, Reach::Own).await);
        }
        let client = test.sign_in_without_factor(Identity::Reviewer).await;
        wrong.extend(look(&test, "staff without the second factor", &client, Reach::Landing).await);
        for identity in [
            Identity::Reviewer,
            Identity::Publisher(Role::BodyAdmin),
            Identity::Elsewhere(Role::Head),
            Identity::AuthorityReviewer,
            Identity::Authority(Role::Auditor),
            Identity::Authority(Role::SysAdmin),
        ] {
            let client = test.sign_in_as(identity).await;
            wrong.extend(look(&test, &format!("{identity:?}"), &client, Reach::Desk).await);
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    });
}
