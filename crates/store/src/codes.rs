//! Code lists in columns.
use crate::{StoreError, StoreResult};
use domain::account::{AccountState, Mandate, PartyKind, Role, Verification};
use domain::catalog::{
    AccessRights, AccessRightsSource, AccrualPeriodicity, BodyType, DataType, DistributionKind, Format, Level,
    SuspensionReason, Theme, WithdrawalReason,
};
use domain::party::proof::Proof;
use std::collections::BTreeSet;

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
    AccountState,
    AccrualPeriodicity,
    BodyType,
    DataType,
    DistributionKind,
    Format,
    Level,
    Mandate,
    PartyKind,
    Proof,
    Role,
    SuspensionReason,
    Theme,
    Verification,
    WithdrawalReason,
);

/// The value of a code column.
pub(crate) fn code<T: Code>(column: &'static str, stored: &str) -> StoreResult<T> {
    T::parse(stored).ok_or_else(|| StoreError::corrupt(column, stored))
}

/// A text column of codes with blanks between them.
pub(crate) fn set<T: Code + Ord>(column: &'static str, stored: &str) -> StoreResult<BTreeSet<T>> {
    stored.split_whitespace().map(|one| code(column, one)).collect()
}
