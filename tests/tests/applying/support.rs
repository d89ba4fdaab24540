//! Restricted datasets, windows, and a company that fills in an application section by section, for the tests of this and of what follows it.
use chrono::{DateTime, NaiveDate, Utc};
use domain::access::window::{Window, WindowState};
use domain::catalog::{AccessRights, DataItem, Sensitivity};
use server::clock::Clock;
use store::access::WindowRow;
use testkit::identities::AUTHORITY;
use testkit::{Answer, Client, TestPortal};
use uuid::Uuid;

pub const PDF: &[u8] = b"%PDF-1.7 a paper of the application";

/// An instant of 2026 in legal time, `MM-DDTHH:MM`.
pub fn at(text: &str) -> DateTime<Utc> {
    format!("2026-{text}:00+08:00").parse::<DateTime<chrono::FixedOffset>>().expect("an instant").to_utc()
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn item(name: &str, title: &str, flags: &[Sensitivity]) -> DataItem {
    DataItem {
        title: title.into(),
        name: name.into(),
        data_type: Some("字符型".into()),
        description: Some(format!("{title}的含义")),
        unit: None,
        sensitivity: flags.to_vec(),
        treatment: None,
    }
}

/// A restricted dataset of a body, of a region; three items, the last one flagged.
pub async fn restricted(test: &TestPortal, title: &str, body: Uuid, region: &str) -> String {
    test.dataset(title, |dataset| {
        dataset.access_rights = AccessRights::Restricted;
        dataset.publisher = body;
        dataset.region = region.to_owned();
        dataset.items = vec![
            item("lot", "停车场", &[]),
            item("free", "空余泊位", &[]),
            item("plate", "车牌号", &[Sensitivity::PersonalInfo]),
        ];
    })
    .await
}

/// A window of an authority, announced long before.
pub async fn window(test: &TestPortal, authority: &str, first: &str, last: &str) {
    let (authority, _) = test.body(authority).await;
    let now = test.clock.now();
    let mut window = Window::draft(test.portal.ids.id(now), authority, day(first), day(last));
    window.state = WindowState::Announced { at: at("01-05T09:00"), notice: "n1".into() };
    let mut tx = test.portal.store.write().await.expect("a write");
    tx.put_window(&WindowRow { window, version: 0 }).await.expect("a window");
    tx.commit(Vec::new()).await.expect("a commit");
}

/// A portal in the window of September of the authority of the province.
pub async fn portal() -> TestPortal {
    portal_under("zhejiang").await
}

/// The same under a profile; yunnan pays no heed to the window.
pub async fn portal_under(profile: &str) -> TestPortal {
    let profile = profile.to_owned();
    let test = TestPortal::with(|config| {
        config.profile = profile;
        config.confirm_draft_profile = true;
    })
    .await;
    test.clock.set(at("09-10T10:00"));
    test.body(AUTHORITY).await;
    window(&test, AUTHORITY, "2026-09-01", "2026-09-30").await;
    test
}

/// The value of a hidden field of the form whose page this is.
pub fn hidden(page: &str, name: &str) -> String {
    let from = page.find(&format!("name=\"{name}\" value=\"")).unwrap_or_else(|| panic!("no {name}: {page}"));
    let rest = &page[from..];
    let start = rest.find("value=\"").expect("a value") + 7;
    rest[start..].split('"').next().expect("its end").to_owned()
}

/// Begins an application for a dataset; the address of its task list.
pub async fn begin(who: &Client<'_>, dataset: &str) -> String {
    let to = who.submit(&format!("/apply/new?dataset={dataset}"), &[("dataset", dataset), ("how", "new")]).await;
    to.split('?').next().expect("a path").to_owned()
}

/// Sends the form of a section as its page has it.
pub async fn send(who: &Client<'_>, path: &str, fields: &[(&str, &str)]) -> Answer {
    let page = who.page(path).await;
    let stamp = hidden(&page, "stamp");
    let mut all = vec![("stamp", stamp.as_str())];
    all.extend_from_slice(fields);
    if !fields.iter().any(|(name, _)| *name == "step") {
        all.push(("step", "continue"));
    }
    who.post(path, &all).await
}

/// The same, and nothing may be wrong with it.
pub async fn fill(who: &Client<'_>, path: &str, fields: &[(&str, &str)]) {
    let answer = send(who, path, fields).await;
    assert_eq!(answer.status, 303, "{path}: {}", answer.text());
}

/// Uploads a paper into a slot.
pub async fn attach(who: &Client<'_>, draft: &str, slot: &str, more: &[(&str, &str)], bytes: &[u8]) -> Answer {
    let field = format!("attachments.{slot}");
    let named: Vec<_> = more.iter().map(|(name, value)| (format!("{field}.{name}"), *value)).collect();
    let mut fields = vec![("act", "attach"), ("slot", slot)];
    fields.extend(named.iter().map(|(name, value)| (name.as_str(), *value)));
    let section = match slot {
        "seal" => "commitment",
        slot if slot.starts_with("consent") => "consent",
        _ => "papers",
    };
    who.post_files(&format!("{draft}/{section}"), &fields, &[(&field, "证明.pdf", "application/pdf", bytes)]).await
}

/// A line of the demand list, with nothing wrong.
pub async fn fill_line(who: &Client<'_>, draft: &str, number: usize) {
    let at = number - 1;
    let field = |name: &str| format!("lines.{at}.{name}");
    let fields: Vec<(String, &str)> = vec![
        (field("items"), "lot"),
        (field("items"), "free"),
        (field("mode"), "api"),
        (field("volume"), "1,000"),
        (field("volume_unit"), "day"),
        (field("scenario"), "1"),
        (field("necessity"), "停车诱导需要实时空位"),
        (field("sensitive"), "no"),
    ];
    let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), *value)).collect();
    fill(who, &format!("{draft}/lines/{number}"), &fields).await;
}

