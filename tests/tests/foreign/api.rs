//! The REST API asked for what is not the caller's: a dataset that is not opened, the rows of a restricted one, what an agreement of others
//! opens. A session counts for nothing there; a key opens its own agreement alone.
use super::Theirs;
use crate::fixture;
use domain::catalog::AccessRights;
use testkit::{Answer, Client, TestPortal};

/// Words of the dataset that is not opened, and cells of both.
const NOT_OPENED: &str = "不予开放的名单";
const CELLS: [&str; 2] = ["浙A00001", "浙A00002"];

/// Codes of what nobody reaches without an agreement.
pub struct Closed {
    dataset: String,
    tables: [String; 2],
}

async fn with_table(test: &TestPortal, title: &str, rights: AccessRights, cell: &str) -> (String, String) {
    let code = test.enter(title, |dataset| dataset.access_rights = rights).await;
    test.table(&code, "名单.csv", &format!("plate\n{cell}\n"), "第一版", None).await;
    let mut tx = test.portal.store.read().await.expect("a read");
    let full = tx.dataset_by_code(&code, store::Audience::All).await.expect("a read").expect("the dataset");
    let version = full.latest().expect("a version").id;
    let table = full.tables_of(version).next().expect("a table").code.clone();
    (code, table)
}

impl Closed {
    pub async fn new(test: &TestPortal) -> Self {
        let (dataset, first) = with_table(test, NOT_OPENED, AccessRights::NonPublic, CELLS[0]).await;
        let (_, second) = with_table(test, "受限开放的名单", AccessRights::Restricted, CELLS[1]).await;
        test.indexed().await;
        Self { dataset, tables: [first, second] }
    }

    /// Every address with every name that fits it, and what it must answer: nothing (`None`: what there is, without these things).
    fn addresses(&self, path: &str, theirs: &Theirs) -> Vec<(String, Option<u16>)> {
        let named = |id: &str| path.replace("{id}", id);
        let asked = format!("{path}?q={}", contract::query::encode(NOT_OPENED));
        match path {
            "/api/v1/search" | "/api/v1/suggest" | "/api/v1/publishers" => vec![(asked, None)],
            "/api/v1/datasets/{id}" => vec![(named(&self.dataset), Some(404))],
            "/api/v1/tables/{id}/rows" => {
                vec![(named(&self.tables[0]), Some(404)), (named(&self.tables[1]), Some(403))]
            }
            "/api/v1/entitlements" => vec![(path.to_owned(), Some(401))],
            "/api/v1/entitlements/{id}/rows" => vec![(named(&theirs.access.to_string()), Some(401))],
            // A new address says here what it must not tell.
            _ => panic!("{path}: what of others could it be asked for?"),
        }
    }

    pub async fn reach(&self, test: &TestPortal, theirs: &Theirs, who: &str, client: &Client<'_>) -> Vec<String> {
        let mut wrong = Vec::new();
        for path in fixture::api_paths(test).await {
            for (address, refused) in self.addresses(&path, theirs) {
                let other = client.request("GET", &address).header("authorization", "Bearer pk-of-somebody-else");
                for answer in [client.get(&address).await, Answer::of(other).await] {
                    let text = answer.text();
                    // The code of the dataset, not its title: what was asked for may be repeated, what was found is not there.
                    let code = (refused.is_none()).then_some(self.dataset.as_str());
                    for secret in CELLS.into_iter().chain(code).filter(|one| text.contains(one)) {
                        wrong.push(format!("{address} shows {secret} to {who}: {text}"));
                    }
                    if answer.status >= 500 || refused.is_some_and(|status| status != answer.status) {
                        wrong.push(format!("{address} as {who}: {}", answer.status));
                    }
                }
            }
        }
        wrong
    }

    /// With its own key the agreement is found, and with an id that is not its own nothing is.
    pub async fn expect_names_right(&self, test: &TestPortal, theirs: &Theirs) {
        let call = |path: String| {
            let key = format!("Bearer {}", theirs.key_text);
            Answer::of(test.request("GET", &path).header("authorization", key))
        };
        let opened = call("/api/v1/entitlements".into()).await;
        assert_eq!(opened.status, 200);
        assert!(opened.text().contains(&theirs.access.to_string()), "{}", opened.text());
        assert_eq!(call(format!("/api/v1/entitlements/{}/rows", uuid::Uuid::nil())).await.status, 404);
        assert_eq!(call(format!("/api/v1/tables/{}/rows", self.tables[0])).await.status, 404, "a key opens no table");
        assert_eq!(call(format!("/api/v1/tables/{}/rows", self.tables[1])).await.status, 403);
    }
}
