//! A whole year at once: in from a notice, a file of another form, or our own; out as iCalendar or our own.
use super::super::super::audit::office;
use super::super::super::internal;
use super::{load, refused, table};
use crate::portal::Core;
use chrono::NaiveDate;
use contract::regulation::{CalendarFile, CalendarFormat};
use contract::{Caller, ErrorCode, PortError, PortResult, Refusal};
use domain::calendar::{CalendarError, YearTable, from_ics, from_notice, is_ics, to_ics};
use domain::locale::Locale;
use domain::policy::Action;

/// A whole year at once. Days that are over must stay as they are: they are changed one by one, with reasons.
pub(super) fn paste(
    locale: Locale,
    year: i32,
    text: &str,
    current: &YearTable,
    today: NaiveDate,
) -> PortResult<YearTable> {
    let text = text.trim();
    if text.is_empty() {
        return Err(PortError::Invalid(vec![Refusal::new(ErrorCode::Required).field("text")]));
    }
    let is_notice = !text.starts_with('{') && (text.contains("放假") || text.contains("上班"));
    let found = if is_ics(text) {
        from_ics(year, text)
    } else if is_notice && !text.contains("rest =") {
        from_notice(year, text)
    } else {
        YearTable::parse(text)
    };
    let found = found.map_err(|error| refused(locale, "text", &error))?;
    if found.year() != year {
        let error = CalendarError::YearOutOfRange { year: found.year() };
        return Err(refused(locale, "text", &error));
    }
    let over = |table: &YearTable| {
        table.days().filter(|(date, _, _)| *date < today).map(|(date, kind, _)| (date, kind)).collect::<Vec<_>>()
    };
    if over(&found) != over(current) && over(current) != Vec::new() {
        let why = texts::t(locale, "rule-fault-past-days");
        return Err(PortError::Invalid(vec![Refusal::new(ErrorCode::RuleRefused).field("text").fact("why", why)]));
    }
    Ok(found)
}

/// What is published of a year.
pub(in super::super) async fn file(
    core: &Core,
    caller: &Caller,
    year: i32,
    format: CalendarFormat,
) -> PortResult<CalendarFile> {
    office(core, caller, Action::ReadRegulation).await?;
    let mut tx = core.store.read().await.map_err(internal)?;
    let (held, _) = load(&mut tx, year).await?;
    let held = held.ok_or_else(|| Refusal::new(ErrorCode::NotFound))?;
    let (ending, media, text) = match format {
        CalendarFormat::Ics => {
            ("ics", "text/calendar; charset=utf-8", to_ics(&table(year, Some(&held.text))?, held.imported))
        }
        CalendarFormat::Toml => ("toml", "application/toml; charset=utf-8", held.text),
    };
    Ok(CalendarFile { name: format!("calendar-{year}-v{}.{ending}", held.version), media, text })
}
