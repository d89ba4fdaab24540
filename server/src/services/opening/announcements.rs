//! 通知公告 (B35): written by an authority, published for everybody, corrected by a new version, never taken away.
use super::super::internal;
use super::super::views::shorten;
use super::super::words::code_label;
use super::desk::{allow, done, invalid, missing, stored, unknown_act};
use crate::portal::Core;
use contract::opening::{AnnouncementDraft, AnnouncementPage, AnnouncementRow, AnnouncementVersion, AnnouncementView};
use contract::{BodyRef, Caller, Coded, FormData, PortResult};
use domain::access::announcement::{AnnouncementKind, AnnouncementText as Typed};
use domain::audit::Entry;
use domain::catalog::ident;
use domain::locale::Locale;
use domain::policy::AccessAction;
use store::Tx;
use store::access::{AnnouncementRow as Row, AnnouncementText as Text};
use uuid::Uuid;

/// Announcements on a page of the list.
const PER_PAGE: u32 = 20;

fn kinds(locale: Locale) -> Vec<Coded> {
    AnnouncementKind::ALL.iter().map(|kind| code_label(locale, "announcement", kind.code())).collect()
}

fn number(n: i64) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// The published versions, newest first.
fn published(texts: &[Text]) -> impl Iterator<Item = &Text> {
    texts.iter().rev().filter(|text| text.published.is_some())
}

fn versions(texts: &[Text]) -> Vec<AnnouncementVersion> {
    let version = |text: &Text| {
        Some(AnnouncementVersion { number: number(text.number), published: text.published?, note: text.note.clone() })
    };
    published(texts).filter_map(version).collect()
}

async fn author(tx: &mut Tx, authority: Uuid) -> PortResult<BodyRef> {
    let body = tx.body_by_id(authority).await.map_err(internal)?;
    body.map_or_else(missing, |body| Ok(BodyRef { code: body.code, name: body.name }))
}

/// In the reader's language where there is one.
fn in_language(locale: Locale, zh: &str, en: &str) -> String {
    if locale == Locale::En && !en.trim().is_empty() { en.to_owned() } else { zh.to_owned() }
}

async fn row(tx: &mut Tx, locale: Locale, row: Row, drafts: bool) -> PortResult<Option<AnnouncementRow>> {
    let texts = tx.announcement_texts(row.id).await.map_err(internal)?;
    let newest = published(&texts).next();
    let Some(shown) = newest.or_else(|| texts.last().filter(|_| drafts)) else { return Ok(None) };
    Ok(Some(AnnouncementRow {
        code: row.code,
        kind: code_label(locale, "announcement", &row.kind),
        title: in_language(locale, &shown.title, &shown.title_en),
        by: author(tx, row.authority).await?,
        issued: row.issued,
        corrected: shown.published.filter(|_| shown.number > 1),
        draft: texts.iter().any(|text| text.published.is_none()),
        summary: shorten(&in_language(locale, &shown.body, &shown.body_en)),
    }))
}

pub(super) async fn list(core: &Core, caller: &Caller, kind: &str, page: u64) -> PortResult<AnnouncementPage> {
    let kind = AnnouncementKind::from_code(kind).map_or("", |kind| kind.code());
    let page = page.max(1);
    let mut tx = core.store.read().await.map_err(internal)?;
    let total = tx.count_announcements(kind).await.map_err(internal)?;
    let offset = (page - 1).saturating_mul(PER_PAGE.into());
    let mut rows = Vec::new();
    for one in tx.announcements(kind, PER_PAGE, offset).await.map_err(internal)? {
        rows.extend(row(&mut tx, caller.locale, one, false).await?);
    }
    Ok(AnnouncementPage {
        rows,
        total: u64::try_from(total).unwrap_or_default(),
        page,
        per_page: PER_PAGE.into(),
        kinds: kinds(caller.locale),
    })
}

