//! 受理时间 at the desk.
use crate::Coded;
use crate::cases::BasisView;
use chrono::NaiveDate;

/// A window of the authority.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WindowRow {
    pub id: String,
    /// First and last day, legal dates, both included.
    pub first: NaiveDate,
    pub last: NaiveDate,
    /// `draft`, `announced`, `open`, `over`, `cancelled`.
    pub state: Coded,
    /// Address of the announcement.
    pub notice: Option<String>,
}

/// A month the profile proposes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WindowProposal {
    pub first: NaiveDate,
    pub last: NaiveDate,
}

/// The list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WindowDesk {
    /// The profile accepts applications on any day: windows play no part.
    pub always: bool,
    pub rows: Vec<WindowRow>,
    /// Those of this year and the next that have no window yet.
    pub proposals: Vec<WindowProposal>,
    pub basis: Vec<BasisView>,
}

/// Words an announcement begins with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NoticeWords {
    pub title: String,
    pub body: String,
    pub title_en: String,
    pub body_en: String,
}

/// One window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WindowView {
    pub row: WindowRow,
    /// `draft`, `announce`, `prolong`, `cancel`: what can be done now, each with the words of its announcement (none for `draft` and for a
    /// draft that is taken back).
    pub acts: Vec<(String, Option<NoticeWords>)>,
}
