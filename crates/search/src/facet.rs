//! The filters of a search.

use serde::{Deserialize, Serialize};

/// A filter with counts. Values are codes; inside one facet they are alternatives, across facets all must hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Facet {
    /// 开放主体, by code.
    Publisher,
    /// 开放属性.
    AccessRights,
    /// 数据领域; a dataset may have several.
    Theme,
    /// 数据格式; a dataset may have several.
    Format,
    /// 数据类型.
    DataType,
    /// 更新频率.
    AccrualPeriodicity,
    /// 层级.
    Level,
    /// 地区, by GB/T 2260 code; a dataset carries its region and those that contain it.
    Region,
    /// 年份 of the last update.
    Year,
    /// 可看表: `true` or `false`.
    HasTable,
    /// 更新时间 relative to the day of the request: `7d`, `30d`, `1y`, `older`. The first three contain one another.
    Updated,
}

impl Facet {
    /// All facets, in the order their groups are shown.
    pub const ALL: [Facet; 11] = [
        Facet::AccessRights,
        Facet::Theme,
        Facet::Publisher,
        Facet::Format,
        Facet::DataType,
        Facet::AccrualPeriodicity,
        Facet::Level,
        Facet::Region,
        Facet::Updated,
        Facet::Year,
        Facet::HasTable,
    ];

    /// The facets whose values are stored with the dataset; the position is the column. `Updated` depends on the day asked.
    pub(crate) const STORED: [Facet; 10] = [
        Facet::Publisher,
        Facet::AccessRights,
        Facet::Theme,
        Facet::Format,
        Facet::DataType,
        Facet::AccrualPeriodicity,
        Facet::Level,
        Facet::Region,
        Facet::Year,
        Facet::HasTable,
    ];

    /// The name of the query parameter.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Facet::Publisher => "publisher",
            Facet::AccessRights => "access_rights",
            Facet::Theme => "theme",
            Facet::Format => "format",
            Facet::DataType => "data_type",
            Facet::AccrualPeriodicity => "accrual_periodicity",
            Facet::Level => "level",
            Facet::Region => "region",
            Facet::Year => "year",
            Facet::HasTable => "has_table",
            Facet::Updated => "updated",
        }
    }

    /// The facet of a query parameter.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Facet> {
        Facet::ALL.into_iter().find(|facet| facet.name() == name)
    }
}
