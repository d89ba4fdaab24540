//! Use cases: authorize → load → decide → store → answer. Each implements a port of `contract` on [`crate::portal::Core`].
pub mod access;
pub mod accounts;
pub mod active;
pub mod applications;
pub mod audit;
pub mod backup;
pub mod bodies;
pub mod calendars;
pub mod cases;
pub mod catalogue_import;
pub mod csv;
pub mod datasets;
pub mod demo;
pub mod downloads;
pub mod exports;
pub mod gate;
pub mod kept;
pub mod law;
pub mod law_import;
pub mod notices;
pub mod open_table;
pub mod opening;
pub mod oversight;
pub mod regulation;
pub mod sealed;
pub mod searches;
pub mod statistics;
pub mod table_import;
pub mod tables;
pub mod views;
pub mod words;

use crate::portal::Core;
use contract::error::Tombstone;
use contract::{ErrorCode, PortError, PortResult, Refusal};
use domain::catalog::{Publication, ident};
use domain::locale::Locale;
use domain::policy::{Action, Actor, DatasetFacts, Denial, ResourceFacts, authorize};
use store::{Audience, DatasetFull};

/// A fault of the database, files or index: logged in full, shown as an id.
pub(crate) fn internal(error: impl std::fmt::Display) -> PortError {
    PortError::Internal(error.to_string())
}

/// Loads a dataset that this actor may know of.
///
/// # Errors
/// `not-found`, a tombstone, or where the entry is now.
pub(crate) async fn load(core: &Core, actor: &Actor, typed: &str) -> PortResult<DatasetFull> {
    let missing = || PortError::from(Refusal::new(ErrorCode::NotFound));
    let code = ident::normalise(typed).ok_or_else(missing)?;
    let audience = match actor {
        Actor::Anonymous | Actor::Tracking { .. } | Actor::Account(_) => Audience::Public,
        Actor::Operator => Audience::All,
    };
    let mut tx = core.store.read().await.map_err(internal)?;
    let Some(full) = tx.dataset_by_code(&code, audience).await.map_err(internal)? else {
        let moved = tx.redirect(&code, audience).await.map_err(internal)?;
        return Err(moved.map_or_else(missing, |moved| PortError::Moved(moved.code)));
    };
    let facts = ResourceFacts::Dataset(DatasetFacts::of(&full.dataset, &full.suspensions));
    authorize(actor, Action::ViewDataset, &facts).map_err(|denial| deny(denial, &full))?;
    // 0 typed as O, capitals: the same dataset has one address.
    if code == typed { Ok(full) } else { Err(PortError::Moved(code)) }
}

/// The answer to a denial. Labels are in the language of record: the page or problem around them is translated.
pub(crate) fn deny(denial: Denial, full: &DatasetFull) -> PortError {
    let refusal = |code, rule: &str| PortError::from(Refusal::new(code).rule(rule));
    match denial {
        Denial::NotFound | Denial::Forbidden => Refusal::new(ErrorCode::NotFound).into(),
        Denial::Restricted => refusal(ErrorCode::ApplicationNeeded, "zj22/art-33"),
        Denial::WithheldItems => refusal(ErrorCode::WithheldItems, "zj22/art-30"),
        Denial::Suspended => match full.suspensions.first() {
            Some(first) => {
                PortError::Suspended { since: first.since, reason: words::suspension(Locale::ZhCn, first.reason).label }
            }
            None => refusal(ErrorCode::Suspended, "zj22/art-44"),
        },
        Denial::Gone => match &full.dataset.publication {
            Publication::Withdrawn { on, reason, title_shown, .. } => PortError::Gone(Box::new(Tombstone {
                code: full.dataset.code.clone(),
                title: title_shown.then(|| full.dataset.title.clone()),
                on: *on,
                reason: words::withdrawal(Locale::ZhCn, *reason),
                publisher: full.publisher.name.clone(),
                publisher_code: full.publisher.code.clone(),
                contact: full.publisher.contact.clone(),
            })),
            Publication::Listed | Publication::Unlisted => Refusal::new(ErrorCode::NotFound).into(),
        },
    }
}
