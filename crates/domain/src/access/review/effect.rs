//! What a command leads to, as data: the service carries it out in the same transaction.
use super::clocks::ClockEffect;
use super::state::Review;
use crate::code_list;
use std::collections::BTreeSet;
use uuid::Uuid;

/// Who is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    Applicant,
    /// The people of a body who handle applications.
    Body(Uuid),
}

impl From<Told> for crate::cases::Told {
    fn from(told: Told) -> Self {
        match told {
            Told::Applicant => Self::Reporter,
            Told::Body(body) => Self::Body(body),
        }
    }
}

code_list! {
    /// What a notice tells (B09, B10, B12, B16 Out).
    AccessNotice {
        // The application, for the applicant.
        Submitted = "application-submitted",
        /// 补正, once and complete.
        SupplementAsked = "application-supplement",
        /// A step was passed, the next has begun.
        StepPassed = "application-step",
        /// A publisher answered; its refusals are listed line by line.
        PublisherAnswered = "application-answered",
        /// 待签署
        Approved = "application-approved",
        Refused = "application-refused",
        /// It went to another authority.
        Routed = "application-routed",
        // The application, for those who review it.
        Arrived = "application-arrived",
        Supplemented = "application-supplemented",
        Cancelled = "application-cancelled",
        /// 催办
        Reminded = "application-reminded",
        // The agreement, for both sides.
        ToSign = "agreement-to-sign",
        Signed = "agreement-signed",
        Filed = "agreement-filed",
        Expiring = "agreement-expiring",
        RenewalAsked = "agreement-renewal-asked",
        RenewalDecided = "agreement-renewal-decided",
        TerminationNoticed = "agreement-termination-noticed",
        Ended = "agreement-ended",
        DestructionDue = "destruction-due",
        DestructionProved = "destruction-proved",
        Destroyed = "agreement-destroyed",
        // Delivery.
        Delivered = "delivery-open",
        /// 80 % of what was agreed is used.
        VolumeWarning = "delivery-volume-warning",
        /// An approved item is gone or renamed.
        ItemGone = "delivery-item-gone",
        // Violations.
        RectificationOrdered = "violation-rectification",
        RectificationHandedIn = "violation-handed-in",
        AccessRestored = "violation-restored",
        Terminated = "violation-terminated",
        ReferredPerLaw = "violation-referred",
        CreditEntered = "credit-entered",
        CreditLifted = "credit-lifted",
    }
}

code_list! {
    /// What happened to an application.
    AccessEvent {
        Submitted = "submitted",
        FormalPassed = "formal-passed",
        SupplementAsked = "supplement-asked",
        NoticeAllowed = "notice-allowed",
        Supplemented = "supplemented",
        FormalRefused = "formal-refused",
        Routed = "routed",
        /// A publisher gave its opinion.
        Answered = "answered",
        /// The last publisher answered.
        DemandDecided = "demand-decided",
        Rechecked = "rechecked",
        DelayExplained = "delay-explained",
        Reminded = "reminded",
        Cancelled = "cancelled",
    }
}

/// An effect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    Clock(ClockEffect),
    Notice {
        to: Told,
        kind: AccessNotice,
    },
    /// Another authority has it now.
    Receiver(Uuid),
    /// Approved: the agreement is drawn up for these lines, with this party.
    DraftAgreement {
        party: Uuid,
        lines: Vec<u32>,
        publishers: BTreeSet<Uuid>,
    },
}

/// A decided command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transition {
    pub next: Review,
    pub event: AccessEvent,
    pub effects: Vec<Effect>,
}
