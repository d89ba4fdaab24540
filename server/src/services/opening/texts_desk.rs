//! The editor of the texts of commitment and agreement. A new version counts for what begins after it; running
//! applications and agreements keep theirs.
use super::super::internal;
use super::super::words::code_label;
use super::desk::{allow, done, missing, stored, unknown_act};
use super::templates::SHIPPED;
use crate::portal::Core;
use contract::opening::{ClauseInput, TextDesk, TextPreview, TextRow, TextVersion};
use contract::{Caller, Coded, ErrorCode, FormData, PortError, PortResult, Refusal};
use domain::access::agreement::{Blank, Template, TemplateClause};
use domain::access::application::{Clause, CommitmentText};
use domain::access::{Fault, FaultCode};
use domain::audit::Entry;
use domain::locale::Locale;
use domain::policy::AccessAction;
use domain::profile::{ClauseSet, text_hash};
use serde::Serialize;
use serde::de::DeserializeOwned;
use store::Tx;
use store::access::{TemplateKind, TemplateRow};
use uuid::Uuid;

/// Most clauses a form may hold.
const ROWS_MAX: usize = 80;
/// Longest note, in characters.
const NOTE_MAX: usize = 300;

/// What both texts can do.
trait Text: Serialize + DeserializeOwned + Clone + Send + Sync {
    const KIND: TemplateKind;
    fn shipped() -> Self;
    fn set_version(&mut self, version: u32);
    fn check(&self, sets: &[ClauseSet]) -> Result<(), Vec<Fault>>;
    /// Clauses for the editor; those of sets the profile does not use stay as they are.
    fn inputs(&self, locale: Locale, sets: &[ClauseSet]) -> Vec<ClauseInput>;
    /// What was typed, and the place in the form of each clause.
    fn typed(&self, form: &FormData, sets: &[ClauseSet]) -> (Self, Vec<usize>);
}

impl Text for CommitmentText {
    const KIND: TemplateKind = TemplateKind::Commitment;

    fn shipped() -> Self {
        Self::shipped()
    }

    fn set_version(&mut self, version: u32) {
        self.version = version;
    }

    fn check(&self, _: &[ClauseSet]) -> Result<(), Vec<Fault>> {
        self.check()
    }

    fn inputs(&self, _: Locale, _: &[ClauseSet]) -> Vec<ClauseInput> {
        let input =
            |clause: &Clause| ClauseInput { zh: clause.zh.clone(), en: clause.en.clone(), ..ClauseInput::default() };
        self.clauses.iter().map(input).collect()
    }

    fn typed(&self, form: &FormData, _: &[ClauseSet]) -> (Self, Vec<usize>) {
        // The form has seven clauses (GL20-F3), no more and no fewer.
        let clause = |at: usize| Clause { zh: value(form, at, "zh"), en: value(form, at, "en") };
        let clauses: Vec<_> = (0..self.clauses.len()).map(clause).collect();
        let rows = (0..clauses.len()).collect();
        (Self { version: self.version, clauses }, rows)
    }
}

impl Text for Template {
    const KIND: TemplateKind = TemplateKind::Agreement;

    fn shipped() -> Self {
        Self::shipped()
    }

    fn set_version(&mut self, version: u32) {
        self.version = version;
    }

    fn check(&self, sets: &[ClauseSet]) -> Result<(), Vec<Fault>> {
        self.check(sets)
    }

    fn inputs(&self, locale: Locale, sets: &[ClauseSet]) -> Vec<ClauseInput> {
        let input = |clause: &TemplateClause| ClauseInput {
            set: set_label(locale, clause.set),
            title: clause.title.clone(),
            zh: clause.zh.clone(),
            en: String::new(),
        };
        sets.iter().flat_map(|set| self.clauses.iter().filter(move |clause| clause.set == *set)).map(input).collect()
    }

    fn typed(&self, form: &FormData, sets: &[ClauseSet]) -> (Self, Vec<usize>) {
        let known: Vec<&TemplateClause> =
            sets.iter().flat_map(|set| self.clauses.iter().filter(move |clause| clause.set == *set)).collect();
        let others = self.clauses.iter().filter(|clause| !sets.contains(&clause.set)).cloned();
        let (mut clauses, mut rows) = (Vec::new(), Vec::new());
        for at in 0..ROWS_MAX {
            let (title, zh) = (value(form, at, "title"), value(form, at, "zh"));
            if title.is_empty() && zh.is_empty() {
                continue;
            }
            // What a publisher adds follows the last set (GL20-Art.13(5)).
            let (set, code) = match known.get(at) {
                Some(clause) => (clause.set, clause.code.clone()),
                None => (sets.last().copied().unwrap_or(ClauseSet::F4), format!("own-{at}")),
            };
            rows.push(at);
            clauses.push(TemplateClause { set, code, title, zh });
        }
        clauses.extend(others);
        (Self { version: self.version, clauses }, rows)
    }
}

fn value(form: &FormData, at: usize, name: &str) -> String {
    form.text(&format!("clauses.{at}.{name}")).replace("\r\n", "\n")
}

