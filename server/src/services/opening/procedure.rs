//! What a reader learns before filling in a form: the procedure with its clocks, what to prepare, how a dataset
//! is offered, and what stands in their way.
use super::super::cases::bodies::Authorities;
use super::super::cases::words::basis;
use super::super::views::Labels;
use super::super::words::code_label;
use super::super::{internal, load};
use super::conditions::{modes, view};
use super::{counted_before, credit, held};
use crate::portal::Core;
use contract::cases::BasisView;
use contract::opening::{AcceptanceView, AppliedFor, DatasetOpening, ObstacleView, ProcedureView, StepView};
use contract::{Caller, PortResult};
use domain::access::DeliveryMode;
use domain::access::conditions::{Conditions, in_force};
use domain::access::eligibility::{Facts, Obstacle, obstacles};
use domain::access::window::Acceptance;
use domain::account::{PartyKind, Verification};
use domain::calendar::Period;
use domain::law::Citation;
use domain::locale::Locale;
use domain::profile::{Addressee, Clock, Kind, Label, Step, Strength};
use store::{DatasetFull, Tx};
use texts::{FluentArgs, t};
use uuid::Uuid;

/// Articles in the notation of the rules, with their words.
pub(super) fn articles(locale: Locale, articles: &[&str]) -> Vec<BasisView> {
    let citations: Vec<Citation> = articles.iter().filter_map(|article| article.parse().ok()).collect();
    basis(locale, &citations)
}

pub(super) fn acceptance_view(acceptance: &Acceptance) -> AcceptanceView {
    match *acceptance {
        Acceptance::Always => AcceptanceView::Always,
        Acceptance::Open { first, last, .. } => AcceptanceView::Open { first, last },
        Acceptance::Closed { next } => AcceptanceView::Closed {
            next: next.map(|next| next.first),
            announced: next.is_some_and(|next| next.announced),
        },
    }
}

/// An obstacle in words (S12: each its own).
pub(super) fn obstacle_view(locale: Locale, obstacle: &Obstacle) -> ObstacleView {
    let mut args = FluentArgs::new();
    let code = obstacle.code();
    let mut key = format!("opening-obstacle-{code}");
    match obstacle {
        Obstacle::WindowClosed { next: Some(next) } => {
            args.set("next", texts::date(locale, next.first));
            key.push_str(if next.announced { "-announced" } else { "-usual" });
        }
        Obstacle::LevelTooLow { has, min, condition } => {
            args.set("has", *has);
            args.set("min", *min);
            if condition.is_some() {
                key.push_str("-condition");
            }
        }
        Obstacle::GradeTooLow { grade, .. } => args.set("grade", grade.clone()),
        _ => {}
    }
    ObstacleView {
        code: code.to_owned(),
        text: texts::t_args(locale, &key, &args),
        basis: articles(locale, obstacle.articles()),
    }
}

/// A dataset somebody wants, its authority, and its conditions.
pub(super) struct Wanted {
    pub full: DatasetFull,
    /// `None` where nobody set one up.
    pub authority: Option<Uuid>,
    pub versions: Vec<Conditions>,
}

impl Wanted {
    pub async fn load(core: &Core, caller: &Caller, code: &str) -> PortResult<Self> {
        let full = load(core, &caller.actor, code).await?;
        let mut tx = core.store.read().await.map_err(internal)?;
        let authority = Authorities::load(&mut tx).await?.of(Some(&full.dataset.region), &[]);
        let versions = tx.conditions(full.dataset.id).await.map_err(internal)?;
        Ok(Self { full, authority, versions })
    }

    /// The conditions that count now.
    pub fn conditions(&self, core: &Core, acceptance: &Acceptance) -> PortResult<Option<&Conditions>> {
        Ok(in_force(&self.versions, self.full.dataset.id, counted_before(core, acceptance)?))
    }

    /// What of the dataset itself stands in the way.
    pub fn standing(&self) -> Option<Obstacle> {
        let code = || self.full.dataset.code.clone();
        if !super::open_for_application(&self.full.dataset) {
            Some(Obstacle::NotOffered { dataset: code() })
        } else if !self.full.suspensions.is_empty() {
            Some(Obstacle::DatasetSuspended { dataset: code() })
        } else {
            None
        }
    }

    pub fn view(&self, core: &Core, locale: Locale) -> AppliedFor {
        let active = core.active();
        let labels = Labels { locale, active: &active, today: core.clock.today() };
        AppliedFor {
            code: self.full.dataset.code.clone(),
            title: self.full.dataset.title.clone(),
            publisher: labels.body(&self.full.publisher),
            offered: self.standing().is_none_or(|obstacle| matches!(obstacle, Obstacle::DatasetSuspended { .. })),
        }
    }
}

