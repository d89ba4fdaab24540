//! 开放主体: who publishes, and how much.
use crate::{Coded, PortResult};
use async_trait::async_trait;
use chrono::NaiveDate;
use domain::locale::Locale;
use domain::policy::Actor;
use serde::{Deserialize, Serialize};

/// A publisher in a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PublisherRow {
    pub code: String,
    pub name: String,
    pub level: Coded,
    pub region: Coded,
    pub datasets: u64,
    /// Of them 无条件开放.
    pub public: u64,
    /// Of them with a table to look at.
    pub with_table: u64,
    pub updated: Option<NaiveDate>,
}

/// A publisher's page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PublisherView {
    #[serde(flatten)]
    pub row: PublisherRow,
    pub contact: Option<String>,
    pub website: Option<String>,
    pub unattributed: bool,
    pub parent: Option<crate::BodyRef>,
    /// It has ended.
    pub ended: Option<EndedView>,
}

/// The end of a body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EndedView {
    /// Local date (+08:00).
    pub on: chrono::NaiveDate,
    /// Who has its datasets' questions and its cases since; the code is empty where that body has no page.
    pub successor: Option<crate::BodyRef>,
}

/// Filter of the list.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PublisherQuery {
    pub q: String,
    pub level: Option<String>,
    pub region: Option<String>,
    /// From 1.
    pub page: u32,
}

/// One page of publishers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PublisherPage {
    pub total: u64,
    pub page: u32,
    pub per_page: u32,
    pub rows: Vec<PublisherRow>,
    /// Regions with their number of publishers, for the filter.
    pub regions: Vec<crate::datasets::FacetValue>,
    pub levels: Vec<crate::datasets::FacetValue>,
}

#[async_trait]
pub trait Bodies: Send + Sync {
    async fn publishers(&self, actor: &Actor, locale: Locale, query: &PublisherQuery) -> PortResult<PublisherPage>;
    async fn publisher(&self, actor: &Actor, locale: Locale, code: &str) -> PortResult<PublisherView>;
}
