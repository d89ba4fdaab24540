//! Notices owed by the rules: which there are, and which of them the reader may switch off as mails.
use crate::code_list;

code_list! {
    /// What a notice tells. Its words live in the texts under `notice-<code>` (subject) and `notice-<code>-body`.
    NoticeKind {
        // The account.
        /// A new account: confirm the e-mail address by the link.
        ConfirmEmail = "confirm-email",
        /// A forgotten password: set a new one by the link.
        ResetPassword = "reset-password",
        PasswordChanged = "password-changed",
        /// A body or organisation invites: accept by the link.
        Invitation = "invitation",
        SignInNewDevice = "sign-in-new-device",
        SecondFactorChanged = "second-factor-changed",
        /// An identity of a provider signs in from now on, or no longer.
        WayInChanged = "way-in-changed",
        /// A lost second factor will be taken off after the waiting time, unless the owner objects.
        SecondFactorReset = "second-factor-reset",
        EmailChanged = "email-changed",
        /// Somebody tried to register with an address that already has an account.
        AlreadyRegistered = "already-registered",
        AccountClosed = "account-closed",
        /// A system administrator suspended the account.
        AccountSuspended = "account-suspended",
        /// And restored it.
        AccountRestored = "account-restored",
        /// Proof of who a party is was looked at.
        Verified = "verified",
        VerificationRefused = "verification-refused",
        /// Roles or mandates of the account changed.
        RoleChanged = "role-changed",
        /// The last day of a contract has passed: its people lost their access. For the administrators of the body.
        ContractEnded = "contract-ended",
        // The case, for those who filed it.
        CaseReceived = "case-received",
        CaseRouted = "case-routed",
        CaseAccepted = "case-accepted",
        /// The case waits for something from those who filed it.
        CaseReturned = "case-returned",
        CaseExtended = "case-extended",
        CaseAnswered = "case-answered",
        CaseClosed = "case-closed",
        CaseWithdrawn = "case-withdrawn",
        // The case, for both sides.
        CaseMessage = "case-message",
        // The case, for those who handle it.
        CaseNew = "case-new",
        CaseAssigned = "case-assigned",
        CaseEscalated = "case-escalated",
        ExtensionAsked = "extension-asked",
        // The agreement, for both sides; codes are those of [`crate::access::review::AccessNotice`] (B10).
        /// Drawn up: the opening side fills in what is left.
        AgreementDrafted = "agreement-drafted",
        AgreementToSign = "agreement-to-sign",
        /// Not filled in and confirmed yet: for whoever does that.
        AgreementUnfilled = "agreement-unfilled",
        /// Not signed yet.
        AgreementUnsigned = "agreement-unsigned",
        AgreementSigned = "agreement-signed",
        /// Its entry stands in the public register of recipients (B15).
        RecipientPublished = "recipient-published",
        /// For the authority: it is to be filed there (DQ-Art.24).
        AgreementToFile = "agreement-to-file",
        AgreementFiled = "agreement-filed",
        AgreementExpiring = "agreement-expiring",
        AgreementRenewalAsked = "agreement-renewal-asked",
        AgreementRenewalDecided = "agreement-renewal-decided",
        AgreementTerminationNoticed = "agreement-termination-noticed",
        AgreementEnded = "agreement-ended",
        DestructionDue = "destruction-due",
        /// The day to destroy the data comes near.
        DestructionSoon = "destruction-soon",
        DestructionProved = "destruction-proved",
        AgreementDestroyed = "agreement-destroyed",
        // An application for restricted data (B09); the codes are those of `access::review::AccessNotice`. For the applicant.
        ApplicationSubmitted = "application-submitted",
        /// 补正, once and complete.
        ApplicationSupplement = "application-supplement",
        ApplicationStep = "application-step",
        ApplicationAnswered = "application-answered",
        ApplicationApproved = "application-approved",
        ApplicationRefused = "application-refused",
        ApplicationRouted = "application-routed",
        // For those who review it.
        ApplicationArrived = "application-arrived",
        ApplicationSupplemented = "application-supplemented",
        ApplicationCancelled = "application-cancelled",
        ApplicationReminded = "application-reminded",
        // A violation (B16); the codes are those of `access::review::AccessNotice`. For the user, but for what is handed in.
        ViolationRectification = "violation-rectification",
        /// The day to rectify comes near.
        RectificationSoon = "rectification-soon",
        ViolationHandedIn = "violation-handed-in",
        /// The day to rectify is over and no report is there: for the body that ordered it.
        RectificationOver = "rectification-over",
        /// A user whom a body serves with other data was ordered to rectify.
        ViolationElsewhere = "violation-elsewhere",
        ViolationRestored = "violation-restored",
        ViolationTerminated = "violation-terminated",
        ViolationReferred = "violation-referred",
        CreditEntered = "credit-entered",
        CreditLifted = "credit-lifted",
        // Deadlines.
        DeadlineHalf = "deadline-half",
        DeadlineTomorrow = "deadline-tomorrow",
        DeadlineExpired = "deadline-expired",
        /// A running case passed its deadline: for supervisors.
        DeadlineOverdue = "deadline-overdue",
        DeadlineRecomputed = "deadline-recomputed",
        /// A draft of an application that nobody touches is thrown away soon.
        ApplicationDraftEnds = "application-draft-ends",
        /// A colleague asks for help with a draft of the organisation.
        ApplicationDraftShared = "application-draft-shared",
        /// The authority accepts applications again; whoever asked is told once.
        WindowOpens = "window-opens",
        // Restricted data, for both sides of an agreement.
        /// 80 % of the agreed volume is used.
        AccessVolumeWarning = "access-volume-warning",
        /// All of it is used.
        AccessVolumeUsedUp = "access-volume-used-up",
        /// An approved item was removed or renamed.
        AccessItemGone = "access-item-gone",
        /// The approved range cannot be told by any column.
        AccessRangeUnclear = "access-range-unclear",
        /// 中止开放 of the data: access is interrupted.
        AccessSuspended = "access-suspended",
        /// It has ended.
        AccessResumed = "access-resumed",
        /// A key was made, replaced or revoked.
        AccessKeyChanged = "access-key-changed",
        // The portal.
        AuditBroken = "audit-broken",
    }
}

