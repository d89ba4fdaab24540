//! 受限数据获取名单 (B15, R-091): the public register of recipients. Natural persons' names are masked before they leave the portal.
use crate::account::PartyKind;
use crate::code_list;
use crate::party::mask;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

code_list! {
    /// How an entry stands.
    RecipientStatus {
        /// 使用中
        Active = "active",
        /// 暂停
        Suspended = "suspended",
        /// 已结束
        Ended = "ended",
    }
}

/// An entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recipient {
    /// As published.
    pub name: String,
    pub kind: PartyKind,
    pub datasets: Vec<Uuid>,
    pub publishers: Vec<Uuid>,
    /// 应用服务名称
    pub service: String,
    /// 应用场景
    pub purpose: String,
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
    pub status: RecipientStatus,
}

impl Recipient {
    /// The name as the public reads it.
    pub fn published_name(kind: PartyKind, name: &str) -> String {
        if kind == PartyKind::Person { mask::name(name) } else { name.to_owned() }
    }
}
