//! The home page's numbers: counted once for each state of the catalogue, not once for each reader.
use super::super::views::Labels;
use super::super::{internal, words};
use super::number;
use crate::portal::Core;
use chrono::NaiveDate;
use contract::PortResult;
use contract::datasets::{FacetValue, HomeView};
use domain::catalog::codes::Theme;
use domain::locale::Locale;
use std::sync::{Arc, Mutex, PoisonError};
use store::{Audience, CardRow, Totals, Tx};

/// Rows of 最近更新 on the home page.
const RECENT: u32 = 6;
/// Different readers that must have searched for a term before others see it, and how many terms are shown.
const POPULAR_LEAST: i64 = 20;
const POPULAR_TERMS: u32 = 5;
/// Days that 大家在搜 looks back.
const POPULAR_DAYS: u64 = 30;

/// What was counted last, and for which state of the catalogue.
#[derive(Default)]
pub struct Kept(Mutex<Option<Arc<Counted>>>);

/// The catalogue as it was after a change, on a day.
struct Counted {
    change: i64,
    day: NaiveDate,
    totals: Totals,
    themes: Vec<(Theme, i64)>,
    recent: Vec<CardRow>,
}

impl Kept {
    /// What was counted, if nothing has changed since: every change of a dataset raises the number of the last change in its own
    /// transaction, and at midnight 今日更新 begins anew. The counts read whole tables; the number of the last change is one look.
    async fn counted(&self, tx: &mut Tx, day: NaiveDate) -> PortResult<Arc<Counted>> {
        let change = tx.last_change().await.map_err(internal)?;
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(kept) = kept.filter(|kept| kept.change == change && kept.day == day) {
            return Ok(kept);
        }
        let counted = Arc::new(Counted {
            change,
            day,
            totals: tx.totals(Audience::Public, day).await.map_err(internal)?,
            themes: tx.theme_counts(Audience::Public).await.map_err(internal)?,
            recent: tx.recently_updated(Audience::Public, day, RECENT).await.map_err(internal)?,
        });
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // A slower reader does not put back what a newer one has counted.
        if kept.as_ref().is_none_or(|kept| (kept.change, kept.day) <= (change, day)) {
            *kept = Some(counted.clone());
        }
        Ok(counted)
    }
}

/// Numbers, themes, what is new and what is looked for.
pub async fn home(core: &Core, kept: &Kept, locale: Locale) -> PortResult<HomeView> {
    let (active, today) = (core.active(), core.clock.today());
    let labels = Labels { locale, active: &active, today };
    let mut tx = core.store.read().await.map_err(internal)?;
    let counted = kept.counted(&mut tx, today).await?;
    let from = today - chrono::Days::new(POPULAR_DAYS);
    let popular = tx.popular_terms(from, today, POPULAR_LEAST, POPULAR_TERMS).await.map_err(internal)?;
    drop(tx);
    let theme = |(theme, count): &(Theme, i64)| {
        let coded = words::theme(locale, *theme);
        FacetValue { value: coded.value, label: coded.label, count: number(*count), selected: false }
    };
    let totals = &counted.totals;
    Ok(HomeView {
        datasets: number(totals.datasets),
        public: number(totals.public),
        with_table: number(totals.with_table),
        publishers: number(totals.publishers),
        updated_today: number(totals.updated_on_day),
        themes: counted.themes.iter().map(theme).collect(),
        recent: counted.recent.iter().cloned().map(|row| labels.card(row)).collect(),
        popular: popular.into_iter().map(|term| term.term).collect(),
        as_of: core.clock.now(),
    })
}