/// Everything but the lines, as an organisation fills it in. `name` = that of the service.
pub async fn fill_rest(who: &Client<'_>, draft: &str, name: &str) {
    let contact =
        [("contact_name", "李四"), ("contact_phone", "0571-87051234"), ("contact_address", "杭州市西湖区文三路1号")];
    fill(who, &format!("{draft}/contact"), &contact).await;
    let service = [
        ("service_name", name),
        ("theme", "TRANSPORT"),
        ("scenarios.0.usage", "接口调用"),
        ("scenarios.0.scope", "杭州市"),
        ("scenarios.0.scene", "停车诱导"),
    ];
    fill(who, &format!("{draft}/service"), &service).await;
    let standard = [
        ("service_scope", "面向公众的停车诱导"),
        ("user_count", "１２０００"),
        ("concurrency", "200"),
        ("response_time", "1秒内"),
    ];
    fill(who, &format!("{draft}/standard"), &standard).await;
    let benefit = [("social_benefit", "减少寻找车位的时间"), ("economic_benefit", "提高车位周转率")];
    fill(who, &format!("{draft}/benefit"), &benefit).await;
    let feedback = [
        ("feedback_plan", "每半年反馈使用情况"),
        ("return_items.0.name", "车位纠错"),
        ("return_items.0.items", "车场、车位数"),
        ("return_items.0.frequency", "每月"),
        ("return_items.0.method", "接口"),
        ("feedback_dimensions", "调用次数\r\n服务人次"),
    ];
    fill(who, &format!("{draft}/feedback"), &feedback).await;
    let system = [
        ("system_name", "停车通平台"),
        ("datacentre_address", "杭州市滨江区"),
        ("mlps_level", "2"),
        ("mlps_filing_no", "33010099999-20001"),
    ];
    fill(who, &format!("{draft}/system"), &system).await;
    let valid = [("valid_until", "2026-12-31"), ("system", "停车通平台")];
    assert_eq!(attach(who, draft, "mlps-certificate", &valid, PDF).await.status, 303);
    assert_eq!(attach(who, draft, "credit-report", &[("issued", "2026-08-15")], b"%PDF-1.7 credit").await.status, 303);
    let commitment = [("commitment", "yes"), ("accountable_head", "王五"), ("seal", "account")];
    fill(who, &format!("{draft}/commitment"), &commitment).await;
}

/// A whole application for one dataset; the address of its task list.
pub async fn filled(who: &Client<'_>, dataset: &str, name: &str) -> String {
    let draft = begin(who, dataset).await;
    fill_rest(who, &draft, name).await;
    fill_line(who, &draft, 1).await;
    draft
}

/// Submits a draft; the numbers on its receipt.
pub async fn submit(who: &Client<'_>, draft: &str) -> Vec<String> {
    let to = who.submit(&format!("{draft}/check"), &[]).await;
    assert_eq!(to, format!("{draft}/receipt"));
    numbers(&who.page(&to).await)
}

/// Submits, and must be stopped; the page. The draft is still there, and nothing is filed.
pub async fn stopped(who: &Client<'_>, draft: &str) -> String {
    let before = numbers(&who.page("/my/requests").await);
    let answer = who.post(&format!("{draft}/check"), &[]).await;
    let page = answer.text();
    assert_eq!(answer.status, 422, "{page}");
    assert!(page.contains("申请没有提交") && page.contains("草稿已经保留"), "{page}");
    assert!(who.page("/my/drafts").await.contains(draft), "kept");
    assert_eq!(numbers(&who.page("/my/requests").await), before, "nothing is filed");
    page
}

/// The numbers of applications on a page, each once.
pub fn numbers(page: &str) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for part in page.split("/cases/SQ-").skip(1) {
        let number = format!("SQ-{}", part.chars().take(13).collect::<String>());
        if !all.contains(&number) {
            all.push(number);
        }
    }
    all
}
