//! A server that is killed without warning, after any step of an application and in the middle of those that write most, loses nothing that it
//! acknowledged and leaves nothing half written (S07…S13, R-077).
#[path = "killed/world.rs"]
mod world;

use server::clock::{Clock, System};
use std::time::Duration;
use store::cases::CaseRow;
use world::{World, hidden};

const PDF: &str = "%PDF-1.7 a paper of the application";
/// How long a writing request may run before the server is killed. Where none of them let it end, it is sent once more in peace.
const MOMENTS: [u64; 5] = [15, 60, 200, 600, 1500];

/// Today and in so many days, in Shanghai.
fn day(days: i64) -> String {
    (System.today() + chrono::TimeDelta::days(days)).to_string()
}

async fn case(world: &World, number: &str) -> Option<CaseRow> {
    let store = world.store().await;
    let row = store.read().await.expect("a read").case(number).await.expect("a read");
    store.close().await;
    row
}

/// Sends a form, kills the server meanwhile, and starts it again, at one moment after another, until the form took effect. `whole` looks
/// after each time at what is stored: everything that belongs to it, or nothing; and says which.
async fn during(
    world: &mut World,
    request: impl AsyncFn(&World) -> reqwest::RequestBuilder,
    whole: impl AsyncFn(&World) -> bool,
) {
    for moment in MOMENTS {
        let sent = tokio::spawn(request(world).await.send());
        tokio::time::sleep(Duration::from_millis(moment)).await;
        world.kill();
        let acknowledged = sent.await.expect("a task").is_ok_and(|answer| answer.status().as_u16() == 303);
        let there = whole(world).await;
        assert!(there || !acknowledged, "acknowledged, and gone");
        world.start().await;
        if there {
            return;
        }
    }
    let answer = request(world).await.send().await.expect("an answer");
    assert_eq!(answer.status().as_u16(), 303, "{}", answer.text().await.unwrap_or_default());
    world.killed().await;
    assert!(whole(world).await, "acknowledged, and gone");
}

/// A command of a case with the version its page shows.
async fn command(
    world: &World,
    who: &str,
    number: &str,
    code: &str,
    fields: &[(&str, &str)],
) -> reqwest::RequestBuilder {
    let path = format!("/cases/{number}/do/{code}");
    let page = world.page(who, &path).await;
    let version = hidden(&page, "version");
    let mut all = vec![("version", version.as_str())];
    all.extend_from_slice(fields);
    world.post(who, &path, &all)
}

/// The same, acknowledged; then the server is killed, and the case is as it was acknowledged.
async fn act(world: &mut World, who: &str, number: &str, code: &str, fields: &[(&str, &str)], state: &str) {
    let before = case(world, number).await.expect("the case");
    let answer = command(world, who, number, code, fields).await.send().await.expect("an answer");
    assert_eq!(answer.status().as_u16(), 303, "{code}: {}", answer.text().await.unwrap_or_default());
    world.killed().await;
    let after = case(world, number).await.expect("the case");
    assert!(after.version > before.version, "{code}");
    assert_eq!(after.state, state, "{code}");
}

/// Saves a section of the draft.
async fn section(world: &World, draft: &str, name: &str, fields: &[(&str, &str)]) {
    let path = format!("{draft}/{name}");
    let stamp = hidden(&world.page("company", &path).await, "stamp");
    let mut all = vec![("stamp", stamp.as_str()), ("step", "continue")];
    all.extend_from_slice(fields);
    world.submit("company", &path, &all).await;
}

/// A window of the authority from today on.
async fn window(world: &mut World) {
    let (first, last) = (day(0), day(40));
    let page = world.submit("authority", "/admin/windows", &[("first", &first), ("last", &last)]).await;
    world.killed().await;
    let text = [("act", "announce"), ("title", "受理公告"), ("body", "现在受理。")];
    world.submit("authority", &page, &text).await;
    world.killed().await;
    assert!(world.page("authority", "/admin/windows").await.contains("正在受理"));
}