pub(super) async fn one(
    core: &Core,
    caller: &Caller,
    code: &str,
    version: Option<u32>,
) -> PortResult<AnnouncementView> {
    let mut tx = core.store.read().await.map_err(internal)?;
    let code = ident::normalise(code).unwrap_or_default();
    let Some(row) = tx.announcement(&code).await.map_err(internal)? else { return missing() };
    let Some(issued) = row.issued else { return missing() };
    let texts = tx.announcement_texts(row.id).await.map_err(internal)?;
    let newest = published(&texts).next().map(|text| number(text.number));
    let Some(text) = published(&texts).find(|text| version.is_none_or(|wanted| number(text.number) == wanted)) else {
        return missing();
    };
    Ok(AnnouncementView {
        kind: code_label(caller.locale, "announcement", &row.kind),
        by: author(&mut tx, row.authority).await?,
        code: row.code,
        issued,
        version: number(text.number),
        superseded: newest != Some(number(text.number)),
        title: text.title.clone(),
        body: text.body.clone(),
        title_en: text.title_en.clone(),
        body_en: text.body_en.clone(),
        versions: versions(&texts),
    })
}

pub(super) async fn own(core: &Core, caller: &Caller) -> PortResult<Vec<AnnouncementRow>> {
    let authority = allow(core, caller, AccessAction::Announce).await?;
    let mut tx = core.store.read().await.map_err(internal)?;
    let mut rows = Vec::new();
    for one in tx.announcements_of(authority).await.map_err(internal)? {
        rows.extend(row(&mut tx, caller.locale, one, true).await?);
    }
    Ok(rows)
}

/// One of the caller's authority.
async fn owned(tx: &mut Tx, authority: Uuid, code: &str) -> PortResult<(Row, Vec<Text>)> {
    let code = ident::normalise(code).unwrap_or_default();
    let found = tx.announcement(&code).await.map_err(internal)?.filter(|row| row.authority == authority);
    let Some(row) = found else { return missing() };
    let texts = tx.announcement_texts(row.id).await.map_err(internal)?;
    Ok((row, texts))
}

pub(super) async fn draft(core: &Core, caller: &Caller, code: Option<&str>) -> PortResult<AnnouncementDraft> {
    let authority = allow(core, caller, AccessAction::Announce).await?;
    let kinds = kinds(caller.locale);
    let Some(code) = code else {
        let kind = AnnouncementKind::Other.code().to_owned();
        return Ok(AnnouncementDraft { kinds, kind, number: 1, ..AnnouncementDraft::default() });
    };
    let mut tx = core.store.read().await.map_err(internal)?;
    let (row, texts) = owned(&mut tx, authority, code).await?;
    let Some(last) = texts.last() else { return missing() };
    let stored = last.published.is_none();
    Ok(AnnouncementDraft {
        of_window: of_window(&mut tx, authority, &row.code).await?,
        code: Some(row.code),
        kinds,
        kind: row.kind,
        title: last.title.clone(),
        body: last.body.clone(),
        title_en: last.title_en.clone(),
        body_en: last.body_en.clone(),
        note: if stored { last.note.clone() } else { String::new() },
        number: number(last.number + i64::from(!stored)),
        stored,
        lock: row.version,
        versions: versions(&texts),
    })
}

/// Whether it announces a window: it stays a 受理公告 then.
async fn of_window(tx: &mut Tx, authority: Uuid, code: &str) -> PortResult<bool> {
    use domain::access::window::WindowState::{Announced, Cancelled, Draft};
    let address = address(code);
    let windows = tx.windows(Some(authority)).await.map_err(internal)?;
    Ok(windows.iter().any(|row| match &row.window.state {
        Announced { notice, .. } | Cancelled { notice, .. } => *notice == address,
        Draft => false,
    }))
}

/// Where an announcement is read.
pub(super) fn address(code: &str) -> String {
    format!("/notices/{code}")
}

