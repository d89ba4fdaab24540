//! 受理时间 at the desk (R-056…R-058): a window binds by its announcement, and both are one act.
use super::super::cases::words::basis;
use super::super::internal;
use super::super::words::code_label;
use super::announcements::{address, publish, typed};
use super::desk::{allow, done, id, invalid, missing, stored, unknown_act};
use crate::portal::Core;
use chrono::{Datelike, NaiveDate};
use contract::opening::{NoticeWords, OpenWindow, WindowDesk, WindowProposal, WindowRow, WindowView};
use contract::{Caller, ErrorCode, FormData, PortError, PortResult, Refusal};
use domain::access::window::{Window, WindowCommand, WindowState, proposals};
use domain::audit::Entry;
use domain::calendar::working_days_between;
use domain::locale::Locale;
use domain::policy::AccessAction;
use domain::profile::WindowMode;
use store::Tx;
use store::access::WindowRow as Stored;
use texts::FluentArgs;
use uuid::Uuid;

/// What stands in place of an announcement where none was published: a draft that was taken back.
const NO_NOTICE: &str = "-";

/// Where a window stands today.
fn state(window: &Window, today: NaiveDate) -> &'static str {
    match &window.state {
        WindowState::Draft => "draft",
        WindowState::Cancelled { .. } => "cancelled",
        WindowState::Announced { .. } if today < window.first => "announced",
        WindowState::Announced { .. } if today <= window.last => "open",
        WindowState::Announced { .. } => "over",
    }
}

fn row(core: &Core, locale: Locale, window: &Window) -> WindowRow {
    let notice = match &window.state {
        WindowState::Announced { notice, .. } | WindowState::Cancelled { notice, .. } => Some(notice.clone()),
        WindowState::Draft => None,
    };
    WindowRow {
        id: window.id.to_string(),
        first: window.first,
        last: window.last,
        state: code_label(locale, "window", state(window, core.clock.today())),
        notice: notice.filter(|notice| notice != NO_NOTICE),
    }
}

async fn windows(tx: &mut Tx, authority: Uuid) -> PortResult<Vec<Stored>> {
    tx.windows(Some(authority)).await.map_err(internal)
}

pub(super) async fn desk(core: &Core, caller: &Caller) -> PortResult<WindowDesk> {
    let authority = allow(core, caller, AccessAction::Windows).await?;
    let active = core.active();
    let profile = &active.profile.profile;
    let basis = basis(caller.locale, profile.sources_of("windows"));
    if profile.windows.mode == WindowMode::Always {
        return Ok(WindowDesk { always: true, basis, ..WindowDesk::default() });
    }
    let mut tx = core.store.read().await.map_err(internal)?;
    let all = windows(&mut tx, authority).await?;
    let today = core.clock.today();
    let taken = |first: NaiveDate, last: NaiveDate| {
        let live = all.iter().filter(|row| !matches!(row.window.state, WindowState::Cancelled { .. }));
        live.into_iter().any(|row| row.window.first <= last && first <= row.window.last)
    };
    let usual = [today.year(), today.year() + 1].into_iter().flat_map(|year| proposals(&profile.windows, year));
    let proposals = usual
        .filter(|(first, last)| *first >= today && !taken(*first, *last))
        .map(|(first, last)| WindowProposal { first, last });
    Ok(WindowDesk {
        always: false,
        proposals: proposals.collect(),
        rows: all.iter().rev().map(|stored| row(core, caller.locale, &stored.window)).collect(),
        basis,
    })
}

/// How long before its first day a window is told on the front page (ui 5.1).
const SOON: chrono::TimeDelta = chrono::TimeDelta::days(15);

/// The windows that are open or soon will be, the earliest first.
pub(super) async fn current(core: &Core) -> PortResult<Vec<OpenWindow>> {
    let active = core.active();
    if active.profile.profile.windows.mode == WindowMode::Always {
        return Ok(Vec::new());
    }
    let mut tx = core.store.read().await.map_err(internal)?;
    let (now, today) = (core.clock.now(), core.clock.today());
    let mut all = Vec::new();
    for Stored { window, .. } in tx.windows(None).await.map_err(internal)? {
        if !window.binds(now) || window.last < today || window.first - today > SOON {
            continue;
        }
        let Some(body) = tx.body_by_id(window.authority).await.map_err(internal)? else { continue };
        let open = window.contains(today);
        let left = working_days_between(today, window.last, &active.calendars).ok().filter(|left| !left.provisional);
        all.push(OpenWindow {
            authority: body.name,
            first: window.first,
            last: window.last,
            left: left.filter(|_| open).map(|left| left.count),
            open,
        });
    }
    Ok(all)
}

/// One of the caller's authority, and the others.
async fn owned(tx: &mut Tx, authority: Uuid, wanted: &str) -> PortResult<(Stored, Vec<Window>)> {
    let wanted = id(wanted)?;
    let (found, others): (Vec<_>, Vec<_>) =
        windows(tx, authority).await?.into_iter().partition(|row| row.window.id == wanted);
    let Some(found) = found.into_iter().next() else { return missing() };
    Ok((found, others.into_iter().map(|row| row.window).collect()))
}

