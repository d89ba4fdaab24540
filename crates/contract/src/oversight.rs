//! After delivery: what is suspected of a user (B16), and the public register of recipients (B15, R-091).
use crate::{BodyRef, Caller, Coded, FormData, PortResult};
use async_trait::async_trait;
use chrono::NaiveDate;
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

    /// 受限数据获取名单, public.
    async fn recipients(&self, actor: &Actor, locale: Locale, query: &RecipientQuery) -> PortResult<RecipientPage>;
}