pub(super) fn typed(form: &FormData) -> Typed {
    let text = |name: &str| form.text(name).replace("\r\n", "\n");
    Typed {
        title: text("title"),
        body: text("body"),
        title_en: text("title_en"),
        body_en: text("body_en"),
        note: text("note"),
    }
}

pub(super) async fn write(core: &Core, caller: &Caller, code: Option<&str>, form: &FormData) -> PortResult<String> {
    let authority = allow(core, caller, AccessAction::Announce).await?;
    let act = form.text("act");
    let now = core.clock.now();
    let mut tx = core.store.write().await.map_err(internal)?;
    let known = match code {
        Some(code) => Some(owned(&mut tx, authority, code).await?),
        None => None,
    };
    if act == "discard" {
        let Some((row, _)) = known else { return missing() };
        if !tx.drop_announcement_draft(row.id).await.map_err(internal)? {
            return missing();
        }
        let entry = Entry::new(now, "announcement.discard", "announcement", &row.code);
        return done(caller, tx, entry).await.map(|()| row.code);
    }
    if act != "save" && act != "publish" {
        return unknown_act();
    }
    let publish = act == "publish";
    let (mut row, texts) = known.unwrap_or_else(|| (new(core, authority), Vec::new()));
    if row.version > 0 {
        // Whoever typed this saw another version.
        row.version = form.text("version").parse().unwrap_or(row.version);
    }
    let number = match texts.last() {
        Some(last) => last.number + i64::from(last.published.is_some()),
        None => 1,
    };
    let kind = AnnouncementKind::from_code(&form.text("kind"));
    if !of_window(&mut tx, authority, &row.code).await? {
        row.kind = kind.unwrap_or(AnnouncementKind::Other).code().to_owned();
    }
    let typed = typed(form);
    let checked = if publish { typed.check(self::number(number)) } else { typed.check_draft() };
    checked.map_err(invalid)?;
    put(&mut tx, caller, &mut row, number, typed, publish.then_some(now), now).await?;
    let action = if publish { "announcement.publish" } else { "announcement.save" };
    let mut entry = Entry::new(now, action, "announcement", &row.code);
    entry.after = serde_json::json!({ "kind": row.kind, "version": number });
    done(caller, tx, entry).await.map(|()| row.code)
}

fn new(core: &Core, authority: Uuid) -> Row {
    let id = core.ids.id(core.clock.now());
    let code = ident::dataset_code("announcement", &id.to_string(), |_| false);
    Row { id, code, authority, kind: AnnouncementKind::Other.code().to_owned(), version: 0, issued: None }
}

async fn put(
    tx: &mut Tx,
    caller: &Caller,
    row: &mut Row,
    number: i64,
    text: Typed,
    published: Option<chrono::DateTime<chrono::Utc>>,
    now: chrono::DateTime<chrono::Utc>,
) -> PortResult<()> {
    row.issued = row.issued.or(published);
    tx.put_announcement(row).await.map_err(stored)?;
    let text = Text {
        announcement: row.id,
        number,
        title: text.title,
        body: text.body,
        title_en: text.title_en,
        body_en: text.body_en,
        note: text.note,
        by: caller.actor.account(),
        written: now,
        published,
    };
    tx.put_announcement_text(&text).await.map_err(stored)
}

/// Publishes a 受理公告 in a transaction of somebody else; its public code.
pub(super) async fn publish(
    core: &Core,
    tx: &mut Tx,
    caller: &Caller,
    authority: Uuid,
    text: Typed,
) -> PortResult<String> {
    let now = core.clock.now();
    let mut row = Row { kind: AnnouncementKind::Acceptance.code().to_owned(), ..new(core, authority) };
    put(tx, caller, &mut row, 1, text, Some(now), now).await?;
    let mut entry = Entry::new(now, "announcement.publish", "announcement", &row.code);
    entry.after = serde_json::json!({ "kind": row.kind, "version": 1 });
    tx.audit(caller.sign(entry));
    Ok(row.code)
}
