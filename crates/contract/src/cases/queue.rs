//! Work queue of a body or authority, and the list of one's own cases.
use super::{CaseHead, Turn};
use crate::{Coded, Refusal};
use serde::{Deserialize, Serialize};

/// Tab of the queue (ui 5.7).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum QueueTab {
    /// Assigned to the caller, or to somebody the caller stands in for.
    Mine,
    /// 本处室: the body's turn, whoever has it.
    #[default]
    Office,
    /// Waiting for the reporter or another body.
    Waiting,
    Overdue,
    /// Closed ones included.
    All,
}

impl QueueTab {
    /// All, in the order of the page.
    pub const ALL: [Self; 5] = [Self::Mine, Self::Office, Self::Waiting, Self::Overdue, Self::All];

    /// As in the address.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Mine => "mine",
            Self::Office => "office",
            Self::Waiting => "waiting",
            Self::Overdue => "overdue",
            Self::All => "all",
        }
    }

    /// From the address; anything else is the default.
    pub fn from_code(code: &str) -> Self {
        Self::ALL.into_iter().find(|tab| tab.code() == code).unwrap_or_default()
    }
}

/// What a queue can be narrowed to by the clocks of its cases: how strongly they bind, and how they stand.
pub const BINDINGS: [&str; 3] = ["hard", "soft", "no-number"];
pub const STANDINGS: [&str; 6] = ["overdue", "today", "soon", "later", "paused", "no-number"];

/// What is asked of the queue. Parameters of the address: `tab`, `kind`, `owner`, `dataset`, `binding`, `clock`, `q`, `page`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QueueQuery {
    pub tab: QueueTab,
    /// `TS`, `JY`
    pub kind: Option<String>,
    /// Account id of the person in charge, or `none`.
    pub owner: Option<String>,
    /// Code of a dataset.
    pub dataset: Option<String>,
    /// One of [`BINDINGS`].
    pub binding: Option<String>,
    /// One of [`STANDINGS`].
    pub clock: Option<String>,
    /// Words of a title, or part of a number.
    pub text: Option<String>,
    /// From 1.
    pub page: u32,
}

impl QueueQuery {
    /// From the parameters of the address; what is unknown is passed over.
    pub fn parse(pairs: &[(String, String)]) -> Self {
        let value = |name: &str| {
            pairs.iter().find(|(n, v)| n == name && !v.trim().is_empty()).map(|(_, v)| v.trim().to_owned())
        };
        Self {
            tab: value("tab").map(|tab| QueueTab::from_code(&tab)).unwrap_or_default(),
            kind: value("kind"),
            owner: value("owner"),
            dataset: value("dataset"),
            binding: value("binding").filter(|code| BINDINGS.contains(&code.as_str())),
            clock: value("clock").filter(|code| STANDINGS.contains(&code.as_str())),
            text: value("q"),
            page: value("page").and_then(|page| page.parse().ok()).unwrap_or(1).max(1),
        }
    }
}

impl QueueQuery {
    /// The parameters that make this queue out of an address again, the page left out: for the links of its rows.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let texts = [
            ("kind", &self.kind),
            ("owner", &self.owner),
            ("dataset", &self.dataset),
            ("binding", &self.binding),
            ("clock", &self.clock),
            ("q", &self.text),
        ];
        let texts = texts.into_iter().filter_map(|(name, value)| Some((name, value.clone()?)));
        std::iter::once(("tab", self.tab.code().to_owned())).chain(texts).collect()
    }
}

impl QueueQuery {
    /// Whether anything but the tab narrows it.
    pub fn is_narrowed(&self) -> bool {
        self.pairs().len() > 1
    }
}

/// What is done to several cases at once. Never a decision (ui 5.7).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BulkAct {
    /// 标记已接收: the body takes over what was routed to it.
    Receive,
    /// 催办: whoever has it is urged.
    Remind,
}

/// What came of it: the cases that could not be done are named, each with why.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BulkEnding {
    pub done: u32,
    pub refused: Vec<(String, Refusal)>,
}

/// Groups by clock, in the order of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum QueueGroupKey {
    /// No number in law: immediate; always first.
    Immediate,
    Overdue,
    Today,
    /// Within 3 working days.
    Soon,
    /// This week.
    Week,
    Later,
    /// Answered, not closed yet: nothing is owed any more.
    Answered,
    /// Waiting for others.
    Waiting,
    /// Over.
    Closed,
}

/// A row of the queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueueRow {
    pub head: CaseHead,
    /// What this body has to do now, in words.
    pub step: String,
    /// Name of the person in charge.
    pub owner: Option<Coded>,
    /// Reporter as the list may show: masked name, 匿名, or 身份保密.
    pub applicant: String,
}

/// One group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueueGroup {
    pub key: QueueGroupKey,
    pub rows: Vec<QueueRow>,
}

/// One page of the queue.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QueuePage {
    /// Of the body the session acts for.
    pub body: String,
    /// Cases on each tab, in the order of [`QueueTab::ALL`], without the other filters.
    pub counts: Vec<(QueueTab, u64)>,
    /// With all filters.
    pub total: u64,
    pub page: u32,
    pub per_page: u32,
    /// Groups that have rows, in order.
    pub groups: Vec<QueueGroup>,
    /// Kinds to filter by.
    pub kinds: Vec<Coded>,
    /// Datasets to filter by.
    pub datasets: Vec<Coded>,
    /// People to filter by and to assign to.
    pub owners: Vec<Coded>,
    pub may_assign: bool,
    /// Some case of this page can be marked as received by the reader.
    pub may_receive: bool,
    /// Some case of this page can be urged by the reader.
    pub may_remind: bool,
    /// The search for words reached its limit of time: older cases were not looked at.
    pub cut_short: bool,
    /// Due today, filed today.
    pub due_today: u64,
    pub new_today: u64,
    /// Tenths of a working day that the body took on average for what it finished this week; `None` = it finished nothing.
    pub average_tenths: Option<u32>,
    /// The next deadline, for the empty page: day and number.
    pub next: Option<(chrono::NaiveDate, String)>,
}

/// Where a case stands in a queue.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Neighbours {
    /// Its place, from 1; 0 = it is not in the queue.
    pub place: u64,
    pub total: u64,
    pub previous: Option<String>,
    pub next: Option<String>,
}

/// Cases of the caller's party.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MyCases {
    pub total: u64,
    /// Cases in which it is the party's turn.
    pub yours: u64,
    pub page: u32,
    pub per_page: u32,
    /// Running ones first, newest first.
    pub rows: Vec<CaseHead>,
}

impl MyCases {
    /// Rows in which it is the reader's turn.
    pub fn waiting_for_you(&self) -> impl Iterator<Item = &CaseHead> {
        self.rows.iter().filter(|row| row.turn == Turn::Yours)
    }
}