/// A draft with everything in it; its address.
async fn draft(world: &mut World) -> String {
    let find = |page: &str, title: &str| {
        let (before, _) = page.split_once(title).expect("the dataset");
        let (_, code) = before.rsplit_once("/data/").expect("its address");
        code.split('"').next().expect("a code").to_owned()
    };
    let list = world.page("company", "/data?access_rights=RESTRICTED").await;
    let (berths, rain) = (find(&list, "示例：公共停车场泊位动态"), find(&list, "示例：逐日降水"));
    let draft = world.submit("company", "/apply/new", &[("dataset", &berths), ("how", "new")]).await;
    world.killed().await;
    world.submit("company", &format!("{draft}/lines/add"), &[("act", "add"), ("id", &rain)]).await;
    let contact = [("contact_name", "王五"), ("contact_phone", "0571-87051234"), ("contact_address", "文三路1号")];
    section(world, &draft, "contact", &contact).await;
    world.killed().await;
    assert!(world.page("company", &format!("{draft}/contact")).await.contains("0571-87051234"), "saved is saved");
    let service = [("service_name", "停车通"), ("theme", "TRANSPORT"), ("scenarios.0.usage", "接口调用")];
    let scenario = [("scenarios.0.scope", "杭州市"), ("scenarios.0.scene", "停车诱导")];
    section(world, &draft, "service", &[service.as_slice(), &scenario].concat()).await;
    let standard =
        [("service_scope", "公众"), ("user_count", "1000"), ("concurrency", "20"), ("response_time", "1秒内")];
    section(world, &draft, "standard", &standard).await;
    let benefit = [("social_benefit", "减少寻找车位的时间。"), ("economic_benefit", "提高车位周转率。")];
    section(world, &draft, "benefit", &benefit).await;
    let feedback =
        [("feedback_plan", "每半年反馈。"), ("no_return_reason", "没有回流数据。"), ("feedback_dimensions", "次数")];
    section(world, &draft, "feedback", &feedback).await;
    let system = [("system_name", "停车通平台"), ("datacentre_address", "杭州市"), ("mlps_level", "2")];
    section(world, &draft, "system", &[system.as_slice(), &[("mlps_filing_no", "33010099999-20001")]].concat()).await;
    for (at, items) in [["lot", "free"], ["station", "rain"]].into_iter().enumerate() {
        let field = |name: &str| format!("lines.{at}.{name}");
        let typed = [("items", items[0]), ("items", items[1]), ("mode", "file"), ("scenario", "1")];
        let typed = typed.into_iter().chain([("necessity", "停车诱导需要"), ("sensitive", "no")]);
        let typed: Vec<_> = typed.map(|(name, value)| (field(name), value)).collect();
        let typed: Vec<_> = typed.iter().map(|(name, value)| (name.as_str(), *value)).collect();
        section(world, &draft, &format!("lines/{}", at + 1), &typed).await;
    }
    let papers = format!("{draft}/papers");
    let slots = [("mlps-certificate", "valid_until", day(500)), ("credit-report", "issued", day(-10))];
    for (slot, part, value) in &slots {
        let (file, date) = (format!("attachments.{slot}"), format!("attachments.{slot}.{part}"));
        let fields = [("act", "attach"), ("slot", *slot), (date.as_str(), value.as_str())];
        world.upload("company", &papers, &fields, (&file, PDF)).await;
    }
    world.killed().await;
    let page = world.page("company", &papers).await;
    let links: Vec<_> = page.split(&format!("href=\"{draft}/papers/")).skip(1).collect();
    assert_eq!(links.len(), 2, "both papers");
    for link in links {
        let paper = link.split('"').next().expect("an address");
        assert_eq!(world.page("company", &format!("{draft}/papers/{paper}")).await, PDF, "whole, and still readable");
    }
    let commitment = [("commitment", "yes"), ("accountable_head", "李四"), ("seal", "account")];
    section(world, &draft, "commitment", &commitment).await;
    world.killed().await;
    draft
}

/// Whether the application was filed: whole, or not at all.
async fn filed(world: &World, number: &str) -> bool {
    let store = world.store().await;
    let mut tx = store.read().await.expect("a read");
    let row = tx.case(number).await.expect("a read");
    let there = row.is_some();
    if let Some(row) = row {
        assert_eq!((row.kind.as_str(), row.state.as_str()), ("SQ", "formal-review"));
        assert_eq!(tx.lines(row.id, None).await.expect("lines").len(), 2);
        assert_eq!(tx.clocks_of(row.id).await.expect("clocks").len(), 1);
        assert_eq!(tx.documents_of(row.id).await.expect("papers").len(), 2);
        assert!(!tx.events_of(row.id).await.expect("a history").is_empty());
        assert!(!tx.notices_of_case(row.id).await.expect("notices").is_empty());
    }
    drop(tx);
    store.close().await;
    there
}