/// Everything that stands in this reader's way as far as the portal knows; nothing of credit or level is held against somebody it does not
/// know.
async fn own_obstacles(
    core: &Core,
    caller: &Caller,
    acceptance: &Acceptance,
    wanted: Option<&Wanted>,
) -> PortResult<Vec<Obstacle>> {
    let conditions: Vec<&Conditions> = match wanted {
        Some(wanted) => wanted.conditions(core, acceptance)?.into_iter().collect(),
        None => Vec::new(),
    };
    let party = caller.actor.signed_in().and_then(|signed| signed.acting.party());
    let known = match party {
        Some(party) => {
            let mut tx = core.store.read().await.map_err(internal)?;
            tx.party(party).await.map_err(internal)?
        }
        None => None,
    };
    let credit = match &known {
        Some(party) if party.verification == Verification::Verified => Some(credit::check(core, party.id).await?),
        _ => None,
    };
    let facts = Facts {
        acceptance,
        kind: known.as_ref().map_or(PartyKind::LegalPerson, |party| party.kind),
        verification: known.as_ref().map(|party| party.verification),
        level: None,
        hosted: false,
        credit: credit.as_ref(),
        conditions: &conditions,
    };
    let mut all: Vec<Obstacle> = wanted.and_then(Wanted::standing).into_iter().collect();
    all.extend(obstacles(&core.active().profile.profile.restricted, &facts));
    Ok(all)
}

pub(super) async fn standing(core: &Core, caller: &Caller, code: &str) -> PortResult<DatasetOpening> {
    let locale = caller.locale;
    let wanted = Wanted::load(core, caller, code).await?;
    let mut tx = core.store.read().await.map_err(internal)?;
    let acceptance = acceptance_of(core, &mut tx, wanted.authority).await?;
    let held = held::by(core, &mut tx, caller, &wanted.full).await?;
    drop(tx);
    let obstacles = own_obstacles(core, caller, &acceptance, Some(&wanted)).await?;
    let set = wanted.conditions(core, &acceptance)?;
    let newest = wanted.versions.iter().rfind(|set| set.published.is_some());
    let coming = newest.filter(|newest| set.is_none_or(|set| set.version < newest.version));
    let earlier = wanted.versions.iter().rev().filter(|one| set.is_some_and(|set| one.version < set.version));
    let fallback = [DeliveryMode::File, DeliveryMode::Api];
    Ok(DatasetOpening {
        acceptance: acceptance_view(&acceptance),
        conditions: set.and_then(|set| view(locale, set)),
        coming: coming.and_then(|set| view(locale, set)),
        earlier: earlier.filter_map(|set| view(locale, set)).collect(),
        modes: modes(locale, set.map_or(&fallback, |set| &set.modes)),
        obstacles: obstacles.iter().map(|obstacle| obstacle_view(locale, obstacle)).collect(),
        held,
        may_apply: caller.actor.signed_in().is_none_or(|signed| signed.acting.party().is_some()),
    })
}

pub(super) async fn procedure(core: &Core, caller: &Caller, code: Option<&str>) -> PortResult<ProcedureView> {
    let locale = caller.locale;
    let wanted = match code {
        Some(code) => Some(Wanted::load(core, caller, code).await?),
        None => None,
    };
    let mut tx = core.store.read().await.map_err(internal)?;
    let authority = authority_for(&mut tx, wanted.as_ref()).await?;
    let acceptance = acceptance_of(core, &mut tx, authority).await?;
    let notice = match authority {
        Some(authority) => newest_notice(&mut tx, locale, authority).await?,
        None => None,
    };
    let account = caller.actor.signed_in().filter(|signed| signed.acting.party().is_some()).map(|s| s.account);
    let reminder = match (account, authority, &acceptance) {
        (Some(account), Some(authority), Acceptance::Closed { .. }) => {
            let asked = tx.window_reminders().await.map_err(internal)?;
            Some(asked.contains(&(account, authority)))
        }
        _ => None,
    };
    drop(tx);
    let obstacles = own_obstacles(core, caller, &acceptance, wanted.as_ref()).await?;
    // The page says whether applications are accepted in words of its own.
    let obstacles = obstacles.iter().filter(|obstacle| !matches!(obstacle, Obstacle::WindowClosed { .. }));
    let conditions = match &wanted {
        Some(wanted) => wanted.conditions(core, &acceptance)?.and_then(|set| view(locale, set)),
        None => None,
    };
    let profile = &core.active().profile.profile;
    Ok(ProcedureView {
        dataset: wanted.as_ref().map(|wanted| wanted.view(core, locale)),
        acceptance: acceptance_view(&acceptance),
        steps: steps(core, locale),
        papers: papers(core, locale),
        basis: basis(locale, profile.sources_of("restricted.steps")),
        notice,
        conditions,
        reminder,
        obstacles: obstacles.map(|obstacle| obstacle_view(locale, obstacle)).collect(),
    })
}

