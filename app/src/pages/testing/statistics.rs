//! What the port answers in tests of pages.
use super::{Fake, coded};
use async_trait::async_trait;
use chrono::{TimeZone, Utc};
use contract::statistics::{AccessStatistics, BodyRow, Statistics, StepRow};
use contract::{BodyRef, PortResult};
use domain::locale::Locale;
use domain::policy::Actor;

/// Two applications of this year, one answered.
pub fn some() -> AccessStatistics {
    let demand = StepRow {
        step: coded("demand", "需求审核"),
        done: 1,
        average: Some("13.0".into()),
        longest: Some(13),
        late: 0,
        open: 1,
        overdue: 1,
    };
    let body = BodyRef { code: "b1t0000001".into(), name: "省交通运输厅".into() };
    AccessStatistics {
        as_of: Utc.with_ymd_and_hms(2026, 10, 7, 2, 0, 0).single().unwrap_or_default(),
        years: vec![2026, 2025],
        year: None,
        applications: 2,
        outcomes: vec![(coded("running", "办理中"), 1), (coded("agreed", "同意"), 1)],
        steps: vec![demand.clone()],
        bodies: vec![BodyRow {
            body,
            applications: 2,
            lines: 3,
            lines_agreed: 1,
            lines_refused: 1,
            steps: vec![demand],
        }],
    }
}

#[async_trait]
impl Statistics for Fake {
    async fn access(&self, _: &Actor, _: Locale, year: Option<i32>) -> PortResult<AccessStatistics> {
        if let Some(code) = self.broken {
            return Err(contract::Refusal::new(code).into());
        }
        Ok(AccessStatistics { year, ..self.statistics.clone() })
    }
}