/// Whether the agreement was signed: signature, state and what it opens, or none of them.
async fn signed(world: &World, number: &str) -> bool {
    let store = world.store().await;
    let mut tx = store.read().await.expect("a read");
    let row = tx.case(number).await.expect("a read").expect("the agreement");
    let signature = tx.signature(row.id).await.expect("a read");
    let opened = tx.entitlements_under(number).await.expect("entitlements").len();
    drop(tx);
    store.close().await;
    assert_eq!(
        (signature.is_some(), opened),
        if row.state == "active" { (true, 2) } else { (false, 0) },
        "{}",
        row.state
    );
    signature.is_some()
}

/// Whether the application was approved: with the one agreement that follows, or neither.
async fn approved(world: &World, number: &str, agreement: &str) -> bool {
    let store = world.store().await;
    let mut tx = store.read().await.expect("a read");
    let row = tx.case(number).await.expect("a read").expect("the application");
    let drawn_up = tx.agreements_of(row.id).await.expect("agreements").len();
    let case = tx.case(agreement).await.expect("a read");
    drop(tx);
    store.close().await;
    assert_eq!(
        (drawn_up, case.is_some()),
        if row.state == "approved" { (1, true) } else { (0, false) },
        "{}",
        row.state
    );
    case.is_some()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn s07_s13_r077_a_killed_server_at_any_step_loses_nothing() {
    every_step(World::new(None)).await;
}

/// Skips itself where no server is given; `scripts/test.sh` gives one.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn s07_s13_r077_a_killed_server_at_any_step_loses_nothing_on_postgresql() {
    match world::schema().await {
        Some(address) => every_step(World::new(Some(address))).await,
        None => eprintln!("skipped: PORTAL_TEST_POSTGRES names no server"),
    }
}

async fn every_step(mut world: World) {
    world.start().await;
    window(&mut world).await;
    let draft = draft(&mut world).await;
    let today = day(0).replace('-', "");
    let (number, agreement) = (format!("SQ-{today}-0001"), format!("XY-{today}-0001"));
    let check = format!("{draft}/check");
    during(&mut world, async |world| world.post("company", &check, &[]), async |world| filed(world, &number).await)
        .await;
    assert!(world.page("company", &format!("{draft}/receipt")).await.contains(&number));

    act(&mut world, "authority", &number, "pass-formal", &[], "demand-review").await;
    let terms = [("term", "6"), ("term_unit", "months"), ("destroy_within", "30"), ("destroy_within_unit", "days")];
    let opinion = |line: &'static str| [[(line, "agree")].as_slice(), &terms].concat();
    act(&mut world, "reviewer", &number, "answer", &opinion("verdict-1"), "demand-review").await;
    act(&mut world, "second-reviewer", &number, "answer", &opinion("verdict-2"), "recheck").await;
    let both = [("verdict-1", "agree"), ("verdict-2", "agree"), ("term", "6"), ("term_unit", "months")];
    during(
        &mut world,
        async |world| command(world, "authority-2", &number, "recheck", &both).await,
        async |world| approved(world, &number, &agreement).await,
    )
    .await;

    let blanks = [
        ("build_months", "3"),
        ("launch_within", "30"),
        ("launch_within_unit", "days"),
        ("termination_notice", "15"),
        ("termination_notice_unit", "days"),
        ("destroy_mode", "own"),
        ("use_scope", "停车诱导"),
        ("security_measures", "专人管理"),
        ("rep_a", "赵六"),
    ];
    let blanks = [terms.as_slice(), &blanks].concat();
    act(&mut world, "authority", &agreement, "fill", &blanks, "drafted").await;
    act(&mut world, "authority", &agreement, "confirm", &[], "pending-click").await;
    let path = format!("/cases/{agreement}/do/sign");
    let password = world.password("company").to_owned();
    during(
        &mut world,
        async |world| {
            let page = world.page("company", &path).await;
            let (version, sha256) = (hidden(&page, "version"), hidden(&page, "sha256"));
            let what = [("version", version.as_str()), ("sha256", sha256.as_str()), ("ticked", "yes")];
            world.post("company", &path, &[what.as_slice(), &[("name", "李四"), ("password", &password)]].concat())
        },
        async |world| signed(world, &agreement).await,
    )
    .await;

    // What was signed is delivered, and the record is whole.
    let access = world.page("company", "/my/access").await;
    let files = access.split("href=\"/my/access/").skip(1).filter_map(|rest| rest.split('"').next());
    let files: Vec<_> = files.filter(|file| file.ends_with(".csv")).collect();
    assert_eq!(files.len(), 2, "{access}");
    for file in files {
        assert!(world.page("company", &format!("/my/access/{file}")).await.lines().count() > 50);
    }
    world.kill();
    world.run(&["audit", "verify"]);
}
