//! The working calendars in force: the newest version of each year in the database.
use anyhow::Context;
use domain::calendar::{Calendars, SHIPPED, YearTable};
use store::Store;

/// The tables that come with the portal.
///
/// # Errors
/// When a shipped table is wrong; a test in `domain` reads them all.
pub fn shipped() -> anyhow::Result<Calendars> {
    Calendars::parse(SHIPPED.iter().map(|(_, text)| *text)).context("shipped calendars")
}

/// The tables of the database, or the shipped ones before they were taken over.
///
/// # Errors
/// Of the database, or a stored table that cannot be read (which the importer refuses).
pub async fn load(store: &Store) -> anyhow::Result<Calendars> {
    let mut tx = store.read().await?;
    let years = tx.calendars().await?;
    if years.is_empty() {
        return shipped();
    }
    let tables =
        years.iter().map(|year| YearTable::parse(&year.text).with_context(|| format!("calendar {}", year.year)));
    Ok(Calendars::new(tables.collect::<anyhow::Result<Vec<_>>>()?)?)
}
