//! From rows of the store to what pages and API show: labels in the reader's language and the profile's wording.
use super::active::Active;
use super::words;
use chrono::NaiveDate;
use contract::datasets::{DatasetCard, FreshnessView, QualityCheck, SuspensionView};
use contract::{BodyRef, Coded, Marked};
use domain::catalog::freshness::{Freshness, FreshnessState};
use domain::catalog::quality::{Check, QualityFacts};
use domain::catalog::region::Regions;
use domain::catalog::{AccessRightsSource, Body, Format};
use domain::locale::Locale;
use store::CardRow;
use texts::t;

/// Characters of a description on a card that shows no hits.
const SUMMARY: usize = 120;

/// Everything that labels need.
pub struct Labels<'a> {
    pub locale: Locale,
    pub active: &'a Active,
    pub today: NaiveDate,
}

impl Labels<'_> {
    /// A dataset in a list.
    pub fn card(&self, row: CardRow) -> DatasetCard {
        let locale = self.locale;
        let wording = &self.active.site.wording;
        let freshness = Freshness::judge(row.accrual_periodicity, row.updated, row.observed, self.today);
        let mut formats: Vec<Format> = row.formats.iter().map(|f| f.format).collect();
        formats.dedup();
        let has_table = row.has_table();
        DatasetCard {
            id: row.code,
            title: row.title,
            title_ranges: Vec::new(),
            publisher: self.publisher(&row.publisher.code, &row.publisher.name, row.publisher.unattributed),
            access_rights: words::access_rights(locale, wording, row.access_rights),
            access_rights_assumed: row.access_rights_source == AccessRightsSource::Assumed,
            suspended: row
                .suspended
                .map(|s| SuspensionView { since: s.since, reason: words::suspension(locale, s.reason) }),
            formats: formats.into_iter().map(|f| words::format(locale, f)).collect(),
            data_type: words::data_type(locale, row.data_type),
            accrual_periodicity: words::periodicity(locale, row.accrual_periodicity),
            freshness: freshness_view(&freshness, row.updated, row.observed),
            issued: row.issued,
            themes: row.themes.into_iter().map(|theme| words::theme(locale, theme)).collect(),
            summary: Marked { text: shorten(&row.description), ranges: Vec::new() },
            matched_items: Vec::new(),
            has_table,
            rows: row.rows,
            versions: u32::try_from(row.versions).unwrap_or_default(),
            downloads: u64::try_from(row.downloads).unwrap_or_default(),
            example: row.example,
        }
    }

    /// A publisher as a link; the stand-in of records without one says so.
    pub fn publisher(&self, code: &str, name: &str, unattributed: bool) -> BodyRef {
        let mark = if unattributed { t!(self.locale, "code-unattributed") } else { String::new() };
        BodyRef { code: code.to_owned(), name: format!("{name}{mark}") }
    }

    /// A body as a link.
    pub fn body(&self, body: &Body) -> BodyRef {
        self.publisher(&body.code, &body.name, body.unattributed)
    }

    /// A region by its code.
    pub fn region(&self, code: &str) -> Coded {
        let name = Regions::shipped().get(code).map_or(code, |region| region.name.as_str());
        Coded { value: code.to_owned(), label: name.to_owned() }
    }

    /// One line of the quality meter.
    pub fn quality(&self, check: &Check) -> QualityCheck {
        let locale = self.locale;
        let code = check.code.code();
        let side = if check.passed { "yes" } else { "no" };
        let text = match &check.facts {
            QualityFacts::Items { described, total } => texts::t_args(
                locale,
                &format!("quality-items-{side}"),
                &texts::FluentArgs::from_iter([("n", *described), ("all", *total)]),
            ),
            QualityFacts::OnTime { freshness } => match freshness.state {
                FreshnessState::Overdue { days } => t!(locale, "quality-on-time-no", days = days),
                FreshnessState::Unknown => t!(locale, "quality-on-time-unknown"),
                FreshnessState::OnTime | FreshnessState::NoPromise => t!(locale, "quality-on-time-yes"),
            },
            _ => texts::t(locale, &format!("quality-{code}-{side}")),
        };
        QualityCheck { code: code.to_owned(), passed: check.passed, text }
    }
}

/// Freshness for the label strip (R-017 is the judgement, made in `domain`).
pub fn freshness_view(freshness: &Freshness, updated: Option<NaiveDate>, observed: Option<NaiveDate>) -> FreshnessView {
    let overdue_days = match freshness.state {
        FreshnessState::Overdue { days } => days,
        _ => 0,
    };
    FreshnessView { updated, next_due: freshness.next_due, overdue_days, observed }
}

/// The beginning of a description, cut at a character.
pub fn shorten(text: &str) -> String {
    let mut chars = text.chars();
    let start: String = chars.by_ref().take(SUMMARY).collect();
    if chars.next().is_some() { format!("{start}…") } else { start }
}
