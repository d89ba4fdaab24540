//! What a command leads to, as data: the service carries it out in the same transaction.
use super::state::Complaint;
use crate::cases::{EventCode, Told};
use crate::catalog::SuspensionReason;
use crate::notice::NoticeKind;
use crate::profile::{Approver, Event};
use uuid::Uuid;

/// What happens to the clocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClockEffect {
    /// Clocks that begin with this event begin, those that end with it end (N6).
    Happened(Event),
    Pause,
    Restart,
    Extend {
        additional: u32,
        approver: Approver,
    },
    /// The act is owed no longer.
    Cancel,
}

/// An effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    Clock(ClockEffect),
    Notice {
        to: Told,
        kind: NoticeKind,
    },
    /// The case is now also the business of the level above.
    Above(Uuid),
    /// Nobody is in charge any more.
    Unassign,
    /// 中止开放 of the dataset the case is about, with a link both ways.
    SuspendDataset(SuspensionReason),
    /// 恢复开放 of what this case suspended.
    ResumeDataset,
    /// A wish for another procedure is kept with the case.
    Link(super::command::Conversion),
}

/// A decided command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transition {
    pub next: Complaint,
    pub event: EventCode,
    pub effects: Vec<Effect>,
}
