//! Clocks and amounts: every number of the regulation, with what it means.
use crate::calendar::{CalendarResult, Calendars, Due, Extension, Period, Start, due_extended, due_period};
use crate::law::Citation;
use serde::{Deserialize, Serialize};

/// Whether law fixes a number, or the portal set it as a goal (服务目标，非法定期限).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// 法定
    Statutory,
    /// 服务目标: a decision of the portal's design, never shown as law.
    ServiceTarget,
}

/// How strongly a period binds (rules §0).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Strength {
    /// 应当: overrun is flagged and needs a reason to close.
    Hard,
    /// 原则上: warns, never blocks.
    Soft,
    /// 立即: no number in law.
    Immediate,
    /// 及时: no number in law.
    Prompt,
}

/// When an act without a number is owed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum When {
    /// In every case.
    #[default]
    Always,
    /// Only when the case needs it (必要时).
    IfNecessary,
}

/// What starts or stops a clock (N6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    Received,
    ReceivedByBody,
    ReceivedByAuthority,
    ReceivedByProvider,
    ConsultationReceived,
    FeedbackReceived,
    NoticeReceived,
    ChangeOccurred,
    AuthorityOpinionGiven,
    ConsultationOpened,
    ConsultationClosed,
    Submitted,
    SubmittedComplete,
    FormalReviewPassed,
    FormalReviewDecided,
    DemandReviewDecided,
    LastPublisherAnswered,
    RecheckDecided,
    FirstDelivery,
    Delivered,
    DerivedApplicationPublished,
    RegisterPublished,
    Published,
    Forwarded,
    VerificationBegun,
    /// 校核完毕 · 核实完毕
    Verified,
    /// Verification, correction **and** feedback are done (YN-Art.20).
    FeedbackGiven,
    Decided,
    Suspended,
    RiskFound,
    Answered,
    ReplyGiven,
    AgreeingReplyGiven,
    Consulted,
    SharingDecided,
    /// 予以共享
    Shared,
}

/// Who consents to an extension (C-13).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Approver {
    /// 机构负责人
    BodyHead,
    /// 同级公共数据主管部门
    SameLevelAuthority,
}

/// How a clock may be extended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExtensionRule {
    /// `{ total_max = n }` or `{ plus_max = n }` (C-12).
    pub limit: Extension,
    /// Whose consent it needs.
    pub approver: Approver,
    /// Only one extension.
    pub once: bool,
    /// The applicant must be told.
    pub notify_applicant: bool,
}

/// A period: when it starts, what stops it, how long it is, how strongly it binds, who may extend it, where it is written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clock {
    /// `None` where the law gives no number (immediate, prompt).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<Period>,
    /// How strongly it binds.
    pub strength: Strength,
    /// When the act is owed at all.
    #[serde(default, skip_serializing_if = "is_always")]
    pub when: When,
    /// Law or goal.
    pub kind: Kind,
    /// Start event; its day is not counted (N1).
    pub start: Event,
    /// Stop event.
    pub stop: Event,
    /// Whether and how it may be extended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extension: Option<ExtensionRule>,
    /// Where it is written.
    pub sources: Vec<Citation>,
}

fn is_always(when: &When) -> bool {
    *when == When::Always
}

impl Clock {
    /// The number of working days, if it is counted in them.
    pub const fn working_days(&self) -> Option<u32> {
        match self.period {
            Some(Period::WorkingDays(length)) => Some(length),
            _ => None,
        }
    }

    /// When the clock runs out; `None` where there is no number.
    ///
    /// # Errors
    /// Those of [`due_period`].
    pub fn due(&self, start: impl Into<Start>, calendars: &Calendars) -> CalendarResult<Option<Due>> {
        self.period.map(|period| due_period(start, period, calendars)).transpose()
    }

    /// When the clock runs out after it was extended by `additional` working days; `None` where the profile knows no extension.
    ///
    /// # Errors
    /// `ExtensionTooLong` above the rule, and those of [`due_extended`].
    pub fn due_extended(
        &self,
        start: impl Into<Start>,
        additional: u32,
        calendars: &Calendars,
    ) -> CalendarResult<Option<Due>> {
        match (self.working_days(), self.extension) {
            (Some(base), Some(rule)) => due_extended(start, base, rule.limit, additional, calendars).map(Some),
            _ => Ok(None),
        }
    }
}

/// Unit of an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// 年
    Years,
    /// 月
    Months,
    /// 日
    Days,
    /// 秒
    Seconds,
    /// 级
    Level,
    /// 字
    Characters,
}

/// A number of the regulation that is no clock: a cycle, a retention, a limit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Amount {
    /// The number.
    pub value: u32,
    /// Its unit.
    pub unit: Unit,
    /// Law or goal.
    pub kind: Kind,
    /// Where it is written.
    pub sources: Vec<Citation>,
}

/// When owners are reminded before something ends (R-147, B10).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reminders {
    /// At half of the period.
    #[serde(default)]
    pub at_half_time: bool,
    /// So many calendar days before.
    #[serde(default)]
    pub days_before: Vec<u32>,
    /// So many calendar days after it began to wait.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub days_after: Vec<u32>,
    /// So many working days before.
    #[serde(default)]
    pub working_days_before: Vec<u32>,
    /// At the end.
    #[serde(default)]
    pub at_expiry: bool,
    /// Law or goal.
    pub kind: Kind,
    /// Where it is written.
    pub sources: Vec<Citation>,
}