pub(super) async fn one(core: &Core, caller: &Caller, wanted: &str) -> PortResult<WindowView> {
    let authority = allow(core, caller, AccessAction::Windows).await?;
    let mut tx = core.store.read().await.map_err(internal)?;
    let (stored, _) = owned(&mut tx, authority, wanted).await?;
    let name = tx.body_by_id(authority).await.map_err(internal)?.map(|body| body.name).unwrap_or_default();
    let window = &stored.window;
    let words = |act: &str| Some(notice_words(act, &name, window));
    let acts: Vec<(&str, _)> = match state(window, core.clock.today()) {
        "draft" => vec![("announce", words("announce")), ("draft", None), ("cancel", None)],
        "announced" => vec![("prolong", words("prolong")), ("cancel", words("cancel"))],
        "open" => vec![("prolong", words("prolong"))],
        _ => Vec::new(),
    };
    Ok(WindowView {
        row: row(core, caller.locale, window),
        acts: acts.into_iter().map(|(act, words)| (act.to_owned(), words)).collect(),
    })
}

/// Words an announcement begins with, to be changed at will.
fn notice_words(act: &str, authority: &str, window: &Window) -> NoticeWords {
    let say = |locale: Locale, part: &str| {
        let mut args = FluentArgs::new();
        args.set("authority", authority.to_owned());
        args.set("first", texts::date(locale, window.first));
        args.set("last", texts::date(locale, window.last));
        texts::t_args(locale, &format!("opening-window-{act}-{part}"), &args)
    };
    NoticeWords {
        title: say(Locale::ZhCn, "title"),
        body: say(Locale::ZhCn, "body"),
        title_en: say(Locale::En, "title"),
        body_en: say(Locale::En, "body"),
    }
}

/// A date as typed.
fn date(form: &FormData, field: &str, faults: &mut Vec<Refusal>) -> NaiveDate {
    let typed = form.text(field);
    typed.parse().unwrap_or_else(|_| {
        let code = if typed.is_empty() { ErrorCode::Required } else { ErrorCode::BadValue };
        faults.push(Refusal::new(code).field(field));
        NaiveDate::default()
    })
}

fn dates(form: &FormData) -> PortResult<(NaiveDate, NaiveDate)> {
    let mut faults = Vec::new();
    let dates = (date(form, "first", &mut faults), date(form, "last", &mut faults));
    if faults.is_empty() { Ok(dates) } else { Err(PortError::Invalid(faults)) }
}

/// The profile asks for windows at all.
fn by_windows(core: &Core) -> PortResult<()> {
    match core.active().profile.profile.windows.mode {
        WindowMode::Announced => Ok(()),
        WindowMode::Always => missing(),
    }
}

pub(super) async fn draft(core: &Core, caller: &Caller, form: &FormData) -> PortResult<String> {
    let authority = allow(core, caller, AccessAction::Windows).await?;
    by_windows(core)?;
    let (first, last) = dates(form)?;
    let now = core.clock.now();
    let mut tx = core.store.write().await.map_err(internal)?;
    let others: Vec<Window> = windows(&mut tx, authority).await?.into_iter().map(|row| row.window).collect();
    let fresh = Window::draft(core.ids.id(now), authority, first, last);
    let window = fresh.decide(WindowCommand::Draft { first, last }, &others, now).map_err(invalid)?;
    let id = window.id;
    tx.put_window(&Stored { window, version: 0 }).await.map_err(stored)?;
    let mut entry = Entry::new(now, "window.draft", "window", id.to_string());
    entry.after = serde_json::json!({ "first": first, "last": last });
    done(caller, tx, entry).await.map(|()| id.to_string())
}

pub(super) async fn act(core: &Core, caller: &Caller, wanted: &str, form: &FormData) -> PortResult<Option<String>> {
    let authority = allow(core, caller, AccessAction::Windows).await?;
    by_windows(core)?;
    let now = core.clock.now();
    let act = form.text("act");
    let mut tx = core.store.write().await.map_err(internal)?;
    let (row, others) = owned(&mut tx, authority, wanted).await?;
    let before = &row.window;
    let quiet = before.state == WindowState::Draft;
    // The text first by itself, so that a wrong date and an empty title are told together.
    let text = typed(form);
    let publishes = act == "announce" || act == "prolong" || (act == "cancel" && !quiet);
    let mut faults: Vec<Refusal> = if publishes {
        text.check(1).err().unwrap_or_default().into_iter().map(Refusal::from).collect()
    } else {
        Vec::new()
    };
    let notice = || "…".to_owned();
    let command = match act.as_str() {
        "draft" => dates(form).map(|(first, last)| WindowCommand::Draft { first, last })?,
        "announce" => WindowCommand::Announce { notice: notice() },
        "prolong" => WindowCommand::Prolong { last: date(form, "last", &mut faults), notice: notice() },
        "cancel" if quiet => WindowCommand::Cancel { notice: NO_NOTICE.to_owned() },
        "cancel" => WindowCommand::Cancel { notice: notice() },
        _ => return unknown_act(),
    };
    let typed_date = !faults.iter().any(|fault| fault.field.as_deref() == Some("last"));
    let decided = before.decide(command, &others, now);
    if let Err(found) = &decided {
        let found = found.iter().filter(|fault| typed_date || fault.field != "last");
        faults.extend(found.cloned().map(Refusal::from));
    }
    let (Ok(mut window), true) = (decided, faults.is_empty()) else { return Err(PortError::Invalid(faults)) };
    let mut code = None;
    if publishes {
        let published = publish(core, &mut tx, caller, authority, text).await?;
        if let WindowState::Announced { notice, .. } | WindowState::Cancelled { notice, .. } = &mut window.state {
            *notice = address(&published);
        }
        code = Some(published);
    }
    let mut entry = Entry::new(now, &format!("window.{act}"), "window", window.id.to_string());
    entry.before = serde_json::json!({ "first": before.first, "last": before.last });
    entry.after = serde_json::json!({ "first": window.first, "last": window.last, "announcement": code });
    tx.put_window(&Stored { window, version: row.version }).await.map_err(stored)?;
    done(caller, tx, entry).await.map(|()| code)
}
