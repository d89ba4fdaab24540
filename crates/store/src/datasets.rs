//! 数据集: writing them ([`upsert`], [`acts`]), reading one ([`one`]), lists and numbers ([`cards`], [`lists`]), and what the search index
//! is built from ([`indexing`]).
mod acts;
mod cards;
mod indexing;
mod lists;
mod one;
mod record;
mod row;
mod upsert;

pub use acts::Moved;
pub use cards::{CardRow, OpenSuspension, PublisherRef};
pub use indexing::IndexRow;
pub use lists::{FeedRow, Totals};
pub use one::DatasetFull;
pub(crate) use one::with_items;
pub(crate) use row::{DATASET, DatasetRow};
pub use upsert::{Outcome, Upserted};

use domain::catalog::AccessRights;

/// Who a list is made for. Every function that could tell of a dataset takes one, so that nobody forgets to ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Anyone: only what is listed in the open catalogue and not 禁止开放.
    Public,
    /// The portal itself: everything that was ever entered.
    All,
}

impl Audience {
    /// The condition on a row of `datasets` named `alias`. The words are those of the partial indexes.
    pub(crate) fn sees(self, alias: &str) -> String {
        match self {
            Self::Public => {
                format!(
                    "{alias}.publication = 'LISTED' AND {alias}.access_rights <> '{}'",
                    AccessRights::NonPublic.code()
                )
            }
            Self::All => "TRUE".to_owned(),
        }
    }

    /// The same for one dataset asked for by its address: the tombstone of a withdrawn one is public too.
    pub(crate) fn finds(self, alias: &str) -> String {
        match self {
            Self::Public => format!(
                "{alias}.publication IN ('LISTED', 'WITHDRAWN') AND {alias}.access_rights <> '{}'",
                AccessRights::NonPublic.code()
            ),
            Self::All => "TRUE".to_owned(),
        }
    }
}
