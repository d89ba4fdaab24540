//! What is asked of a queue, as a condition over its rows.
use super::super::clocks::strength;
use super::super::lists::{INVOLVED, TURN, literals};
use super::super::sight::Sight;
use crate::sql::storable;
use chrono::{DateTime, Utc};
use domain::profile::Strength;
use uuid::Uuid;

domain::code_list! {
    /// Which cases of a body.
    QueueTab {
        /// Its turn, and in the charge of one of some people.
        Mine = "mine",
        /// Its turn.
        Office = "office",
        /// It has a part in them, and it is somebody else's turn.
        Waiting = "waiting",
        Overdue = "overdue",
        /// Closed ones included.
        All = "all",
    }
}

domain::code_list! {
    /// How a clock of a case stands.
    ClockStanding {
        Overdue = "overdue",
        Today = "today",
        /// Within the days that count as soon, today included.
        Soon = "soon",
        Later = "later",
        /// Waiting for the other side.
        Paused = "paused",
        /// The law gives no number of days.
        NoNumber = "no-number",
    }
}

impl QueueTab {
    /// Condition over `$1` body, `$2` now, `{mine}` people.
    pub(super) fn condition(self, mine: &str) -> String {
        match self {
            Self::Mine => format!("closed_at IS NULL AND {TURN} AND assignee_id IN ({mine})"),
            Self::Office => format!("closed_at IS NULL AND {TURN}"),
            Self::Waiting => format!("closed_at IS NULL AND NOT {TURN}"),
            Self::Overdue => "closed_at IS NULL AND due_at <= $2".into(),
            Self::All => "1 = 1".into(),
        }
    }
}

impl ClockStanding {
    /// Condition over `$2` now, `$6` the end of today, `$7` the end of what is soon.
    const fn condition(self) -> &'static str {
        match self {
            Self::Overdue => "k.phase = 'running' AND k.ends_at <= $2",
            Self::Today => "k.phase = 'running' AND k.ends_at > $2 AND k.ends_at <= $6",
            Self::Soon => "k.phase = 'running' AND k.ends_at > $2 AND k.ends_at <= $7",
            Self::Later => "k.phase = 'running' AND k.ends_at > $7",
            Self::Paused => "k.phase = 'paused'",
            Self::NoNumber => "k.phase = 'running' AND k.ends_at IS NULL",
        }
    }
}

/// What is asked of a queue.
#[derive(Clone, Debug)]
pub struct QueueFilter<'a> {
    pub body: Uuid,
    pub tab: QueueTab,
    pub now: DateTime<Utc>,
    /// Who looks; `None` = the portal itself, which sees every case of the body.
    pub sight: Option<&'a Sight>,
    /// Whose cases are "mine": the reader and those they stand in for.
    pub people: &'a [Uuid],
    pub kind: Option<&'a str>,
    /// Person in charge; `Some(None)` = nobody is.
    pub owner: Option<Option<Uuid>>,
    /// Code of a dataset the case is about.
    pub dataset: Option<&'a str>,
    /// An open clock binds like one of these; empty = however.
    pub strengths: &'a [Strength],
    /// An open clock stands like this.
    pub standing: Option<ClockStanding>,
    /// When today ends, and what is soon.
    pub today_ends: DateTime<Utc>,
    pub soon_ends: DateTime<Utc>,
    /// Part of a number: letters, digits and hyphens.
    pub part: Option<&'a str>,
    pub skip: u32,
    pub limit: u32,
}

/// Lines of an application that a body knows of: its own; all of them where it receives or decides.
pub(super) const OWN_LINE: &str =
    "(l.publisher_id = $1 OR cases.authority_id = $1 OR COALESCE(cases.handler_id = $1, FALSE))";

/// The case is about a dataset (`$4`, its code): named in a complaint, a line of the application, or of the one behind an agreement or a
/// violation, as far as the body knows of it.
fn about() -> String {
    format!(
        "(COALESCE(target_dataset = $4 AND kind IN ('TS', 'JY'), FALSE) OR EXISTS (SELECT 1 FROM application_lines l
         JOIN datasets d ON d.id = l.dataset_id WHERE d.code = $4 AND {OWN_LINE} AND (l.case_id = cases.id
         OR l.case_id IN (SELECT a.application_id FROM agreements a WHERE a.case_id = cases.id OR a.case_id IN
         (SELECT w.other_id FROM case_links w WHERE w.case_id = cases.id AND cases.kind = 'WG' AND w.relation = 'agreement')))))"
    )
}

impl<'a> QueueFilter<'a> {
    /// Every case on a tab, not narrowed.
    pub const fn of(body: Uuid, tab: QueueTab, now: DateTime<Utc>, limit: u32) -> Self {
        Self {
            body,
            tab,
            now,
            sight: None,
            people: &[],
            kind: None,
            owner: None,
            dataset: None,
            strengths: &[],
            standing: None,
            today_ends: now,
            soon_ends: now,
            part: None,
            skip: 0,
            limit,
        }
    }

    /// What cannot stand in a column finds nothing.
    pub(super) fn finds_nothing(&self) -> bool {
        let plain = |part: &str| part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        [self.kind, self.dataset].into_iter().flatten().any(|text| !storable(text))
            || self.part.is_some_and(|p| !plain(p))
    }

    /// The condition over `$1` … `$7`, all of them in use whatever is asked.
    pub(super) fn condition(&self, postgres: bool) -> String {
        let owner = match self.owner {
            None => "1 = 1".to_owned(),
            Some(None) => "assignee_id IS NULL".to_owned(),
            Some(Some(id)) => format!("assignee_id = {}", literals(&[id], postgres)),
        };
        let sight = self.sight.map_or_else(|| "1 = 1".to_owned(), |sight| sight.condition(postgres));
        let strengths: Vec<_> = self.strengths.iter().map(|one| format!("'{}'", strength(*one))).collect();
        let clock = if strengths.is_empty() && self.standing.is_none() {
            "1 = 1".to_owned()
        } else {
            let bound = if strengths.is_empty() {
                "1 = 1".to_owned()
            } else {
                format!("k.strength IN ({})", strengths.join(", "))
            };
            let stands = self.standing.map_or("1 = 1", ClockStanding::condition);
            format!(
                "EXISTS (SELECT 1 FROM case_clocks k WHERE k.case_id = cases.id AND k.phase IN ('running', 'paused') AND {bound} AND {stands})"
            )
        };
        let (tab, about) = (self.tab.condition(&literals(self.people, postgres)), about());
        format!(
            "{INVOLVED} AND {sight} AND {tab} AND {owner} AND {clock} AND $2 = $2 AND $6 = $6 AND $7 = $7
             AND ($3 IS NULL OR kind = $3) AND ($4 IS NULL OR {about}) AND ($5 IS NULL OR number LIKE '%' || $5 || '%')"
        )
    }
}
