//! 开放统计: what came of the applications for restricted data, by body and step. Public; figures only.
use crate::{BodyRef, Coded, PortResult};
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use domain::locale::Locale;
use domain::policy::Actor;
use serde::Serialize;

/// How long a step took.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StepRow {
    /// `formal`, `demand`, `recheck`.
    pub step: Coded,
    /// How many are done.
    pub done: usize,
    /// Their average in working days with one decimal, as written; `None` where none is done.
    pub average: Option<String>,
    /// Working days of the longest.
    pub longest: Option<i64>,
    /// How many were done after the end of the period.
    pub late: usize,
    /// Not done yet, and of them after the end of the period.
    pub open: usize,
    pub overdue: usize,
}

/// The figures of a body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BodyRow {
    pub body: BodyRef,
    /// Applications that ask for its data or that it received.
    pub applications: usize,
    /// Requests for a dataset of its own, and what was decided.
    pub lines: usize,
    pub lines_agreed: usize,
    pub lines_refused: usize,
    pub steps: Vec<StepRow>,
}

/// The page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AccessStatistics {
    pub as_of: DateTime<Utc>,
    /// Years in which applications were filed, the newest first.
    pub years: Vec<i32>,
    /// The year that is counted; `None` = all.
    pub year: Option<i32>,
    pub applications: usize,
    /// Every outcome, also those that are 0.
    pub outcomes: Vec<(Coded, usize)>,
    pub steps: Vec<StepRow>,
    /// By name.
    pub bodies: Vec<BodyRow>,
}

#[async_trait]
pub trait Statistics: Send + Sync {
    /// Applications filed in a year (legal dates), or all. A year without applications is counted as such.
    async fn access(&self, actor: &Actor, locale: Locale, year: Option<i32>) -> PortResult<AccessStatistics>;
}
