//! What the page shows of an agreement: blanks, text, signature, dates, versions.
use super::load::Loaded;
use super::{load, pdf, remind, words};
use crate::portal::Core;
use crate::services::access::violations;
use crate::services::cases::names::Names;
use crate::services::cases::subject::Subject as _;
use crate::services::internal;
use crate::services::opening::templates;
use chrono::NaiveDate;
use contract::cases::{AgreementPart, BlankView, BuildView, ClauseView, PieceView, SignedView, VersionView};
use contract::{Caller, Coded, PortResult};
use domain::access::agreement::{Blank, Piece, State, Template, empty, in_force};
use domain::calendar::{due_months, legal_date};
use domain::locale::Locale;
use domain::profile::ClauseSet;
use store::Tx;

/// Whoever signs for the opening side, among those who fill blanks.
const OPENING: &str = "opening";

/// Who fills a blank.
fn filled_by(locale: Locale, blank: Blank, opening: &str) -> Coded {
    let code = match blank {
        Blank::AgreementDate => "click",
        Blank::BuildMonths
        | Blank::LaunchWithin
        | Blank::Term
        | Blank::TerminationNotice
        | Blank::DestroyWithin
        | Blank::DestroyMode
        | Blank::RepA
        | Blank::UseScope
        | Blank::SecurityMeasures => return Coded { value: OPENING.into(), label: opening.to_owned() },
        _ => "application",
    };
    words::label(locale, "filled-by", code)
}

/// The part for the reader.
pub async fn of(core: &Core, tx: &mut Tx, caller: &Caller, loaded: &Loaded) -> PortResult<AgreementPart> {
    let locale = caller.locale;
    let mut names = Names::new(locale);
    let agreement = &loaded.agreement;
    let party_a = names.body(tx, agreement.party_a).await?.name;
    let mut publishers = Vec::new();
    for publisher in &agreement.publishers {
        publishers.push(names.body(tx, *publisher).await?);
    }
    let signed = signature(core, tx, loaded).await?;
    let on = signed.as_ref().map(|signed| legal_date(signed.at)).transpose().map_err(internal)?;
    let open = empty(&agreement.pulled, &agreement.terms, &loaded.profile);
    let blanks = Blank::ALL.iter().filter(|blank| loaded.asks(**blank)).map(|blank| BlankView {
        blank: words::blank(locale, *blank),
        value: agreement.pulled.value(&agreement.terms, *blank, on),
        empty: open.contains(blank),
        by: filled_by(locale, *blank, &party_a),
    });
    let mut versions = Vec::new();
    for row in tx.agreements_of(loaded.beside.application).await.map_err(internal)? {
        let case =
            tx.case_by_id(row.case).await.map_err(internal)?.ok_or_else(|| internal("an agreement without case"))?;
        versions.push(VersionView {
            own: row.case == loaded.row.id,
            version: u32::try_from(row.version).map_err(internal)?,
            state: words::label(locale, "state", &case.state),
            number: row.number,
        });
    }
    Ok(AgreementPart {
        version: agreement.version,
        application: agreement.pulled.application.clone(),
        party_b: agreement.pulled.party_b.clone(),
        blanks: blanks.collect(),
        clauses: clauses(tx, loaded, locale).await?,
        dates: dates(core, tx, loaded, locale).await?,
        build: build(core, tx, loaded).await?,
        last_day: match agreement.state {
            State::Active { last_day, .. } | State::TerminationNoticed { last_day, .. } => Some(last_day),
            _ => None,
        },
        renewable: loaded.allowed(core, caller).iter().any(|command| command.code == "ask-renewal"),
        dataset: agreement.pulled.lines.first().map(|line| line.code.clone()),
        missing: missing(loaded, &open, &party_a, (remind::reminded_on(tx, loaded).await?, locale)),
        renewal: agreement.renewal.map(|asked| (words::duration(locale, asked.term), asked.granted.is_some())),
        in_force: in_force(agreement, core.clock.now()),
        may_suspect: agreement.is_signed() && violations::may_suspect(&caller.actor, &loaded.row, agreement),
        party_a,
        publishers,
        signed,
        versions,
    })
}

/// The text as it was signed, clause by clause, with what was filled in told apart; nothing before it was signed.
pub async fn signed_clauses(tx: &mut Tx, loaded: &Loaded) -> PortResult<Vec<(String, Vec<Piece>)>> {
    let agreement = &loaded.agreement;
    let Some(signature) = &agreement.signature else { return Ok(Vec::new()) };
    let template = templates::agreement_of(tx, loaded.row.authority, signature.written.template).await?;
    let on = legal_date(signature.at).map_err(internal)?;
    let sets = &loaded.profile.agreement.clauses;
    let pieces = template.map(|template| template.pieces(sets, &agreement.pulled, &agreement.terms, Some(on)));
    Ok(signature.written.in_pieces(&pieces.unwrap_or_default()))
}

