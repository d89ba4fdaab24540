//! The table of credit entries at the desk of the authority: looked at, filled from a file, lifted.
use super::super::internal;
use super::super::words::code_label;
use super::credit::subject;
use super::desk::{allow, done, id, missing};
use crate::portal::Core;
use contract::opening::{CreditPage, CreditQuery, CreditRow};
use contract::{Caller, Coded, ErrorCode, FormData, PortError, PortResult, Refusal};
use domain::access::credit_file::{LineFault, proof, read};
use domain::audit::Entry;
use domain::locale::Locale;
use domain::party::proof::Proof;
use domain::policy::AccessAction;
use domain::profile::CreditTest;
use serde::Serialize;
use store::access::CreditRow as Stored;

/// Entries on a page.
const PER_PAGE: u32 = 50;
/// Lines at fault that are told: whoever has more repairs the file first.
const FAULTS_TOLD: usize = 50;
/// Characters of a keyed hash that are shown.
const SHOWN: usize = 8;
/// Longest reason.
const REASON_MAX: usize = 500;
/// All lists a party may stand in.
const TESTS: [CreditTest; 6] = [
    CreditTest::RecordUnderRegulation,
    CreditTest::DishonestDebtor,
    CreditTest::AbnormalOperation,
    CreditTest::SeriousViolation,
    CreditTest::OtherSeriousDishonesty,
    CreditTest::CreditGrade,
];

