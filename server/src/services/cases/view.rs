//! The case page: what its reader may see, and nothing else.
use super::form::Content;
use super::load::{self, Loaded, SUSPENSION};
use super::names::Names;
use super::subject::{self, Subject};
use super::{applicant, clock, documents, internal, messages, timeline, words};
use crate::portal::Core;
use contract::cases::{CaseHead, CaseView, LinkView, Side, Target};
use contract::{Caller, Coded, PortResult};
use domain::audit::Entry;
use domain::cases::Version;
use domain::locale::Locale;
use domain::policy::CaseAction;
use store::{Audience, Tx};

/// Relation of a complaint that calls for a violation case.
const WISH_VIOLATION: &str = "wish-violation";

/// The page.
pub async fn case(core: &Core, caller: &Caller, number: &str) -> PortResult<CaseView> {
    let mut tx = core.store.read().await.map_err(internal)?;
    let subject = load::any(core, &mut tx, caller, number, CaseAction::View).await?;
    if subject.recorded() {
        // An auditor's look at a case is recorded itself.
        let mut entry = Entry::new(core.clock.now(), "case.view", "case", &subject.row().number);
        entry.case = Some(subject.row().number.clone());
        let mut tx = core.store.write().await.map_err(internal)?;
        tx.audit(caller.sign(entry));
        tx.commit(Vec::new()).await.map_err(internal)?;
    }
    let side = match subject.official() {
        true => Side::Official,
        false if load::tracking(caller) => Side::Tracking,
        false => Side::Applicant,
    };
    build(core, &mut tx, caller, &*subject, side).await
}

/// Title in the clear.
pub fn title(core: &Core, row: &store::cases::CaseRow) -> PortResult<String> {
    unsealed_title(core, row.id, &row.title)
}

/// The same from its columns.
pub fn unsealed_title(core: &Core, case: uuid::Uuid, sealed: &[u8]) -> PortResult<String> {
    core.unseal(sealed, &format!("cases.title:{case}")).map_err(internal)
}

/// The state in words.
pub fn state(locale: Locale, subject: &dyn Subject) -> Coded {
    words::of_kind(locale, subject.kind(), "state", subject.state())
}

/// Head of the page and row of lists.
pub async fn head(
    core: &Core,
    tx: &mut Tx,
    names: &mut Names,
    caller: &Caller,
    subject: &dyn Subject,
) -> PortResult<CaseHead> {
    let locale = caller.locale;
    let row = subject.row();
    let mut with = Vec::new();
    for body in subject.with() {
        with.push(names.body(tx, body).await?.name);
    }
    let shown = subject.clock().or_else(|| subject.clocks().iter().rfind(|clock| subject.shows_clock(clock)));
    let clock = match shown {
        Some(shown) => Some(clock::view(core, tx, names, shown, locale).await?),
        None => None,
    };
    Ok(CaseHead {
        number: row.number.clone(),
        kind: words::kind(locale, subject.kind()),
        title: title(core, row)?,
        state: state(locale, subject),
        turn: subject.turn(caller.actor.signed_in().and_then(|signed| signed.acting.body())),
        with: (!with.is_empty()).then(|| texts::list(locale, &with)),
        filed: row.filed,
        changed: row.changed,
        clock,
    })
}

/// Everything.
pub async fn build(
    core: &Core,
    tx: &mut Tx,
    caller: &Caller,
    subject: &dyn Subject,
    side: Side,
) -> PortResult<CaseView> {
    let locale = caller.locale;
    let row = subject.row();
    let mut names = Names::new(locale);
    let mut clocks = Vec::new();
    for clock in subject.clocks().iter().rev().filter(|clock| subject.shows_clock(clock)) {
        clocks.push(clock::view(core, tx, &mut names, clock, locale).await?);
    }
    clocks.sort_by_key(|clock| !clock.state.is_open());
    let documents = match subject.hidden() {
        true => Vec::new(),
        false => documents::list(core, tx, &mut names, caller, subject).await?,
    };
    let mut timeline = timeline::entries(core, tx, &mut names, subject, locale, &documents).await?;
    if side == Side::Official {
        timeline.reverse();
    }
    let mut bodies = Vec::new();
    for id in subject.bodies() {
        bodies.push(names.body(tx, id).await?);
    }
    let assignee = match row.assignee.filter(|_| subject.official()) {
        Some(account) => Some(Coded { value: account.to_string(), label: names.person(core, tx, account).await? }),
        None => None,
    };
    let may = |action| subject.authorize(&caller.actor, action).is_ok();
    let version = Version {
        profile: row.profile.clone(),
        profile_version: row.profile_version.clone(),
        calendars: std::collections::BTreeMap::new(),
    };
    let mut view = CaseView {
        head: head(core, tx, &mut names, caller, subject).await?,
        side,
        version: row.version,
        allowed: subject.allowed(core, caller),
        may_message: may(CaseAction::Message) && !subject.closed(),
        may_note: may(CaseAction::Note),
        may_unmask: may(CaseAction::Unmask) && row.applicant.is_some(),
        may_print: may(CaseAction::Print),
        may_assign: may(CaseAction::Assign) && !subject.closed(),
        future: subject.future(locale),
        answers: Vec::new(),
        target: Target { kind: words::label(locale, "target", &row.target_kind), name: None, path: None, text: None },
        documents,
        messages: messages::list(core, tx, &mut names, caller, subject).await?,
        links: links(tx, caller, subject, locale).await?,
        applicant: if side == Side::Tracking { None } else { applicant::view(core, subject)? },
        applicant_hidden: subject.hidden(),
        anonymous: row.anonymous,
        channel: words::label(locale, "channel", &row.channel),
        basis: clocks.first().map(|clock| clock.basis.clone()).unwrap_or_default(),
        profile: clock::profile(&version),
        clocks,
        timeline,
        bodies,
        assignee,
        application: None,
        agreement: None,
    };
    subject.fill(core, tx, caller, &mut view).await?;
    Ok(view)
}

/// What a complaint is about.
pub async fn target(
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

async fn links(tx: &mut Tx, caller: &Caller, subject: &dyn Subject, locale: Locale) -> PortResult<Vec<LinkView>> {
    let mut views = Vec::new();
    for link in subject.links() {
        let relation = words::label(locale, "relation", &link.relation);
        let view = if let Some(other) = link.other {
            // From either side; a case the reader has no part in is not even named.
            let other = if link.case == subject.row().id { other } else { link.case };
            let Some(row) = tx.case_by_id(other).await.map_err(internal)? else { continue };
            if !subject::involves(&caller.actor, &row) {
                continue;
            }
            LinkView { relation, path: Some(format!("/cases/{}", row.number)), label: row.number, at: link.at }
        } else if link.relation == SUSPENSION {
            let code = link.dataset.clone().unwrap_or_default();
            let listed = tx.dataset_by_code(&code, Audience::Public).await.map_err(internal)?;
            let label = listed.as_ref().map_or_else(|| code.clone(), |full| full.dataset.title.clone());
            LinkView { relation, label, path: listed.map(|_| format!("/data/{code}")), at: link.at }
        } else {
            // The procedure that the complaint calls for, where it can be begun.
            let begins = subject.official() && link.relation == WISH_VIOLATION;
            let path = begins.then(|| format!("/admin/violations/new?complaint={}", subject.row().number));
            let label = if begins { texts::t(locale, "suspicion-title") } else { relation.label.clone() };
            LinkView { relation, label, path, at: link.at }
        };
        views.push(view);
    }
    Ok(views)
}
