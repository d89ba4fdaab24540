//! The case page: what its reader may see, and nothing else.
use super::form::Content;
use super::load::{self, Loaded, SUSPENSION};
use super::names::Names;
use super::{applicant, clock, command, documents, internal, messages, timeline, words};
use crate::portal::Core;
use contract::cases::{CaseHead, CaseView, LinkView, Side, Target, Turn};
use contract::{Caller, PortResult};
use domain::audit::Entry;
use domain::cases::{Hat, Version};
use domain::complaints::State;
use domain::locale::Locale;
use domain::policy::{CaseAction, authorize_case};
use store::{Audience, Tx};

/// The page.
pub async fn case(core: &Core, caller: &Caller, number: &str) -> PortResult<CaseView> {
    let mut tx = core.store.read().await.map_err(internal)?;
    let loaded = load::load(core, &mut tx, caller, number, CaseAction::View).await?;
    if loaded.hats.contains(&Hat::Auditor) {
        // An auditor's look at a case is recorded itself.
        let mut entry = Entry::new(core.clock.now(), "case.view", "case", &loaded.row.number);
        entry.case = Some(loaded.row.number.clone());
        let mut tx = core.store.write().await.map_err(internal)?;
        tx.audit(caller.sign(entry));
        tx.commit(Vec::new()).await.map_err(internal)?;
    }
    let side = match loaded.official() {
        true => Side::Official,
        false if Loaded::tracking(caller) => Side::Tracking,
        false => Side::Applicant,
    };
    build(core, &mut tx, caller, &loaded, side).await
}

/// Title in the clear.
pub fn title(core: &Core, row: &store::cases::CaseRow) -> PortResult<String> {
    core.unseal(&row.title, &format!("cases.title:{}", row.id)).map_err(internal)
}

fn turn(caller: &Caller, loaded: &Loaded) -> Turn {
    let body = caller.actor.signed_in().and_then(|signed| signed.acting.body());
    match loaded.case.state {
        ref state @ State::Closed { .. } if timeline::ended_without(state) => Turn::Ended,
        State::Closed { .. } => Turn::Done,
        State::Supplement { .. } if loaded.hats.contains(&Hat::Reporter) => Turn::Yours,
        _ if loaded.official() && loaded.row.with.is_some() && loaded.row.with == body => Turn::Yours,
        _ => Turn::Others,
    }
}

/// Head of the page and row of lists.
pub async fn head(
    core: &Core,
    tx: &mut Tx,
    names: &mut Names,
    caller: &Caller,
    loaded: &Loaded,
) -> PortResult<CaseHead> {
    let locale = caller.locale;
    let row = &loaded.row;
    let with = match row.with {
        Some(id) => Some(names.body(tx, id).await?.name),
        None => None,
    };
    let shown = loaded.clock().or_else(|| loaded.clocks.last());
    let clock = match shown {
        Some(shown) => Some(clock::view(core, tx, names, shown, locale).await?),
        None => None,
    };
    Ok(CaseHead {
        number: row.number.clone(),
        kind: words::kind(locale, loaded.kind),
        title: title(core, row)?,
        state: words::state(locale, loaded.case.code()),
        turn: turn(caller, loaded),
        with,
        filed: row.filed,
        changed: row.changed,
        clock,
    })
}