/// The text as it was signed, or as it stands now with its blanks marked.
async fn clauses(tx: &mut Tx, loaded: &Loaded, locale: Locale) -> PortResult<Vec<ClauseView>> {
    let agreement = &loaded.agreement;
    let sets = &loaded.profile.agreement.clauses;
    let seen = |pieces: Vec<Piece>| {
        let piece = |piece: Piece| PieceView {
            text: piece.text,
            blank: piece.blank.map(|blank| words::blank(locale, blank).label),
        };
        pieces.into_iter().map(piece).collect()
    };
    if agreement.signature.is_some() {
        let clauses = signed_clauses(tx, loaded).await?.into_iter().map(|(title, pieces)| ClauseView {
            title,
            pieces: seen(pieces),
            changed: false,
            appended: None,
        });
        return Ok(clauses.collect());
    }
    let appended = |set: ClauseSet| match set {
        ClauseSet::Zj22_33 => Some(texts::t(locale, "agreement-appended-zj22")),
        ClauseSet::Dq24 => Some(texts::t(locale, "agreement-appended-dq24")),
        _ => None,
    };
    let pieces = loaded.template.pieces(sets, &agreement.pulled, &agreement.terms, None);
    let clauses = pieces.into_iter().map(|clause| ClauseView {
        title: clause.title,
        changed: clause.changed,
        appended: appended(clause.set),
        pieces: seen(clause.pieces),
    });
    Ok(clauses.collect())
}

async fn signature(core: &Core, tx: &mut Tx, loaded: &Loaded) -> PortResult<Option<SignedView>> {
    let Some(row) = tx.signature(loaded.row.id).await.map_err(internal)? else { return Ok(None) };
    let name = core.unseal(&row.name, &format!("agreement_signatures.name:{}", row.case)).map_err(internal)?;
    Ok(Some(SignedView {
        at: row.at,
        name,
        verify: format!("/verify?number={}&sha256={}", row.number, row.sha256),
        sha256: row.sha256,
        pdf: pdf::possible(core, tx, loaded).await?,
        sealed: pdf::sealed(core, tx, row.case).await?,
    }))
}

/// 完成开放应用: counted from the first data had under this agreement, never from its signature (GL20-F4; N4).
pub(super) async fn build(core: &Core, tx: &mut Tx, loaded: &Loaded) -> PortResult<Option<BuildView>> {
    let agreement = &loaded.agreement;
    let wanted = agreement.terms.build_months.filter(|_| loaded.asks(Blank::BuildMonths));
    let Some(months) = wanted.filter(|_| in_force(agreement, core.clock.now())) else { return Ok(None) };
    let first = tx.first_delivery(&loaded.row.number).await.map_err(internal)?;
    let due = first.map(|first| due_months(first, months, &core.active().calendars)).transpose().map_err(internal)?;
    Ok(Some(BuildView { months, due: due.map(|due| due.date) }))
}

async fn dates(core: &Core, tx: &mut Tx, loaded: &Loaded, locale: Locale) -> PortResult<Vec<(String, NaiveDate)>> {
    let agreement = &loaded.agreement;
    let mut dates = Vec::new();
    let mut date = |key: &str, day| dates.push((texts::t(locale, key), day));
    match agreement.state {
        State::Active { last_day, .. } | State::TerminationNoticed { last_day, .. } => {
            date("agreement-date-last-day", last_day);
        }
        State::DestructionDue { ended, due, .. } | State::DestructionProved { ended, due, .. } => {
            date("agreement-date-ended", legal_date(ended).map_err(internal)?);
            date("agreement-date-destroy", due);
        }
        _ => {}
    }
    if let Some(due) = build(core, tx, loaded).await?.and_then(|build| build.due) {
        date("agreement-date-build", due);
    }
    if let Some(filed) = agreement.filed {
        date("agreement-date-filed", legal_date(filed).map_err(internal)?);
    }
    Ok(dates)
}

/// Why nothing can be signed yet, in words: each with who does it, and when they were reminded.
fn missing(
    loaded: &Loaded,
    open: &[Blank],
    party_a: &str,
    (reminded, locale): (Option<NaiveDate>, Locale),
) -> Vec<String> {
    let drafted = matches!(loaded.agreement.state, State::Drafted { .. });
    if !drafted && !matches!(loaded.agreement.state, State::PendingClick { .. }) {
        return Vec::new();
    }
    let reminded = reminded.map(|day| texts::date(locale, day));
    let mut missing: Vec<String> = open
        .iter()
        .map(|blank| {
            let by = filled_by(locale, *blank, party_a);
            let what = words::blank(locale, *blank).label;
            // Whoever signs for the opening side is reminded; what comes from the application is not theirs to fill in.
            match reminded.as_deref().filter(|_| by.value == OPENING) {
                Some(day) => {
                    texts::t!(locale, "agreement-missing-blank-reminded", what = what, by = by.label, date = day)
                }
                None => texts::t!(locale, "agreement-missing-blank", what = what, by = by.label),
            }
        })
        .collect();
    if drafted {
        missing.push(match reminded {
            Some(day) => texts::t!(locale, "agreement-missing-confirmation-reminded", body = party_a, date = day),
            None => texts::t!(locale, "agreement-missing-confirmation", body = party_a),
        });
    }
    missing
}

impl load::Loaded {
    /// Whether a text of this profile has the blank.
    pub fn asks(&self, blank: Blank) -> bool {
        blank != Blank::BuildMonths || self.profile.agreement.clauses.contains(&ClauseSet::F4)
    }

    /// The text as it would be signed on a day.
    pub fn written(&self, on: NaiveDate) -> domain::access::agreement::Written {
        let template: &Template = &self.template;
        template.write(&self.profile.agreement.clauses, &self.agreement.pulled, &self.agreement.terms, Some(on))
    }
}
