//! Error codes (kebab-case) and what a port answers when it does not answer with a view.
use crate::cases::Preview;
use chrono::{DateTime, NaiveDate, Utc};
use domain::access::{Fault, FaultCode};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

macro_rules! error_codes {
    ($($(#[$meta:meta])* $variant:ident = $code:literal / $status:literal),+ $(,)?) => {
        /// Every refusal a reader can meet. The words live in `locales/*/errors.ftl` under `error-<code>`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub enum ErrorCode { $($(#[$meta])* #[serde(rename = $code)] $variant),+ }

        impl ErrorCode {
            /// All codes, for the test that finds missing words.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The stable code, as in the `type` of a problem document.
            pub const fn code(self) -> &'static str { match self { $(Self::$variant => $code),+ } }

            /// The HTTP status: the one place where codes become statuses.
            pub const fn status(self) -> u16 { match self { $(Self::$variant => $status),+ } }
        }
    };
}

error_codes! {
    /// Nothing here, or nothing the reader may know of.
    NotFound = "not-found" / 404,
    /// 撤回: withdrawn, see the tombstone.
    Withdrawn = "withdrawn" / 410,
    /// 中止开放: suspended for everybody.
    Suspended = "suspended" / 403,
    /// 受限开放: data only after application.
    ApplicationNeeded = "application-needed" / 403,
    /// The file holds items without recorded treatment or consent.
    WithheldItems = "withheld-items" / 403,
    /// A parameter that the address does not know.
    UnknownParameter = "unknown-parameter" / 400,
    /// A parameter whose value is not of its form.
    BadValue = "bad-value" / 400,
    /// A column the table does not have (or does not show).
    UnknownColumn = "unknown-column" / 400,
    /// Beyond the end, or more than one answer may hold.
    OutOfRange = "out-of-range" / 400,
    /// A byte range beyond the end of the file.
    RangeNotSatisfiable = "range-not-satisfiable" / 416,
    /// The question needs more rows at once than the limits allow; narrow it.
    TooExpensive = "too-expensive" / 400,
    /// The rows do not fit into this format.
    TooLargeForFormat = "too-large-for-format" / 400,
    /// The time limit passed.
    TimedOut = "timed-out" / 503,
    /// Too many readers at once; try again shortly.
    Busy = "busy" / 503,
    /// The index or the store is not ready yet.
    NotReady = "not-ready" / 503,
    /// There is no Chinese font on the server to make a PDF with.
    PdfFontMissing = "pdf-font-missing" / 503,
    /// The request rate limit of this address is used up.
    TooManyRequests = "too-many-requests" / 429,
    MethodNotAllowed = "method-not-allowed" / 405,
    NotAcceptable = "not-acceptable" / 406,
    /// Something typed into a form is not right; the page says what, field by field.
    Invalid = "invalid" / 422,
    /// Signing in is needed first.
    SignInNeeded = "sign-in-needed" / 401,
    /// The role this needs is not held (fact `role`).
    Forbidden = "forbidden" / 403,
    /// The form came from another site, or without saying from where.
    ForeignOrigin = "foreign-origin" / 403,
    /// Somebody else changed the same thing in the meantime; look again (409).
    Conflict = "conflict" / 409,
    /// The body of the request is larger than the limit (fact `limit_mb`).
    BodyTooLarge = "body-too-large" / 413,
    /// A required answer is missing.
    Required = "required" / 422,
    /// More characters than the field may hold (facts `max`, `over`).
    TooLong = "too-long" / 422,
    /// Fewer characters than needed (fact `min`).
    TooShort = "too-short" / 422,
    /// A calendar or regulation profile would not be one any more (fact `why`).
    RuleRefused = "rule-refused" / 422,
    /// Who drafted something does not publish it: another person must.
    SecondPersonNeeded = "second-person-needed" / 403,
    /// Unknown account or wrong password, in the same words (fact `left`: tries left).
    WrongCredentials = "wrong-credentials" / 422,
    /// Too many wrong tries; wait (fact `minutes`).
    TooManyAttempts = "too-many-attempts" / 429,
    /// The code of the second factor is not right, or was used.
    WrongCode = "wrong-code" / 422,
    /// The link was used, is too old, or never was.
    LinkExpired = "link-expired" / 410,
    /// The address must be confirmed by the link in the mail first.
    EmailUnconfirmed = "email-unconfirmed" / 403,
    /// Easy to guess (fact `reason`).
    WeakPassword = "weak-password" / 422,
    /// Not an e-mail address.
    BadEmail = "bad-email" / 422,
    /// Not a number of its kind (fact `reason`).
    BadNumber = "bad-number" / 422,
    /// An organisation is verified under this code already: its head invites.
    OrganisationKnown = "organisation-known" / 409,
    /// They belong there already.
    AlreadyMember = "already-member" / 409,
    /// A body would be left without administrator, an organisation without head.
    LastAdmin = "last-admin" / 409,
    /// The region has a body of this name (fact `code`).
    BodyKnown = "body-known" / 422,
    /// The body above would stand below (R-152 needs an order of levels).
    BodyCircle = "body-circle" / 422,
    /// This body cannot take over the cases: one of them is about it, or they need an authority (fact `number`).
    SuccessorUnfit = "successor-unfit" / 422,
    /// A provider of sign-in does not answer.
    ProviderUnavailable = "provider-unavailable" / 503,
    /// The reader, or the provider, did not want to sign in.
    ProviderDenied = "provider-denied" / 403,
    /// What a provider sent is not to be believed.
    ProviderAnswer = "provider-answer" / 403,
    /// Signing in at a provider did not begin in this browser, or too long ago.
    SignInStale = "sign-in-stale" / 400,
    /// The identity belongs to another account, or the account has one of that provider.
    IdentityTaken = "identity-taken" / 409,
    /// Nothing else would be left to sign in with.
    LastWayIn = "last-way-in" / 409,
    /// The account has no password to confirm this with.
    NoPassword = "no-password" / 422,
    /// The address has an account: sign in to link.
    EmailKnown = "email-known" / 422,
    /// A provider of sign-in gives these roles; they are changed there.
    RolesFromProvider = "roles-from-provider" / 409,
    /// The role counts only with a second factor.
    SecondFactorNeeded = "second-factor-needed" / 403,
    /// Nobody decides what they filed themselves.
    OwnCase = "own-case" / 403,
    /// No competent authority is set up that could receive the case.
    NoAuthority = "no-authority" / 503,
    /// Never to the body the case is about.
    RouteToTarget = "route-to-target" / 422,
    /// Not a body of this authority's region.
    OutsideJurisdiction = "outside-jurisdiction" / 422,
    /// After an objection somebody else has to answer.
    SamePerson = "same-person" / 403,
    /// More working days than the rule allows.
    ExtensionTooLong = "extension-too-long" / 422,
    /// A notice of what is missing names nothing.
    NothingMissing = "nothing-missing" / 422,
    /// Everything missing is told once: a second notice with something new needs leave.
    SecondNotice = "second-notice" / 422,
    /// Demand review and recheck of one application need different persons.
    FourEyes = "four-eyes" / 403,
    /// A refusal whose words to the applicant were not looked at, or were others.
    PreviewNeeded = "preview-needed" / 422,
    /// An agreement with empty blanks is not confirmed and not signed (fact `blanks`; S13).
    BlanksEmpty = "blanks-empty" / 422,
    /// The opening side has not confirmed the text yet.
    NotConfirmed = "not-confirmed" / 422,
    /// The text or the day is another one than was shown: it is read again before it is signed.
    AgreementChanged = "agreement-changed" / 422,
    /// The term is over.
    AgreementOver = "agreement-over" / 422,
    /// Not a kind of document that is taken.
    FileKind = "file-kind" / 422,
    FileEmpty = "file-empty" / 422,
    /// A document above the limit (facts `max_mb`, `mb`).
    FileTooLarge = "file-too-large" / 422,
    /// More documents at once than a form takes (fact `max`).
    TooManyFiles = "too-many-files" / 422,
    /// Not one of the values offered (fact `value`).
    NotOffered = "not-offered" / 422,
    /// Has to say the same as another place (fact `other`).
    Mismatch = "mismatch" / 422,
    /// Stands there already.
    Duplicate = "duplicate" / 422,
    /// Not valid any more (fact `until`).
    Expired = "expired" / 422,
    /// Issued too long ago (facts `max`, `issued`).
    TooOld = "too-old" / 422,
    /// Dated in the future.
    NotYet = "not-yet" / 422,
    /// The applicant's identity is not verified.
    Unverified = "unverified" / 422,
    /// The text that was signed is not the present one.
    TextChanged = "text-changed" / 422,
    /// Cannot be changed any more.
    Locked = "locked" / 409,
    /// A document that opens with a password only.
    FileProtected = "file-protected" / 422,
    /// Restricted data is called with a key in the header `Authorization`.
    KeyNeeded = "key-needed" / 401,
    /// Nobody's key.
    KeyInvalid = "key-invalid" / 401,
    /// Revoked, or another one took its place.
    KeyRevoked = "key-revoked" / 401,
    /// A key stood in the address, where others can read it: it is taken for known to them.
    KeyInQuery = "key-in-query" / 400,
    /// Not an address from which the key may be used.
    WrongAddress = "wrong-address" / 403,
    /// Not a network address.
    BadAddress = "bad-address" / 422,
    /// As many keys as an agreement may have (fact `max`).
    TooManyKeys = "too-many-keys" / 409,
    /// As many 意见模板 as a body may have (fact `max`).
    TooManyTemplates = "too-many-templates" / 422,
    /// The agreement is not in force yet.
    AccessNotBegun = "not-begun" / 403,
    /// The agreement has ended.
    AccessEnded = "agreement-ended" / 403,
    /// 暂时关闭权限.
    AccessClosed = "user-closed" / 403,
    /// Another way of delivery was agreed.
    WrongMode = "wrong-mode" / 403,
    /// Not the system of the agreement.
    WrongSystem = "wrong-system" / 403,
    /// Not approved, or added later (fact `items`).
    ItemNotApproved = "item-not-approved" / 403,
    /// Outside of the approved range.
    RangeNotApproved = "range-not-approved" / 403,
    /// No column says to which part of the approved range a row belongs.
    RangeUnclear = "range-unclear" / 403,
    /// The agreed volume is used up (facts `count`, `unit`, `again`).
    VolumeUsedUp = "volume-used-up" / 429,
    /// No consent of the person concerned.
    ConsentNeeded = "consent-needed" / 403,
    /// An approved item was removed or renamed (facts `item`, `version`).
    ItemGone = "item-gone" / 409,
    /// A line of a file (facts `line`, `column`, `why`).
    LineFault = "line-fault" / 422,
    /// A text lacks the place for something the law asks for (fact `value`).
    BlankMissing = "blank-missing" / 422,
    /// A text names a blank that does not exist (fact `blank`).
    UnknownBlank = "unknown-blank" / 422,
    /// Unknown fault; the log has it under the request id.
    Internal = "internal" / 500,
}

/// A refusal with the facts its words need (`{name}` arguments of the message).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Refusal {
    pub code: ErrorCode,
    /// The parameter or field at fault.
    pub field: Option<String>,
    pub facts: BTreeMap<String, String>,
    /// The rule behind a legal refusal, e.g. `zj22/art-44`.
    pub rule: Option<String>,
}

impl Refusal {
    /// A refusal without facts.
    pub fn new(code: ErrorCode) -> Self {
        Self { code, field: None, facts: BTreeMap::new(), rule: None }
    }
    /// Names the field or parameter.
    #[must_use]
    pub fn field(mut self, field: impl Into<String>) -> Self {
        self.field = Some(field.into());
        self
    }
    /// Adds a fact.
    #[must_use]
    pub fn fact(mut self, name: &str, value: impl ToString) -> Self {
        self.facts.insert(name.to_owned(), value.to_string());
        self
    }
    /// Names the rule.
    #[must_use]
    pub fn rule(mut self, rule: &str) -> Self {
        self.rule = Some(rule.to_owned());
        self
    }
}

/// A fault of a form of restricted data, code by code.
impl From<Fault> for Refusal {
    fn from(fault: Fault) -> Self {
        let code = match fault.code {
            FaultCode::Required => ErrorCode::Required,
            FaultCode::TooLong => ErrorCode::TooLong,
            FaultCode::TooShort => ErrorCode::TooShort,
            FaultCode::BadValue => ErrorCode::BadValue,
            FaultCode::BadNumber => ErrorCode::BadNumber,
            FaultCode::OutOfRange => ErrorCode::OutOfRange,
            FaultCode::NotOffered => ErrorCode::NotOffered,
            FaultCode::Mismatch => ErrorCode::Mismatch,
            FaultCode::Duplicate => ErrorCode::Duplicate,
            FaultCode::Expired => ErrorCode::Expired,
            FaultCode::TooOld => ErrorCode::TooOld,
            FaultCode::NotYet => ErrorCode::NotYet,
            FaultCode::Unverified => ErrorCode::Unverified,
            FaultCode::TextChanged => ErrorCode::TextChanged,
            FaultCode::Locked => ErrorCode::Locked,
        };
        Self { code, field: Some(fault.field), facts: fault.facts, rule: None }
    }
}

/// What the tombstone of a withdrawn dataset shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tombstone {
    pub code: String,
    /// `None` where the title itself must not be shown.
    pub title: Option<String>,
    pub on: NaiveDate,
    /// Label of the reason class.
    pub reason: String,
    pub publisher: String,
    pub publisher_code: String,
    pub contact: Option<String>,
}