impl NoticeKind {
    /// Whether the law leaves the reader a choice: only then its mail can be switched off. The notice in the portal stays in any case.
    pub const fn optional(self) -> bool {
        matches!(
            self,
            Self::CaseMessage
                | Self::CaseNew
                | Self::CaseAssigned
                | Self::DeadlineHalf
                | Self::DeadlineTomorrow
                | Self::SignInNewDevice
                | Self::RoleChanged
        )
    }

    /// Whether its link is a secret: it goes into the mail alone, is sealed until then and forgotten after.
    pub const fn secret_link(self) -> bool {
        matches!(self, Self::ConfirmEmail | Self::ResetPassword | Self::Invitation)
    }

    /// Whether somebody just asked for it to be sent to this address: it goes out though the address is not confirmed yet, or refused a
    /// mail before.
    pub const fn asked_for(self) -> bool {
        self.secret_link() || matches!(self, Self::AlreadyRegistered)
    }

    /// Whether only people of public bodies get it.
    pub const fn for_staff(self) -> bool {
        matches!(
            self,
            Self::ContractEnded
                | Self::CaseNew
                | Self::CaseAssigned
                | Self::CaseEscalated
                | Self::ExtensionAsked
                | Self::AgreementDrafted
                | Self::AgreementUnfilled
                | Self::AgreementToFile
                | Self::AgreementRenewalAsked
                | Self::DestructionProved
                | Self::ApplicationArrived
                | Self::ApplicationSupplemented
                | Self::ApplicationCancelled
                | Self::ApplicationReminded
                | Self::ViolationHandedIn
                | Self::RectificationOver
                | Self::ViolationElsewhere
                | Self::DeadlineHalf
                | Self::DeadlineTomorrow
                | Self::DeadlineExpired
                | Self::DeadlineOverdue
                | Self::AuditBroken
        )
    }
}

code_list! {
    /// Where a mail (or a message of another channel) stands.
    DeliveryState {
        /// To be sent, or tried again, at its time.
        Due = "due",
        /// Handed over to the mail server.
        Sent = "sent",
        /// Written as a file: no mail server is set.
        Written = "written",
        /// Refused for good; the address is marked.
        Refused = "refused",
        /// Tried as often as is sensible.
        GivenUp = "given-up",
        /// There is no address, or one that was refused before.
        NoAddress = "no-address",
    }
}

impl DeliveryState {
    /// Whether the message did not reach anybody and will not by itself.
    pub const fn undelivered(self) -> bool {
        matches!(self, Self::Refused | Self::GivenUp | Self::NoAddress)
    }
}