fn set_label(locale: Locale, set: ClauseSet) -> String {
    let code = serde_json::to_value(set).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default();
    code_label(locale, "clause-set", &code.replace('_', "-")).label
}

fn kind_label(locale: Locale, kind: TemplateKind) -> Coded {
    code_label(locale, "template", kind.code())
}

fn sets(core: &Core) -> Vec<ClauseSet> {
    core.active().profile.profile.agreement.clauses.clone()
}

/// Every stored version, and the one in force.
struct Versions<T> {
    rows: Vec<TemplateRow<T>>,
    in_force: u32,
    current: T,
}

async fn versions<T: Text>(core: &Core, tx: &mut Tx, authority: Uuid) -> PortResult<Versions<T>> {
    let rows = tx.templates::<T>(T::KIND, authority).await.map_err(internal)?;
    let own = rows.iter().rfind(|row| row.published.is_some());
    let own = own.filter(|row| row.text.check(&sets(core)).is_ok());
    let in_force = own.map_or(SHIPPED, |row| row.number);
    let current = own.map_or_else(T::shipped, |row| row.text.clone());
    Ok(Versions { in_force: u32::try_from(in_force).unwrap_or(u32::MAX), current, rows })
}

impl<T: Text> Versions<T> {
    fn draft(&self) -> Option<&TemplateRow<T>> {
        self.rows.last().filter(|row| row.published.is_none())
    }

    /// The number a new version gets.
    fn next(&self) -> i64 {
        self.rows.last().map_or(SHIPPED, |row| row.number) + i64::from(self.draft().is_none())
    }

    fn listed(&self) -> Vec<TextVersion> {
        let version = |number: i64, published, note: &str| TextVersion {
            number: u32::try_from(number).unwrap_or(u32::MAX),
            published,
            note: note.to_owned(),
            in_force: i64::from(self.in_force) == number,
        };
        let own = self.rows.iter().rev().filter(|row| row.published.is_some());
        own.map(|row| version(row.number, row.published, &row.note)).chain([version(SHIPPED, None, "")]).collect()
    }

    fn row(&self, locale: Locale) -> TextRow {
        let published = self.rows.iter().find(|row| row.number == i64::from(self.in_force));
        TextRow {
            kind: kind_label(locale, T::KIND),
            version: self.in_force,
            published: published.and_then(|row| row.published),
            draft: self.draft().is_some(),
        }
    }
}

pub(super) async fn list(core: &Core, caller: &Caller) -> PortResult<Vec<TextRow>> {
    let authority = allow(core, caller, AccessAction::Templates).await?;
    let mut tx = core.store.read().await.map_err(internal)?;
    let commitment = versions::<CommitmentText>(core, &mut tx, authority).await?;
    let agreement = versions::<Template>(core, &mut tx, authority).await?;
    Ok(vec![commitment.row(caller.locale), agreement.row(caller.locale)])
}

pub(super) async fn desk(core: &Core, caller: &Caller, kind: &str) -> PortResult<TextDesk> {
    match TemplateKind::from_code(kind) {
        Some(TemplateKind::Commitment) => desk_of::<CommitmentText>(core, caller).await,
        Some(TemplateKind::Agreement) => desk_of::<Template>(core, caller).await,
        None => missing(),
    }
}

async fn desk_of<T: Text>(core: &Core, caller: &Caller) -> PortResult<TextDesk> {
    let authority = allow(core, caller, AccessAction::Templates).await?;
    let locale = caller.locale;
    let mut tx = core.store.read().await.map_err(internal)?;
    let versions = versions::<T>(core, &mut tx, authority).await?;
    let draft = versions.draft();
    let agreement = T::KIND == TemplateKind::Agreement;
    let blanks = Blank::ALL.iter().filter(|_| agreement).map(|blank| blank_label(locale, *blank)).collect();
    Ok(TextDesk {
        kind: kind_label(locale, T::KIND),
        number: u32::try_from(versions.next()).unwrap_or(u32::MAX),
        stored: draft.is_some(),
        clauses: draft.map_or(&versions.current, |row| &row.text).inputs(locale, &sets(core)),
        titles: agreement,
        note: draft.map(|row| row.note.clone()).unwrap_or_default(),
        blanks,
        versions: versions.listed(),
    })
}

/// A blank as it is written into the text, with its words.
fn blank_label(locale: Locale, blank: Blank) -> Coded {
    let label = code_label(locale, "blank", &blank.code().replace('_', "-")).label;
    Coded { value: format!("{{{}}}", blank.code()), label }
}

pub(super) async fn write(core: &Core, caller: &Caller, kind: &str, form: &FormData) -> PortResult<()> {
    match TemplateKind::from_code(kind) {
        Some(TemplateKind::Commitment) => write_of::<CommitmentText>(core, caller, form).await,
        Some(TemplateKind::Agreement) => write_of::<Template>(core, caller, form).await,
        None => missing(),
    }
}