/// A code of the profile as it is written there.
fn code(value: impl Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

/// A list in words.
pub(super) fn test_label(locale: Locale, test: CreditTest) -> Coded {
    let code = code(test);
    let label = code_label(locale, "credit-test", &code.replace('_', "-")).label;
    Coded { value: code, label }
}

pub(super) async fn page(core: &Core, caller: &Caller, query: &CreditQuery) -> PortResult<CreditPage> {
    allow(core, caller, AccessAction::Credit).await?;
    let (locale, today) = (caller.locale, core.clock.today());
    let page = query.page.max(1);
    let mut tx = core.store.read().await.map_err(internal)?;
    let (rows, total) = if query.subject.is_empty() {
        let standing = (!query.all).then_some(today);
        let offset = (page - 1).saturating_mul(PER_PAGE.into());
        let rows = tx.credit_entries(standing, PER_PAGE, offset).await.map_err(internal)?;
        let total = tx.count_credit_entries(standing).await.map_err(internal)?;
        (rows, u64::try_from(total).unwrap_or_default())
    } else {
        let rows = tx.credit_of(&query.subject).await.map_err(internal)?;
        let total = rows.len() as u64;
        (rows, total)
    };
    let proofs = [Proof::Uscc, Proof::ResidentId, Proof::Passport, Proof::HkMacaoPermit, Proof::TaiwanPermit];
    let proofs = proofs.into_iter().chain([Proof::ForeignPermanentResident]);
    Ok(CreditPage {
        rows: rows.into_iter().map(|row| shown(locale, row, today)).collect(),
        total,
        page,
        per_page: PER_PAGE.into(),
        tests: TESTS.map(|test| test_label(locale, test)).into(),
        proofs: proofs.map(|proof| code_label(locale, "proof", proof.code())).collect(),
    })
}

fn shown(locale: Locale, row: Stored, today: chrono::NaiveDate) -> CreditRow {
    CreditRow {
        id: row.id.to_string(),
        subject: row.subject.chars().take(SHOWN).collect(),
        test: test_label(locale, row.entry.test),
        stands: row.entry.stands_on(today),
        open: row.entry.to.is_none(),
        from: row.entry.from,
        to: row.entry.to,
        source: row.entry.source,
        grade: row.entry.grade,
        violation: row.violation,
        added: row.added,
    }
}

pub(super) async fn find(core: &Core, caller: &Caller, form: &FormData) -> PortResult<String> {
    allow(core, caller, AccessAction::Credit).await?;
    let typed = form.text("number");
    let fault = |code| PortError::Invalid(vec![Refusal::new(code).field("number").fact("reason", "length")]);
    if typed.is_empty() {
        return Err(fault(ErrorCode::Required));
    }
    let found = proof(&form.text("proof"), &typed, core.clock.today());
    let Some((proof, number)) = found else { return Err(fault(ErrorCode::BadNumber)) };
    Ok(subject(core, proof, &number))
}

/// A line at fault in words.
fn line_fault(locale: Locale, fault: &LineFault) -> Refusal {
    let why = texts::t(locale, &format!("opening-line-{}", fault.code.code()));
    Refusal::new(ErrorCode::LineFault).fact("line", fault.line).fact("column", fault.column).fact("why", why)
}

pub(super) async fn import(core: &Core, caller: &Caller, form: &FormData) -> PortResult<u64> {
    allow(core, caller, AccessAction::Credit).await?;
    let refuse = |code| PortError::Invalid(vec![Refusal::new(code).field("file")]);
    let Some(upload) = form.uploads("file").next() else { return Err(refuse(ErrorCode::Required)) };
    if upload.bytes.is_empty() {
        return Err(refuse(ErrorCode::FileEmpty));
    }
    let text = tabular::short_text(&upload.bytes).ok_or_else(|| refuse(ErrorCode::FileKind))?;
    let both = [Locale::ZhCn, Locale::En];
    let words: Vec<(String, CreditTest)> =
        both.into_iter().flat_map(|locale| TESTS.map(|test| (test_label(locale, test).label, test))).collect();
    let lines = read(&text, &words, core.clock.today()).map_err(|faults| {
        PortError::Invalid(faults.iter().take(FAULTS_TOLD).map(|fault| line_fault(caller.locale, fault)).collect())
    })?;
    let now = core.clock.now();
    let mut tx = core.store.write().await.map_err(internal)?;
    let mut added = 0;
    for line in lines {
        let subject = subject(core, line.proof, &line.number);
        // The same file twice enters nothing twice.
        let known = tx.credit_of(&subject).await.map_err(internal)?;
        if known.iter().any(|row| row.entry.test == line.entry.test && row.entry.from == line.entry.from) {
            continue;
        }
        let row = Stored { id: core.ids.id(now), subject, entry: line.entry, violation: None, added: now };
        tx.add_credit(&row).await.map_err(internal)?;
        added += 1;
    }
    let mut entry = Entry::new(now, "credit.import", "credit", "");
    entry.after = serde_json::json!({ "entries": added });
    done(caller, tx, entry).await.map(|()| added)
}

pub(super) async fn lift(core: &Core, caller: &Caller, form: &FormData) -> PortResult<()> {
    allow(core, caller, AccessAction::Credit).await?;
    let wanted = id(&form.text("id"))?;
    let mut tx = core.store.write().await.map_err(internal)?;
    let Some(row) = tx.credit_entry(wanted).await.map_err(internal)? else { return missing() };
    let mut faults = Vec::new();
    let reason = form.text("reason");
    let over = reason.chars().count().saturating_sub(REASON_MAX);
    if reason.is_empty() {
        faults.push(Refusal::new(ErrorCode::Required).field("reason"));
    } else if over > 0 {
        faults.push(Refusal::new(ErrorCode::TooLong).field("reason").fact("max", REASON_MAX).fact("over", over));
    }
    let today = core.clock.today();
    let last = form.text("last").parse::<chrono::NaiveDate>();
    match &last {
        Ok(day) if (row.entry.from..=today).contains(day) => {}
        Ok(_) => faults
            .push(Refusal::new(ErrorCode::OutOfRange).field("last").fact("first", row.entry.from).fact("last", today)),
        Err(_) if form.text("last").is_empty() => faults.push(Refusal::new(ErrorCode::Required).field("last")),
        Err(_) => faults.push(Refusal::new(ErrorCode::BadValue).field("last")),
    }
    let (Ok(last), true) = (last, faults.is_empty()) else { return Err(PortError::Invalid(faults)) };
    if !tx.lift_credit(wanted, last).await.map_err(internal)? {
        return Err(Refusal::new(ErrorCode::Conflict).into());
    }
    let mut entry = Entry::new(core.clock.now(), "credit.lift", "credit", wanted.to_string());
    entry.reason = Some(reason);
    entry.after = serde_json::json!({ "last": last, "violation": row.violation });
    done(caller, tx, entry).await
}