/// The other answers of a port.
#[derive(Debug, thiserror::Error)]
pub enum PortError {
    #[error("{}", .0.code.code())]
    Refused(Refusal),
    #[error("withdrawn")]
    Gone(Box<Tombstone>),
    /// Merged or renamed: 301 to this code.
    #[error("moved to {0}")]
    Moved(String),
    /// Suspended since, with the label of the reason class.
    #[error("suspended since {since}")]
    Suspended { since: DateTime<Utc>, reason: String },
    /// What was typed is not right: every fault at once, each with its field.
    #[error("invalid: {}", .0.len())]
    Invalid(Vec<Refusal>),
    /// `preview-needed`: a refusal that nobody has read yet; nothing is done. What would be told stands here, with the token that says it was read.
    #[error("unread")]
    Unread(Box<Preview>),
    /// Logged in full, shown as a request id only.
    #[error("internal: {0}")]
    Internal(String),
}

impl From<Refusal> for PortError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl PortError {
    /// The code under which pages and problems speak of it.
    pub fn code(&self) -> ErrorCode {
        match self {
            Self::Refused(r) => r.code,
            Self::Invalid(_) => ErrorCode::Invalid,
            Self::Gone(_) => ErrorCode::Withdrawn,
            Self::Moved(_) => ErrorCode::NotFound,
            Self::Suspended { .. } => ErrorCode::Suspended,
            Self::Unread(_) => ErrorCode::PreviewNeeded,
            Self::Internal(_) => ErrorCode::Internal,
        }
    }
}

pub type PortResult<T> = Result<T, PortError>;