/// The authority of the dataset, else the one of the highest level; none where nobody set one up.
pub(super) async fn authority_for(tx: &mut Tx, wanted: Option<&Wanted>) -> PortResult<Option<Uuid>> {
    match wanted {
        Some(wanted) => Ok(wanted.authority),
        None => Ok(Authorities::load(tx).await?.of(None, &[])),
    }
}

/// Where there is no authority nobody accepts anything.
pub(super) async fn acceptance_of(core: &Core, tx: &mut Tx, authority: Option<Uuid>) -> PortResult<Acceptance> {
    match authority {
        Some(authority) => super::acceptance(core, tx, authority).await,
        None => Ok(Acceptance::Closed { next: None }),
    }
}

/// Code and title of the newest 受理公告 of an authority.
async fn newest_notice(tx: &mut Tx, locale: Locale, authority: Uuid) -> PortResult<Option<(String, String)>> {
    let rows = tx.announcements_of(authority).await.map_err(internal)?;
    let newest = rows.into_iter().find(|row| row.kind == "acceptance" && row.issued.is_some());
    let Some(row) = newest else { return Ok(None) };
    let texts = tx.announcement_texts(row.id).await.map_err(internal)?;
    let text = texts.into_iter().rfind(|text| text.published.is_some());
    Ok(text.map(|text| {
        let english = locale == Locale::En && !text.title_en.is_empty();
        (row.code, if english { text.title_en } else { text.title })
    }))
}

/// The steps of the profile with who does them and how long they take.
fn steps(core: &Core, locale: Locale) -> Vec<StepView> {
    let active = core.active();
    let profile = &active.profile.profile;
    let rule = &profile.restricted;
    let say = |label: &Label| if locale == Locale::En { label.en.clone() } else { label.zh.clone() };
    let actors = &profile.labels.actors;
    let (authority, publisher) = (say(&actors.competent_authority), say(&actors.publisher));
    let step = |code: &str, owner: String, clock: Option<&Clock>| StepView {
        step: code_label(locale, "access-step", code),
        owner,
        length: clock.and_then(|clock| length(locale, clock)),
        basis: clock.map(|clock| basis(locale, &clock.sources)).unwrap_or_default(),
    };
    let applicant = t!(locale, "opening-step-applicant");
    let receiver = if rule.addressee == Addressee::Authority { authority.clone() } else { publisher.clone() };
    let mut all = vec![step("apply", applicant.clone(), None)];
    for one in &rule.steps {
        all.push(match one {
            Step::Formal => step("formal", receiver.clone(), rule.formal.as_ref()),
            Step::Demand => step("demand", publisher.clone(), Some(&rule.demand)),
            Step::Recheck => step("recheck", authority.clone(), rule.recheck.as_ref()),
        });
    }
    all.push(step("agreement", t!(locale, "opening-step-both"), None));
    all
}

/// 原则上 15 个工作日 · 10 个工作日内（法定）
fn length(locale: Locale, clock: &Clock) -> Option<String> {
    let (unit, n) = match clock.period? {
        Period::WorkingDays(n) => ("working-days", n),
        Period::Months(n) => ("months", n),
        Period::Days(n) => ("days", n),
    };
    let mut args = FluentArgs::new();
    args.set("n", n);
    let period = texts::t_args(locale, &format!("opening-length-{unit}"), &args);
    let key = match (clock.kind, clock.strength) {
        (Kind::ServiceTarget, _) => "opening-length-target",
        (Kind::Statutory, Strength::Hard) => "opening-length-hard",
        (Kind::Statutory, Strength::Soft | Strength::Immediate | Strength::Prompt) => "opening-length-soft",
    };
    let mut args = FluentArgs::new();
    args.set("period", period);
    Some(texts::t_args(locale, key, &args))
}

/// 您需要准备
fn papers(core: &Core, locale: Locale) -> Vec<String> {
    let active = core.active();
    let rule = &active.profile.profile.restricted;
    let mut all = Vec::new();
    match (&rule.mlps.min_level, rule.mlps.per_provider) {
        (Some(level), _) => all.push(t!(locale, "opening-paper-level", level = level.value)),
        (None, true) => all.push(t!(locale, "opening-paper-level-provider")),
        (None, false) => {}
    }
    if let Some(age) = &rule.credit_report_age {
        all.push(t!(locale, "opening-paper-credit", n = age.value));
    }
    all.extend(
        ["opening-paper-service", "opening-paper-consent", "opening-paper-commitment"].map(|key| texts::t(locale, key)),
    );
    all
}
