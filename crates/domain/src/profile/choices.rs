//! The choices between which profiles differ. Values are codes; the words shown live in the profile's labels or in the locales.
use serde::{Deserialize, Serialize};

macro_rules! choices {
    ($($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident),+ $(,)? })+) => {
        $(
            $(#[$meta])*
            #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
            #[serde(rename_all = "snake_case")]
            pub enum $name { $($(#[$vmeta])* $variant),+ }
        )+
    };
}

choices! {
    /// Assessments before a catalogue entry is submitted (YN-Art.15).
    Assessment { Secrecy, PersonalInformation }
    /// How often the open catalogue is adjusted (ZJ22-Art.28, YN-Art.39).
    Adjust {
        /// Whenever needed.
        Dynamic,
        /// At least once a year.
        Yearly,
    }
    /// Groups consulted on the annual open-priority list (ZJ22-Art.29, DQ-Art.18).
    Group { IndustryOrganisations, Enterprises, Experts, Public, IndustryAuthorities }
    /// Reviews before an attribute is settled (B05).
    Review { AsNeeded, Legality, Expert, Secrecy, PrivacyTradeSecret, Aggregation }
    /// Ways out of a ground against opening (C-04).
    WayOut { Anonymise, Desensitise, Declassify, Consent, Treatment, PublicInterest }
    /// What an acquisition agreement that is silent on opening means (C-31).
    AgreementSilent { Open, Closed }
    /// What moving an open dataset to restricted needs (B06).
    Downgrade { Reason, SecurityAndFiling, NoUnauthorisedConditions }
    /// Grounds against opening (B05, R-038).
    NonPublicGround {
        Security, PublicInterest, PersonalInformation, Privacy, TradeSecret, ConfidentialBusiness, AcquisitionAgreement, IntellectualProperty,
        Law, StateCouncilPolicy, StateSecret, SecurityEconomyStability, OtherChannel,
    }
    /// Grounds for opening with restrictions (A2).
    RestrictionGround { TreatedData, ConsentGiven, ResourceCrowding, HighBenefitUnassessableRisk, HighCapability, TargetedAuthorisation }
    /// Steps of a restricted application (C-01).
    Step {
        /// 规范性审查
        Formal,
        /// 需求审核
        Demand,
        /// 需求复核
        Recheck,
    }
    /// Who receives an application (C-01, C-19, C-32).
    Addressee { Authority, PublicBody, Provider }
    /// What a supplement does to the clock of the next step (S09).
    SupplementRule { RestartAtComplete }
    /// Kinds of applicant that need a security-protection level.
    ApplicantKind { Organisation, Individual }
    /// Tests of credit at application (C-17).
    CreditTest { RecordUnderRegulation, DishonestDebtor, AbnormalOperation, SeriousViolation, OtherSeriousDishonesty, CreditGrade }
    /// When applications are accepted (C-05).
    WindowMode { Announced, Always }
    /// Who signs when two or more publishers take part (C-06).
    MultiParty { Authority, EachProvider }
    /// Texts an agreement is built from.
    ClauseSet { F4, Zj22_33, Dq24, F4Adapted }
    /// Who publishes the register of recipients (C-22).
    RegisterPublisher { Authority, PublicBody, Optional }
    /// What a citation of data names (C-24).
    CitationField { Source, AccessDate }
    /// Who may ask for a correction (C-10).
    Standing { OwnDataOrFinder, DataSubject }
    /// What bounds a correction that the authority orders (C-11).
    AuthorityInitiatedMode { DateInNotice, Clock }
    /// Outcomes of a withdrawal request (C-15).
    Outcome { Withdraw, ProcessReopen, Continue }
    /// Who re-examines the result of a withdrawal request (C-14).
    Reexamination { Authority, None }
    /// When a suspended dataset may reopen.
    Reopen { AfterClearance }
    /// How a violation ends that is not rectified (C-16).
    FinalAction { Terminate, PerLaw }
    /// Grounds of a violation (B16).
    ViolationGround { BeyondAgreement, SecurityMeasures, PlatformSecurityRules, OtherSerious, MiningSecrets, HarmToInterests }
    /// What makes a credit entry (C-16).
    CreditTrigger { RegulatorsAction, NotRectified, None }
    /// Access to one's own data (B22).
    SelfAccess { Optional, FreeOfCharge, Yes }
    /// Ranks of legal basis for refusing to share (C-08).
    BasisRank { Law, Regulation, Rule, StateProvision, AdministrativeRegulation, StateCouncilDecision }
    /// Classes of sharing.
    ShareClass { Unconditional, Conditional, None }
    /// What happens to sensitive emergency data (C-26).
    EmergencyAction { Seal, Destroy, ShutApps }
    /// Classes of sensitive emergency data (C-26).
    EmergencyClass { PersonalInformation, Privacy, TradeSecret, ConfidentialBusiness, StateSecret }
    /// Attributes that can be disputed.
    DisputeScope { Open, Sharing }
    /// Between whom.
    DisputeParties { AuthorityAndBody, BodyAndBody }
    /// How levels of government share the platform (C-23).
    Zones { Levels, ViaUpperLevels, OnePlatformWithZones }
}
