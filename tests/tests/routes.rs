//! Every address of the one route list answers.
use crate::fixture::{run, shared, table_of};
use app::pages::{ROUTES, SERVED};
use testkit::TestPortal;

/// A path with real names in its placeholders, as a reader without an account sees them.
async fn filled(test: &TestPortal, path: &str) -> String {
    let code = test.sample("divisions-provinces");
    let publisher = test.json(&format!("/api/v1/datasets/{code}")).await["publisher"]["code"].clone();
    let table = table_of(test, &code).await;
    let mut parts = Vec::new();
    for (at, part) in path.split('/').enumerate() {
        let before = path.split('/').nth(at.saturating_sub(1)).unwrap_or_default();
        parts.push(match (before, part) {
            ("publishers", "{id}") => publisher.as_str().expect("a code").to_owned(),
            ("data" | "datasets", "{id}") | (_, "{dataset}") => code.clone(),
            ("tables", "{id}") => table.clone(),
            (_, "{row}" | "{version}") => "1".into(),
            // A theme of a sample: one without datasets has no page.
            ("themes", "{code}") => "LIVING".into(),
            (_, "{doc}") => "zj22".into(),
            (_, "{topic}") => "errors".into(),
            (_, "{nth}") => "0".into(),
            (_, "{file}") => format!("{table}.csv"),
            (_, part) => part.to_owned(),
        });
    }
    parts.join("/")
}

/// Addresses that answer by who asks, or by what was done before (a case, a link from a mail, a session): what they answer is shown by the
/// tests of accounts, cases and roles. Here they must only be on the router and break nothing.
const DEPENDS: [&str; 17] = [
    "/apply/new",
    "/apply/{id}",
    "/my",
    "/admin",
    "/cases",
    "/complaints/receipt",
    "/invitations",
    "/notices/{id}",
    "/sign-in/code",
    "/sign-in/new",
    "/sign-in/with",
    "/sign-in/reset",
    "/sign-out",
    "/sign-up/confirm",
    "/sign-up/sent",
    "/track/do",
    "/track/docs",
];

fn depends(path: &str) -> bool {
    DEPENDS.iter().any(|area| path == *area || path.starts_with(&format!("{area}/")))
}

#[test]
fn every_route_answers_in_both_languages() {
    run(async {
        let test = shared().await;
        for route in ROUTES {
            let path = filled(test, route.path).await;
            for prefix in ["", "/en"] {
                let address =
                    if path == "/" && !prefix.is_empty() { prefix.to_owned() } else { format!("{prefix}{path}") };
                let answer = test.get(&address).await;
                if depends(route.path) {
                    assert!(answer.status < 500 && answer.status != 405, "{address}: {}", answer.status);
                    continue;
                }
                assert!(!path.contains('{'), "{path}: add a sample of its placeholder to `filled`");
                assert_eq!(answer.status, 200, "{address}: {}", answer.text());
                assert!(answer.header("content-type").starts_with("text/html"), "{address}");
                let language = if prefix.is_empty() { "lang=\"zh" } else { "lang=\"en" };
                assert!(answer.text().contains(language), "{address}: {language}");
                assert!(!answer.text().contains(texts::MISSING_OPEN), "{address}: a text is missing");
            }
        }
    });
}

#[test]
fn everything_pages_link_to_is_served() {
    run(async {
        let test = shared().await;
        for path in SERVED.iter().filter(|path| !depends(path)) {
            let path = filled(test, path).await;
            assert!(!path.contains('{'), "{path}: add a sample of its placeholder to `filled`");
            for prefix in ["", "/en"] {
                let answer = test.get(&format!("{prefix}{path}")).await;
                let fine = if path == "/prefs" { answer.status == 303 } else { answer.status == 200 };
                assert!(fine, "{prefix}{path}: {} {}", answer.status, answer.text());
            }
        }
    });
}
