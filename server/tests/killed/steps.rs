//! From the window to a draft in which nothing is missing, killed between the steps: what was saved is saved.
use super::world::{World, hidden};
use super::{PDF, day};

/// Saves a section of the draft.
async fn section(world: &World, draft: &str, name: &str, fields: &[(&str, &str)]) {
    let path = format!("{draft}/{name}");
    let stamp = hidden(&world.page("company", &path).await, "stamp");
    let mut all = vec![("stamp", stamp.as_str()), ("step", "continue")];
    all.extend_from_slice(fields);
    world.submit("company", &path, &all).await;
}

/// A window of the authority from today on.
pub async fn window(world: &mut World) {
    let (first, last) = (day(0), day(40));
    let page = world.submit("authority", "/admin/windows", &[("first", &first), ("last", &last)]).await;
    world.killed().await;
    let text = [("act", "announce"), ("title", "受理公告"), ("body", "现在受理。")];
    world.submit("authority", &page, &text).await;
    world.killed().await;
    assert!(world.page("authority", "/admin/windows").await.contains("正在受理"));
}

/// A draft with everything in it, one line for the interface and one for files; its address.
pub async fn draft(world: &mut World) -> String {
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
    let lines: [(_, _, &[(&str, &str)]); 2] =
        [(["lot", "free"], "api", &[("volume", "1000"), ("volume_unit", "day")]), (["station", "rain"], "file", &[])];
    for (at, (items, mode, volume)) in lines.into_iter().enumerate() {
        let field = |name: &str| format!("lines.{at}.{name}");
        let typed = [("items", items[0]), ("items", items[1]), ("mode", mode), ("scenario", "1")];
        let typed = typed.into_iter().chain([("necessity", "停车诱导需要"), ("sensitive", "no")]);
        let typed: Vec<_> = typed.chain(volume.iter().copied()).map(|(name, value)| (field(name), value)).collect();
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
