//! A restricted dataset of a publisher, and a company entitled to a part of it.
use chrono::{DateTime, TimeDelta, Utc};
use domain::access::DeliveryMode;
use domain::access::delivery::{Entitlement, Volume, VolumeUnit};
use domain::catalog::{AccessRights, DataItem, Sensitivity};
use store::access::EntitlementRow;
use testkit::identities::{PASSWORD, PUBLISHER};
use testkit::{Answer, Client, Identity, TestPortal};
use uuid::Uuid;

pub const AGREEMENT: &str = "XY-20261101-0001";
pub const SYSTEM: &str = "停车通平台";
/// 甲 and 己 lie within what is approved; 乙 is older, 丙 elsewhere. `plate` was never approved.
pub const ROWS: &str = "lot,free,plate,day,region_code
甲停车场,12,浙A00001,2026-01-05,330106
乙停车场,3,浙A00002,2025-12-31,330106
丙停车场,9,浙B00003,2026-03-02,330212
己停车场,4,浙A00004,2026-12-31,330100
";

pub struct Scene {
    pub test: TestPortal,
    pub dataset: String,
    pub company: Uuid,
    pub publisher: Uuid,
}

pub fn item(name: &str, title: &str) -> DataItem {
    DataItem {
        title: title.into(),
        name: name.into(),
        data_type: None,
        description: None,
        unit: None,
        sensitivity: if name == "plate" { vec![Sensitivity::PersonalInfo] } else { vec![] },
        treatment: None,
    }
}

impl Scene {
    pub async fn new() -> Self {
        Self::with(|_| {}).await
    }

    /// With another configuration.
    pub async fn with(change: impl FnOnce(&mut server::config::Config)) -> Self {
        let test = TestPortal::with(change).await;
        let (publisher, _) = test.body(PUBLISHER).await;
        let account = test.account(Identity::Company).await;
        let company = party_of(&test, account).await;
        let dataset = test
            .dataset("停车动态", |dataset| {
                dataset.publisher = publisher;
                dataset.access_rights = AccessRights::Restricted;
                dataset.region = "330000".into();
                dataset.items = vec![
                    item("lot", "停车场"),
                    item("free", "空位"),
                    item("plate", "车牌"),
                    item("day", "日期"),
                    item("region_code", "区划代码"),
                ];
            })
            .await;
        let scene = Self { test, dataset, company, publisher };
        scene.version(ROWS).await;
        scene
    }

    /// The next version of the table.
    pub async fn version(&self, csv: &str) {
        self.test.table(&self.dataset, "停车动态.csv", csv, "更新", None).await;
    }

    pub async fn dataset_id(&self) -> Uuid {
        let mut tx = self.test.portal.store.read().await.expect("a read");
        tx.dataset_id(&self.dataset).await.expect("the dataset")
    }

    /// What an agreement in force opens; `change` sets the rest.
    pub async fn entitle(&self, mode: DeliveryMode, change: impl FnOnce(&mut Entitlement)) -> Uuid {
        let core = self.test.portal.core();
        let now = core.clock.now();
        let id = core.ids.id(now);
        let mut entitlement = Entitlement {
            id,
            agreement: AGREEMENT.into(),
            party: self.company,
            dataset: self.dataset_id().await,
            publisher: self.publisher,
            mode,
            items: vec!["lot".into(), "free".into()],
            from: "2026-01-01".parse().ok(),
            to: "2026-12-31".parse().ok(),
            regions: vec!["330100".into()],
            volume: (mode == DeliveryMode::Api).then_some(Volume { count: 1000, unit: VolumeUnit::Day }),
            consent: None,
            system: SYSTEM.into(),
            begins: now - TimeDelta::days(1),
            ends: Some(ends()),
            closed: None,
        };
        change(&mut entitlement);
        self.put(entitlement, 0).await;
        id
    }

    async fn put(&self, entitlement: Entitlement, version: i64) {
        let mut tx = self.test.portal.store.write().await.expect("a write");
        tx.put_entitlement(&EntitlementRow { entitlement, version }).await.expect("an entitlement");
        tx.commit(Vec::new()).await.expect("a commit");
    }

    /// Changes an entitlement, as a violation or a renewal does.
    pub async fn change(&self, id: Uuid, change: impl FnOnce(&mut Entitlement)) {
        let mut tx = self.test.portal.store.read().await.expect("a read");
        let mut row = tx.entitlement(id).await.expect("a read").expect("the entitlement");
        drop(tx);
        change(&mut row.entitlement);
        self.put(row.entitlement, row.version).await;
    }

    /// Makes a key as the company does; its value.
    pub async fn key(&self, client: &Client<'_>, addresses: &str) -> String {
        let fields = [("agreement", AGREEMENT), ("label", "停车通"), ("addresses", addresses), ("password", PASSWORD)];
        let answer = client.post("/my/keys", &fields).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        secret(&answer)
    }

    /// Calls the interface.
    pub async fn call(&self, key: &str, path: &str) -> Answer {
        Answer::of(self.test.request("GET", path).header("authorization", format!("Bearer {key}"))).await
    }

    /// Code of the table that is delivered.
    pub async fn table(&self) -> String {
        let mut tx = self.test.portal.store.read().await.expect("a read");
        let full = tx.dataset_by_code(&self.dataset, store::Audience::All).await.expect("a read").expect("it");
        let version = full.latest().expect("a version").id;
        full.tables_of(version).next().expect("a table").code.clone()
    }

    /// Kinds of the notices of an account, the newest first.
    pub async fn told(&self, account: Uuid) -> Vec<&'static str> {
        let mut tx = self.test.portal.store.read().await.expect("a read");
        let notices = tx.notices_of(account, 0, 50).await.expect("notices");
        notices.into_iter().map(|notice| notice.kind.code()).collect()
    }

    /// Outcomes of the accesses, the newest first; `None` = granted.
    pub async fn log(&self, id: Uuid) -> Vec<Option<String>> {
        let mut tx = self.test.portal.store.read().await.expect("a read");
        let rows = tx.data_deliveries(id, 0, 100).await.expect("accesses");
        rows.into_iter().map(|row| row.refusal).collect()
    }
}

/// The end of the agreement: 24:00 of 2026-12-31 in Shanghai.
pub fn ends() -> DateTime<Utc> {
    "2026-12-31T16:00:00Z".parse().expect("an instant")
}

pub async fn party_of(test: &TestPortal, account: Uuid) -> Uuid {
    let mut tx = test.portal.store.read().await.expect("a read");
    let members = tx.memberships_of(account, false).await.expect("memberships");
    match members.first() {
        Some(member) => member.party,
        None => tx.account(account).await.expect("a read").expect("the account").party,
    }
}

/// The key on the page that shows it once.
pub fn secret(answer: &Answer) -> String {
    let text = answer.text();
    let at = text.find("odk_").unwrap_or_else(|| panic!("no key: {text}"));
    text[at..].chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-')).collect()
}

pub fn code(answer: &Answer) -> String {
    answer.json()["code"].as_str().unwrap_or_default().to_owned()
}