/// Everything.
pub async fn build(core: &Core, tx: &mut Tx, caller: &Caller, loaded: &Loaded, side: Side) -> PortResult<CaseView> {
    let locale = caller.locale;
    let row = &loaded.row;
    let mut names = Names::new(locale);
    let mut clocks = Vec::new();
    for clock in loaded.clocks.iter().rev() {
        clocks.push(clock::view(core, tx, &mut names, clock, locale).await?);
    }
    clocks.sort_by_key(|clock| !clock.state.is_open());
    let mut timeline = timeline::entries(core, tx, &mut names, loaded, locale).await?;
    if side == Side::Official {
        timeline.reverse();
    }
    let content = core.unseal(&row.content, &format!("cases.content:{}", row.id)).map_err(internal)?;
    let content: Content = serde_json::from_str(&content).map_err(internal)?;
    let mut bodies = Vec::new();
    for id in loaded.facts.bodies() {
        bodies.push(names.body(tx, id).await?);
    }
    let assignee = match row.assignee.filter(|_| loaded.official()) {
        Some(account) => {
            Some(contract::Coded { value: account.to_string(), label: names.person(core, tx, account).await? })
        }
        None => None,
    };
    let may = |action| authorize_case(&caller.actor, action, &loaded.facts).is_ok();
    let allowed = loaded.allowed(core, caller);
    let version = Version {
        profile: row.profile.clone(),
        profile_version: row.profile_version.clone(),
        calendars: std::collections::BTreeMap::new(),
    };
    Ok(CaseView {
        head: head(core, tx, &mut names, caller, loaded).await?,
        side,
        version: row.version,
        allowed: allowed.into_iter().map(|code| command::reference(locale, code, loaded.case.code())).collect(),
        may_message: may(CaseAction::Message) && !loaded.case.is_closed(),
        may_note: may(CaseAction::Note),
        may_unmask: may(CaseAction::Unmask) && row.applicant.is_some(),
        may_print: may(CaseAction::Print),
        may_assign: may(CaseAction::Assign) && !loaded.case.is_closed(),
        future: timeline::future(loaded, locale),
        answers: answers(&content, locale),
        target: target(tx, &mut names, loaded, &content, locale).await?,
        documents: if loaded.hidden() {
            Vec::new()
        } else {
            documents::list(core, tx, &mut names, caller, loaded).await?
        },
        messages: messages::list(core, tx, &mut names, caller, loaded).await?,
        links: links(tx, caller, loaded, locale).await?,
        applicant: if side == Side::Tracking { None } else { applicant::view(core, loaded)? },
        applicant_hidden: loaded.hidden(),
        anonymous: row.anonymous,
        channel: words::label(locale, "channel", &row.channel),
        basis: clocks.first().map(|clock| clock.basis.clone()).unwrap_or_default(),
        profile: clock::profile(&version),
        clocks,
        timeline,
        bodies,
        assignee,
    })
}

fn answers(content: &Content, locale: Locale) -> Vec<(String, String)> {
    let label = |code: &str| words::label(locale, "answer", code).label;
    let mut answers = vec![(label("facts"), content.facts.clone())];
    answers.extend(content.wish.clone().map(|wish| (label("wish"), wish)));
    answers
}

async fn target(
    tx: &mut Tx,
    names: &mut Names,
    loaded: &Loaded,
    content: &Content,
    locale: Locale,
) -> PortResult<Target> {
    let (mut name, mut path) = (None, None);
    if let Some(full) = &loaded.dataset {
        name = Some(full.dataset.title.clone());
        path = Some(format!("/data/{}", full.dataset.code));
    }
    if let Some(body) = loaded.row.target_body {
        let body = names.body(tx, body).await?;
        path = Some(format!("/publishers/{}", body.code));
        name = Some(body.name);
    }
    Ok(Target {
        kind: words::label(locale, "target", &loaded.row.target_kind),
        name,
        path,
        text: content.target_text.clone(),
    })
}

async fn links(tx: &mut Tx, caller: &Caller, loaded: &Loaded, locale: Locale) -> PortResult<Vec<LinkView>> {
    let mut views = Vec::new();
    for link in &loaded.links {
        let relation = words::label(locale, "relation", &link.relation);
        let view = if let Some(other) = link.other {
            // From either side; a case the reader has no part in is not even named.
            let other = if link.case == loaded.row.id { other } else { link.case };
            let Some(row) = tx.case_by_id(other).await.map_err(internal)? else { continue };
            if authorize_case(&caller.actor, CaseAction::View, &load::facts(&row)).is_err() {
                continue;
            }
            LinkView { relation, path: Some(format!("/cases/{}", row.number)), label: row.number, at: link.at }
        } else if link.relation == SUSPENSION {
            let code = link.dataset.clone().unwrap_or_default();
            let listed = tx.dataset_by_code(&code, Audience::Public).await.map_err(internal)?;
            let label = listed.as_ref().map_or_else(|| code.clone(), |full| full.dataset.title.clone());
            LinkView { relation, label, path: listed.map(|_| format!("/data/{code}")), at: link.at }
        } else {
            LinkView { label: relation.label.clone(), relation, path: None, at: link.at }
        };
        views.push(view);
    }
    Ok(views)
}
