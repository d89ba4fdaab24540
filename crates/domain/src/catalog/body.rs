//! 公共管理和服务机构: who publishes (rules A1). A publisher *is* a body.
use super::codes::Level;
use crate::code_list;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A public body. Keyed by region code and normalised name: 市统计局 of ten cities are ten bodies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Body {
    pub id: Uuid,
    /// Public address, see [`super::ident`].
    pub code: String,
    /// Name as shown, e.g. 杭州市统计局 or 省气象局.
    pub name: String,
    pub name_en: Option<String>,
    pub level: Level,
    /// GB/T 2260 code, six digits.
    pub region: String,
    pub parent: Option<Uuid>,
    /// True for the stand-in of records that name no organisation, shown 〔来源未注明〕.
    pub unattributed: bool,
    /// Public telephone or address for questions about its data; never a private person's.
    pub contact: Option<String>,
    pub website: Option<String>,
}

code_list! {
    /// Type of a body. Which ones there are is said by the regulation profile (`platform.body_types`, C-25).
    BodyType {
        /// 国家机关 (ZJ22-Art.3, YN-Art.3)
        StateOrgan = "state_organ",
        /// 行政机关 (DQ-Art.2)
        AdministrativeOrgan = "administrative_organ",
        /// 履行公共管理和服务职能的事业单位 (DQ-Art.2)
        Institution = "institution",
        /// 授权管理公共事务的组织 (ZJ22-Art.3, YN-Art.3)
        AuthorisedOrganisation = "authorised_organisation",
        /// 公共服务运营单位: water, electricity, gas, public transport (ZJ22-Art.3, DQ-Art.41, YN-Art.3)
        PublicServiceOperator = "public_service_operator",
    }
}
