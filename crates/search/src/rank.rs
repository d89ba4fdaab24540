//! One pass over the matches: which pass the filters, what each facet counts, which come first.

mod collect;
mod top;

use crate::columns::NO_DAY;

pub(crate) use collect::{Counts, Found, Pass, Plan};

/// What a dataset's standing adds to its score, as a share: enough to order equals, never to beat a better match.
pub(crate) fn standing(has_table: bool, downloads: u32, official: bool) -> f32 {
    // 1,000,000 downloads and more count the same.
    let used = ((1.0 + downloads as f32).log10() / 6.0).min(1.0);
    0.04 * f32::from(u8::from(has_table)) + 0.03 * used + 0.01 * f32::from(u8::from(official))
}

/// What freshness adds, as a share: most on the day of the update, half after a year.
pub(crate) fn freshness(updated: i32, today: i32) -> f32 {
    if updated == NO_DAY {
        return 0.0;
    }
    let age = i64::from(today).saturating_sub(i64::from(updated)).max(0) as f32;
    0.03 / (1.0 + age / 365.0)
}

/// Ranges of [`crate::Facet::Updated`], disjoint here: 7d, 30d, 1y, older, unknown.
pub(crate) const AGES: usize = 5;
pub(crate) const AGE_NAMES: [&str; 4] = ["7d", "30d", "1y", "older"];

pub(crate) fn age(updated: i32, today: i32) -> usize {
    if updated == NO_DAY {
        return 4;
    }
    match i64::from(today) - i64::from(updated) {
        ..=7 => 0,
        8..=30 => 1,
        31..=365 => 2,
        _ => 3,
    }
}
