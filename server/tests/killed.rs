//! A server that is killed without warning, after any step of an application and in the middle of those that write most, loses nothing that it
//! acknowledged and leaves nothing half written (S07…S13, S26, S27, R-060, R-077, R-082… ).
#[path = "killed/data.rs"]
mod data;
#[path = "killed/ending.rs"]
mod ending;
#[path = "killed/steps.rs"]
mod steps;
#[path = "killed/whole.rs"]
mod whole;
#[path = "killed/world.rs"]
mod world;

use domain::access::DeliveryMode;
use domain::access::delivery::Entitlement;
use server::clock::{Clock, System};
use steps::{draft, window};
use store::cases::CaseRow;
use world::{Sent, World, hidden};

const PDF: &str = "%PDF-1.7 a paper of the application";
const REPORT: &str = "%PDF-1.7 the report with a code";
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
        let sent = request(world).await;
        let sent = world.cut(sent, moment).await;
        let acknowledged = sent.is_some_and(|sent| sent.status == 303);
        let there = whole(world).await;
        assert!(there || !acknowledged, "acknowledged, and gone");
        world.start().await;
        if there {
            return;
        }
    }
    let answer = Sent::of(request(world).await).await.expect("an answer");
    assert_eq!(answer.status, 303, "{}", answer.text);
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

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn s07_s13_s26_s27_r077_r088_r133_a_killed_server_at_any_step_loses_nothing() {
    every_step(World::new(None)).await;
}

/// Skips itself where no server is given; `scripts/test.sh` gives one.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn s07_s13_s26_s27_r077_r088_r133_a_killed_server_at_any_step_loses_nothing_on_postgresql() {
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
    during(
        &mut world,
        async |world| world.post("company", &check, &[]),
        async |world| whole::filed(world, &number).await,
    )
    .await;
    assert!(world.page("company", &format!("{draft}/receipt")).await.contains(&number));
    supplement(&mut world, &number).await;

    act(&mut world, "authority", &number, "pass-formal", &[], "demand-review").await;
    let terms = [("term", "6"), ("term_unit", "months"), ("destroy_within", "30"), ("destroy_within_unit", "days")];
    let opinion = |line: &'static str| [[(line, "agree")].as_slice(), &terms].concat();
    act(&mut world, "reviewer", &number, "answer", &opinion("verdict-1"), "demand-review").await;
    act(&mut world, "second-reviewer", &number, "answer", &opinion("verdict-2"), "recheck").await;
    let both = [("verdict-1", "agree"), ("verdict-2", "agree"), ("term", "6"), ("term_unit", "months")];
    during(
        &mut world,
        async |world| command(world, "authority-2", &number, "recheck", &both).await,
        async |world| whole::approved(world, &number, &agreement).await,
    )
    .await;
    sign(&mut world, &agreement, &terms).await;
    let next = format!("XY-{today}-0002");
    ending::renewal(&mut world, &agreement, &next).await;
    let agreement = next;

    let (interface, file) = (
        data::opened(&world, &agreement, DeliveryMode::Api).await,
        data::opened(&world, &agreement, DeliveryMode::File).await,
    );
    let key = data::key(&mut world, &agreement, &interface).await;
    data::had(&mut world, &interface, |world| data::call(world, &interface, &key)).await;
    let access = world.page("company", "/my/access").await;
    let mark = format!("href=\"/my/access/{}/", file.id);
    let files = access.split(&mark).skip(1);
    let csv = files.filter_map(|rest| rest.split('"').next()).find(|name| name.ends_with(".csv")).expect("a file");
    let path = format!("/my/access/{}/{csv}", file.id);
    data::had(&mut world, &file, |world| world.as_who("company", &path)).await;
    assert!(world.page("company", &path).await.lines().count() > 50, "whole");

    let wrong = violation(&mut world, &agreement, &interface).await;
    let refused = data::call(&world, &interface, &key).send().await.expect("an answer");
    assert_eq!(refused.status().as_u16(), 403, "closed by the notice");
    assert!(world.page("company", &path).await.lines().count() > 50, "other data goes on");
    ending::notice(&mut world, &agreement).await;
    assert!(world.page("company", &path).await.lines().count() > 50, "until the last day");
    ending::conclusion(&mut world, &wrong, &agreement).await;
    assert_eq!(world.get("company", &path).await.0, 403, "over");
    ending::destruction(&mut world, &agreement).await;
    world.kill();
    world.run(&["audit", "verify"]);
}

/// What is missing is told, and supplied with a paper.
async fn supplement(world: &mut World, number: &str) {
    let missing = [("missing-credit-report", "yes"), ("explain", "请提交带核验码的版本。")];
    during(
        world,
        async |world| command(world, "authority", number, "ask-supplement", &missing).await,
        async |world| whole::asked(world, number).await,
    )
    .await;
    let path = format!("/cases/{number}/do/supplement");
    let issued = day(-2);
    during(
        world,
        async |world| {
            let version = hidden(&world.page("company", &path).await, "version");
            let fields = [("version", version.as_str()), ("file-credit-report.issued", &issued)];
            world.multipart("company", &path, &fields, ("file-credit-report", REPORT))
        },
        async |world| whole::supplied(world, number).await,
    )
    .await;
    let page = world.page("authority", &format!("/cases/{number}")).await;
    let mark = format!("/cases/{number}/docs/");
    let docs = page.split(&mark).skip(1).filter_map(|rest| rest.split('"').next());
    let mut read = Vec::new();
    for doc in docs {
        read.push(world.page("authority", &format!("/cases/{number}/docs/{doc}")).await);
    }
    assert!(read.contains(&REPORT.to_owned()) && read.contains(&PDF.to_owned()), "whole, and still readable: {read:?}");
}

/// Filled in, confirmed and signed.
async fn sign(world: &mut World, agreement: &str, terms: &[(&str, &str)]) {
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
    act(world, "authority", agreement, "fill", &[terms, &blanks].concat(), "drafted").await;
    act(world, "authority", agreement, "confirm", &[], "pending-click").await;
    ending::click(world, agreement, async |world| whole::signed(world, agreement).await).await;
}

/// A violation about the data of one entitlement, suspected and ordered to be rectified; its number.
async fn violation(world: &mut World, agreement: &str, of: &Entitlement) -> String {
    let code = {
        let store = world.store().await;
        let standing = store.read().await.expect("a read").standing(of.dataset).await.expect("a read");
        store.close().await;
        standing.expect("the dataset").code
    };
    let facts = "将停车数据用于约定以外的广告投放，并提供给第三方。";
    let fields = [("agreement", agreement), ("datasets", code.as_str()), ("text", facts)];
    let place = world.submit("reviewer", "/admin/violations/new", &fields).await;
    world.killed().await;
    let number = place.trim_start_matches("/cases/").to_owned();
    assert_eq!(case(world, &number).await.expect("the violation").state, "suspected");
    let (path, by) = (format!("{place}/do/order"), day(14));
    during(
        world,
        async |world| {
            let version = hidden(&world.page("reviewer", &path).await, "version");
            let ground = [("ground", "beyond_agreement"), ("facts", facts), ("rectify_by", by.as_str())];
            let fields = [[("version", version.as_str())].as_slice(), &ground].concat();
            world.multipart("reviewer", &path, &fields, ("files", PDF))
        },
        async |world| whole::ordered(world, &number, agreement, of.dataset).await,
    )
    .await;
    number
}
