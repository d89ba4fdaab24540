//! Code lists in columns.
use crate::{StoreError, StoreResult};
use domain::catalog::{
    AccessRights, AccessRightsSource, AccrualPeriodicity, DataType, DistributionKind, Format, Level, SuspensionReason,
    Theme, WithdrawalReason,
};

/// A code list whose values are stored as their codes.
pub(crate) trait Code: Sized {
    fn parse(code: &str) -> Option<Self>;
}

macro_rules! codes {
    ($($list:ident),+ $(,)?) => {
        $(impl Code for $list {
            fn parse(code: &str) -> Option<Self> {
                Self::from_code(code)
            }
        })+
    };
}
codes!(
    AccessRights,
    AccessRightsSource,
    AccrualPeriodicity,
    DataType,
    DistributionKind,
    Format,
    Level,
    SuspensionReason,
    Theme,
    WithdrawalReason,
);

/// The value of a code column.
pub(crate) fn code<T: Code>(column: &'static str, stored: &str) -> StoreResult<T> {
    T::parse(stored).ok_or_else(|| StoreError::corrupt(column, stored))
}
