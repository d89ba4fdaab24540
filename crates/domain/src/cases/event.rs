//! Events of a timeline and who sees them.
use crate::code_list;

code_list! {
    /// Who sees an entry of a timeline.
    Audience {
        /// Both sides.
        All = "all",
        /// Officials only: 内部.
        Officials = "officials",
    }
}

code_list! {
    /// What happened in a case.
    EventCode {
        Filed = "filed",
        /// An official entered what came to the counter.
        Entered = "entered",
        Routed = "routed",
        /// 转送上级主管部门
        Forwarded = "forwarded",
        Accepted = "accepted",
        /// The body gave it back to the authority.
        Returned = "returned",
        /// The authority took it back.
        Recalled = "recalled",
        /// 转送监管部门.
        Referred = "referred",
        SupplementAsked = "supplement-asked",
        Supplemented = "supplemented",
        /// Went on without the supplement.
        Proceeded = "proceeded",
        Extended = "extended",
        Answered = "answered",
        /// The reporter is content.
        Confirmed = "confirmed",
        /// The reporter is not: the authority looks again.
        Objected = "objected",
        Closed = "closed",
        Cancelled = "cancelled",
        /// It should become another procedure.
        Converted = "converted",
        /// 中止开放 of the dataset concerned.
        DatasetSuspended = "dataset-suspended",
        /// 恢复开放
        DatasetResumed = "dataset-resumed",
        Assigned = "assigned",
        /// 催办
        Reminded = "reminded",
        Related = "related",
        /// The body that had it ended; its successor goes on.
        HandedOn = "handed-on",
        // An application (B09); the codes are those of `access::review::AccessEvent`.
        Submitted = "submitted",
        FormalPassed = "formal-passed",
        /// Leave for a second notice of what is missing.
        NoticeAllowed = "notice-allowed",
        FormalRefused = "formal-refused",
        /// The last publisher answered.
        DemandDecided = "demand-decided",
        Rechecked = "rechecked",
        /// A body said why it is late.
        DelayExplained = "delay-explained",
        /// A clock was counted again with a new calendar.
        Recomputed = "recomputed",
        // An agreement, one to one its own events (B10).
        AgreementDrafted = "agreement-drafted",
        AgreementFilled = "agreement-filled",
        AgreementConfirmed = "agreement-confirmed",
        AgreementSigned = "agreement-signed",
        AgreementWithdrawn = "agreement-withdrawn",
        AgreementFiled = "agreement-filed",
        AgreementRenewalAsked = "agreement-renewal-asked",
        AgreementRenewalGranted = "agreement-renewal-granted",
        AgreementRenewalRefused = "agreement-renewal-refused",
        AgreementNoticeGiven = "agreement-notice-given",
        AgreementEnded = "agreement-ended",
        AgreementDestructionProved = "agreement-destruction-proved",
        AgreementDestructionAccepted = "agreement-destruction-accepted",
        AgreementDestructionRejected = "agreement-destruction-rejected",
        AgreementDestructionLate = "agreement-destruction-late",
        AgreementTerminated = "agreement-terminated",
        AgreementRenewed = "agreement-renewed",
        // A violation (B16); the others are one to one its own events.
        /// For the offices: the user hears of it when somebody confirms it.
        ViolationSuspected = "violation-suspected",
        ViolationOrdered = "violation-ordered",
        ViolationDismissed = "violation-dismissed",
        ViolationHandedIn = "violation-handed-in",
        ViolationRestored = "violation-restored",
        ViolationReturned = "violation-returned",
        ViolationTerminated = "violation-terminated",
        ViolationReferred = "violation-referred",
        ViolationRegulatorsRecorded = "violation-regulators-recorded",
        ViolationCreditLifted = "violation-credit-lifted",
    }
}

impl EventCode {
    /// Who sees it: what only concerns the work inside the offices is not shown to the reporter.
    pub const fn audience(self) -> Audience {
        match self {
            Self::Assigned | Self::Reminded | Self::Related | Self::NoticeAllowed | Self::ViolationSuspected => {
                Audience::Officials
            }
            _ => Audience::All,
        }
    }
}
