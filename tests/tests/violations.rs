//! 违规处置 and the register of recipients through public HTTP (B15, B16, R-091, R-133…R-138, S26), in the three profiles.
mod credit;
mod path;
mod people;
mod register;
mod wrong;

use crate::agreements::{self, act, at, click, confirmed, entitlements, hidden};
use domain::access::DeliveryMode;
use domain::catalog::{AccessRights, DataItem};
use testkit::identities::{PASSWORD, PUBLISHER};
use testkit::{Answer, Client, Identity, TestPortal};

const PARKING: &str = "停车动态";
const RAIN: &str = "逐小时降水";
const FACTS: &str = "将停车数据用于约定以外的广告投放，并提供给第三方。";
const REASON: &str = "经核查，当事人仍在约定范围之外使用数据，未按照通知的要求完成整改。";
const MEASURES: &str = "已经停止约定以外的使用，删除了提供给第三方的数据，并完成了内部检查。";
/// Name of the file that shows what was found.
const EVIDENCE: &str = "投放页面截图.pdf";

/// A portal with a company that holds two restricted datasets of one publisher under one agreement.
struct Ground {
    test: TestPortal,
    agreement: String,
    /// Codes and addresses of the data: parking, rain.
    codes: [String; 2],
    data: [String; 2],
}

async fn restricted(test: &TestPortal, title: &str) -> (String, String) {
    let (publisher, _) = test.body(PUBLISHER).await;
    let item = |name: &str| DataItem {
        title: name.into(),
        name: name.into(),
        data_type: None,
        description: None,
        unit: None,
        sensitivity: vec![],
        treatment: None,
    };
    let code = test
        .dataset(title, |dataset| {
            dataset.publisher = publisher;
            dataset.access_rights = AccessRights::Restricted;
            dataset.region = "330000".into();
            dataset.items = vec![item("lot"), item("free")];
        })
        .await;
    test.table(&code, &format!("{title}.csv"), "lot,free\n甲停车场,12\n乙停车场,3\n", "首次", None).await;
    let mut tx = test.portal.store.read().await.expect("a read");
    let full = tx.dataset_by_code(&code, store::Audience::All).await.expect("a read").expect("the dataset");
    let table = full.tables_of(full.latest().expect("a version").id).next().expect("a table").code.clone();
    (code, table)
}

/// Signed on 2026-10-09 for half a year; it is 10-12, 10:00.
async fn ground(profile: &str) -> Ground {
    let test = agreements::portal(profile).await;
    test.clock.set(at("2026-10-09T09:30"));
    let (publisher, _) = test.body(PUBLISHER).await;
    let (mut lines, mut codes, mut tables) = (Vec::new(), Vec::new(), Vec::new());
    for (no, title) in (1..).zip([PARKING, RAIN]) {
        let (code, table) = restricted(&test, title).await;
        let dataset = test.portal.store.read().await.expect("a read").dataset_id(&code).await.expect("the dataset");
        let line = agreements::line(no, publisher, &code);
        lines.push(domain::access::application::RequestLine { dataset, mode: DeliveryMode::File, ..line });
        codes.push(code);
        tables.push((dataset, table));
    }
    let agreement = agreements::drafted_for(&test, Identity::Company, lines).await.remove(0);
    agreements::confirmed(&test.sign_in_as(Identity::Reviewer).await, &agreement).await;
    let signed = click(&test.sign_in_as(Identity::Company).await, &agreement, PASSWORD).await;
    assert_eq!(signed.status, 303, "{}", signed.text());
    let open = entitlements(&test, &agreement).await;
    let data = tables.iter().map(|(dataset, table)| {
        let row = open.iter().find(|row| row.entitlement.dataset == *dataset).expect("an entitlement");
        format!("/my/access/{}/{table}.csv", row.entitlement.id)
    });
    let data: Vec<String> = data.collect();
    test.clock.set(at("2026-10-12T10:00"));
    let [data, codes] = [data, codes].map(|all| <[String; 2]>::try_from(all).expect("two"));
    Ground { test, agreement, codes, data }
}

impl Ground {
    async fn sign_in(&self, who: Identity) -> Client<'_> {
        self.test.sign_in_as(who).await
    }

    /// What the company gets of parking and of rain.
    async fn fetched(&self) -> [u16; 2] {
        let company = self.sign_in(Identity::Company).await;
        [company.get(&self.data[0]).await.status, company.get(&self.data[1]).await.status]
    }

    /// Enters a suspicion about parking; the number of the case.
    async fn suspected(&self, who: Identity) -> String {
        let client = self.sign_in(who).await;
        let fields = [("agreement", self.agreement.as_str()), ("datasets", &self.codes[0]), ("text", FACTS)];
        let place = client.submit("/admin/violations/new", &fields).await;
        place.trim_start_matches("/cases/").split('?').next().expect("a number").to_owned()
    }

    /// Orders rectification by a day.
    async fn order(&self, who: Identity, number: &str, fields: &[(&str, &str)], files: &[&[u8]]) -> Answer {
        let client = self.sign_in(who).await;
        let path = format!("/cases/{number}/do/order");
        let version = hidden(&client.page(&path).await, "version");
        let mut all = vec![("version", version.as_str())];
        all.extend_from_slice(fields);
        let files: Vec<_> = files.iter().map(|bytes| ("files", EVIDENCE, "application/pdf", *bytes)).collect();
        client.post_files(&path, &all, &files).await
    }

    /// A case in which parking was closed by somebody on 10-12, to be rectified by 10-26.
    async fn ordered(&self, who: Identity) -> String {
        let number = self.suspected(who).await;
        let fields = [("ground", "beyond_agreement"), ("facts", FACTS), ("rectify_by", "2026-10-26")];
        let ordered = self.order(who, &number, &fields, &[b"%PDF-1.7 evidence"]).await;
        assert_eq!(ordered.status, 303, "{}", ordered.text());
        number
    }

    /// Gives a command that must be done.
    async fn done(&self, who: Identity, number: &str, command: &str, fields: &[(&str, &str)]) {
        let answer = act(&self.sign_in(who).await, number, command, fields).await;
        assert_eq!(answer.status, 303, "{command}: {}", answer.text());
    }

    async fn state(&self, number: &str) -> String {
        let mut tx = self.test.portal.store.read().await.expect("a read");
        tx.case(number).await.expect("a read").expect("the case").state
    }

    /// Lists that name the company now.
    async fn listed(&self) -> usize {
        let mut tx = self.test.portal.store.read().await.expect("a read");
        let party = tx.case(&self.agreement).await.expect("a read").and_then(|row| row.party).expect("a party");
        drop(tx);
        let check = server::services::opening::credit::check(self.test.portal.core(), party).await.expect("a check");
        check.listed().count()
    }

    /// Kinds of the notices of somebody, the newest first.
    async fn told(&self, who: Identity) -> Vec<&'static str> {
        let account = self.test.account(who).await;
        let mut tx = self.test.portal.store.read().await.expect("a read");
        let notices = tx.notices_of(account, 0, 50).await.expect("notices");
        notices.into_iter().map(|notice| notice.kind.code()).collect()
    }
}