async fn write_of<T: Text>(core: &Core, caller: &Caller, form: &FormData) -> PortResult<()> {
    let authority = allow(core, caller, AccessAction::Templates).await?;
    let now = core.clock.now();
    let act = form.text("act");
    let object = T::KIND.code();
    let mut tx = core.store.write().await.map_err(internal)?;
    if act == "discard" {
        if !tx.drop_template_draft(T::KIND, authority).await.map_err(internal)? {
            return missing();
        }
        return done(caller, tx, Entry::new(now, "template.discard", "template", object)).await;
    }
    if act != "save" && act != "publish" {
        return unknown_act();
    }
    let publish = act == "publish";
    let versions = versions::<T>(core, &mut tx, authority).await?;
    let number = versions.next();
    if form.text("number").parse().is_ok_and(|typed: i64| typed != number) {
        // Somebody published this version meanwhile.
        return Err(Refusal::new(ErrorCode::Conflict).into());
    }
    let sets = sets(core);
    let base = versions.draft().map_or(&versions.current, |row| &row.text);
    let (mut text, rows) = base.typed(form, &sets);
    text.set_version(u32::try_from(number).map_err(internal)?);
    let mut faults: Vec<Refusal> = Vec::new();
    if publish {
        faults
            .extend(text.check(&sets).err().unwrap_or_default().into_iter().map(|f| refusal(caller.locale, f, &rows)));
    }
    let note = form.text("note");
    let over = note.chars().count().saturating_sub(NOTE_MAX);
    if over > 0 {
        faults.push(Refusal::new(ErrorCode::TooLong).field("note").fact("max", NOTE_MAX).fact("over", over));
    } else if publish && note.is_empty() {
        faults.push(Refusal::new(ErrorCode::Required).field("note"));
    }
    if !faults.is_empty() {
        return Err(PortError::Invalid(faults));
    }
    let published = publish.then_some(now);
    let row = TemplateRow { authority, number, text, note, by: caller.actor.account(), written: now, published };
    let hash = serde_json::to_string(&row.text).map(|text| text_hash(&text)).map_err(internal)?;
    tx.put_template(T::KIND, &row).await.map_err(stored)?;
    let mut entry = Entry::new(now, &format!("template.{act}"), "template", object);
    entry.after = serde_json::json!({ "version": number, "sha256": hash });
    done(caller, tx, entry).await
}

/// A fault of the rules where it was typed: a blank that stands nowhere belongs to the text as a whole.
fn refusal(locale: Locale, fault: Fault, rows: &[usize]) -> Refusal {
    let value = fault.facts.get("value").cloned();
    if let (FaultCode::Required, "clauses", Some(value)) = (fault.code, fault.field.as_str(), &value) {
        let label = Blank::from_code(value).map(|blank| blank_label(locale, blank));
        let words = label.map_or_else(|| value.clone(), |label| format!("{} {}", label.label, label.value));
        return Refusal::new(ErrorCode::BlankMissing).fact("value", words);
    }
    let mut parts = fault.field.splitn(3, '.');
    let place = match (parts.next(), parts.next().and_then(|at| at.parse::<usize>().ok()), parts.next()) {
        (Some(list), Some(at), Some(name)) => format!("{list}.{}.{name}", rows.get(at).copied().unwrap_or(at)),
        _ => fault.field.clone(),
    };
    if fault.code == FaultCode::NotOffered {
        return Refusal::new(ErrorCode::UnknownBlank).field(place).fact("blank", value.unwrap_or_default());
    }
    Refusal::from(fault).field(place)
}

pub(super) async fn preview(core: &Core, caller: &Caller, kind: &str) -> PortResult<TextPreview> {
    match TemplateKind::from_code(kind) {
        Some(TemplateKind::Commitment) => preview_of::<CommitmentText>(core, caller).await,
        Some(TemplateKind::Agreement) => preview_of::<Template>(core, caller).await,
        None => missing(),
    }
}

async fn preview_of<T: Text>(core: &Core, caller: &Caller) -> PortResult<TextPreview> {
    let authority = allow(core, caller, AccessAction::Templates).await?;
    let mut tx = core.store.read().await.map_err(internal)?;
    let versions = versions::<T>(core, &mut tx, authority).await?;
    let draft = versions.draft();
    let text = draft.map_or(&versions.current, |row| &row.text);
    let inputs = text.inputs(caller.locale, &sets(core));
    let clauses: Vec<_> = inputs.into_iter().map(|clause| (clause.title, marked(caller.locale, &clause.zh))).collect();
    let whole: Vec<_> = clauses.iter().map(|(title, text)| format!("{title}\n{text}")).collect();
    Ok(TextPreview {
        kind: kind_label(caller.locale, T::KIND),
        number: draft.map_or(versions.in_force, |row| u32::try_from(row.number).unwrap_or(u32::MAX)),
        draft: draft.is_some(),
        sha256: text_hash(&whole.join("\n")),
        clauses,
    })
}

/// Blanks as whoever reads the text sees them: their words in brackets.
fn marked(locale: Locale, text: &str) -> String {
    Blank::ALL.iter().fold(text.to_owned(), |text, blank| {
        let label = blank_label(locale, *blank);
        text.replace(&label.value, &format!("［{}］", label.label))
    })
}
