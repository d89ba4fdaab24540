//! After delivery: what is suspected of a user (B16), and the public register of recipients (B15, R-091).
use crate::cases::{CommandRef, Turn};
use crate::{BodyRef, Caller, Coded, FormData, PortResult};
use async_trait::async_trait;
use chrono::NaiveDate;
use domain::access::violation::Group;
use domain::locale::Locale;
use domain::policy::Actor;

/// Fields of the form of a suspicion.
pub mod forms {
    /// Number of the agreement.
    pub const AGREEMENT: &str = "agreement";
    /// Public codes of the datasets concerned, repeatable, at least one.
    pub const DATASETS: &str = "datasets";
    /// What is suspected, 10 to 1000 characters.
    pub const TEXT: &str = "text";
    /// Number of the complaint it comes from, optional.
    pub const COMPLAINT: &str = "complaint";
}

/// What a suspicion is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SuspicionPage {
    pub agreement: String,
    /// Name of the user, as the parties of an agreement know each other.
    pub user: String,
    /// 应用服务名称
    pub service: String,
    /// Datasets the reader's body may act on.
    pub datasets: Vec<Coded>,
}

/// What is asked of the list of violations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ViolationQuery {
    /// `None` = all.
    pub group: Option<Group>,
    /// From 1.
    pub page: u32,
}

impl ViolationQuery {
    /// Name of the parameter.
    pub const GROUP: &'static str = "state";

    /// As the address says it; what is unknown is all.
    pub fn parse(group: Option<&str>, page: Option<&str>) -> Self {
        Self {
            group: group.and_then(Group::from_code),
            page: page.and_then(|page| page.parse().ok()).unwrap_or(1).clamp(1, 100_000),
        }
    }
}

/// A violation in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ViolationItem {
    pub number: String,
    pub agreement: String,
    /// A natural person is masked.
    pub user: String,
    /// Titles of the data concerned.
    pub datasets: Vec<String>,
    pub state: Coded,
    pub turn: Turn,
    /// Who has to act; nobody when it is over.
    pub with: Option<String>,
    /// The last day to rectify, while that is waited for, and how many days are left: 0 = it ends tonight, negative = it is past.
    pub rectify_by: Option<(NaiveDate, i64)>,
    /// How far the credit record is (`regulators`, `entered`, `lifted`), since when; `None` = nothing of it.
    pub credit: Option<(Coded, NaiveDate)>,
    /// What the reader has to do.
    pub act: Option<CommandRef>,
}

/// A page of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ViolationList {
    pub rows: Vec<ViolationItem>,
    /// How many there are of each; `None` = all.
    pub counts: Vec<(Option<Group>, u64)>,
    /// Of what was asked.
    pub total: u64,
    pub per_page: u32,
}

/// What is asked of the register.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecipientQuery {
    /// Words found in an entry as it is published, all of them.
    pub text: Option<String>,
    /// `active`, `suspended`, `ended`.
    pub status: Option<String>,
    /// From 1; `None` = everything that is found.
    pub page: Option<u32>,
}

/// An entry of the register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecipientRow {
    /// A natural person's is masked.
    pub name: String,
    /// Codes and titles.
    pub datasets: Vec<Coded>,
    pub publishers: Vec<BodyRef>,
    pub service: String,
    /// 应用场景
    pub purpose: String,
    /// Legal date of the signature.
    pub from: NaiveDate,
    /// Last day.
    pub to: Option<NaiveDate>,
    /// `active`, `suspended`, `ended`.
    pub status: Coded,
    /// Number of the agreement, for the party whose entry it is.
    pub own: Option<String>,
}

/// A page of the register, the newest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecipientPage {
    /// Entries found.
    pub total: u64,
    /// From 1.
    pub page: u32,
    pub per_page: u32,
    pub rows: Vec<RecipientRow>,
    /// What the register can be narrowed to.
    pub statuses: Vec<Coded>,
}

/// Use cases; see the module.
#[async_trait]
pub trait Oversight: Send + Sync {
    /// What a suspicion about an agreement would be about; `None` before a number is given. `forbidden` for those who may report none,
    /// `not-found` at the number for those without a part in the agreement.
    async fn suspicion(&self, caller: &Caller, agreement: Option<&str>) -> PortResult<Option<SuspicionPage>>;

    /// Opens a violation case; its number. `Invalid` with every fault.
    async fn report(&self, caller: &Caller, form: &FormData) -> PortResult<String>;

    /// `/admin/violations`: those the reader's office has a part in. `forbidden` for everybody else, `second-factor-needed`.
    async fn violations(&self, caller: &Caller, query: ViolationQuery) -> PortResult<ViolationList>;

    /// 受限数据获取名单, public.
    async fn recipients(&self, actor: &Actor, locale: Locale, query: &RecipientQuery) -> PortResult<RecipientPage>;
}
