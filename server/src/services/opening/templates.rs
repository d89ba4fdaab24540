//! Texts of commitment and agreement: the shipped ones, until an authority publishes its own. Published versions never
//! change; what was signed or drafted under one names it and keeps it.
use super::super::internal;
use crate::portal::Core;
use contract::PortResult;
use domain::access::agreement::Template;
use domain::access::application::CommitmentText;
use serde::de::DeserializeOwned;
use store::Tx;
use store::access::{TemplateKind, TemplateRow};
use uuid::Uuid;

/// Version of the shipped texts.
pub const SHIPPED: i64 = 1;

/// 公共数据安全承诺书 as an authority asks for it now.
///
/// # Errors
/// Of the database.
pub async fn commitment_in_force(core: &Core, tx: &mut Tx, authority: Uuid) -> PortResult<CommitmentText> {
    let own = published::<CommitmentText>(core, tx, TemplateKind::Commitment, authority).await?;
    Ok(own.map_or_else(CommitmentText::shipped, |row| row.text))
}

/// 公共数据开放利用协议 as new agreements are written from it now. An own text that lacks a place the profile in force asks for (it was
/// written under another one) does not serve; the shipped one does.
///
/// # Errors
/// Of the database.
pub async fn agreement_in_force(core: &Core, tx: &mut Tx, authority: Uuid) -> PortResult<Template> {
    let sets = core.active().profile.profile.agreement.clauses.clone();
    let own = published::<Template>(core, tx, TemplateKind::Agreement, authority).await?;
    Ok(own.map(|row| row.text).filter(|text| text.check(&sets).is_ok()).unwrap_or_else(Template::shipped))
}

/// A version of the commitment; `None` for one that never was.
///
/// # Errors
/// Of the database.
pub async fn commitment_of(tx: &mut Tx, authority: Uuid, version: u32) -> PortResult<Option<CommitmentText>> {
    let own = version_of(tx, TemplateKind::Commitment, authority, version).await?;
    Ok(if i64::from(version) == SHIPPED { Some(CommitmentText::shipped()) } else { own })
}

/// A version of the agreement text; `None` for one that never was.
///
/// # Errors
/// Of the database.
pub async fn agreement_of(tx: &mut Tx, authority: Uuid, version: u32) -> PortResult<Option<Template>> {
    let own = version_of(tx, TemplateKind::Agreement, authority, version).await?;
    Ok(if i64::from(version) == SHIPPED { Some(Template::shipped()) } else { own })
}

async fn version_of<T: DeserializeOwned>(
    tx: &mut Tx,
    kind: TemplateKind,
    authority: Uuid,
    version: u32,
) -> PortResult<Option<T>> {
    let rows = tx.templates::<T>(kind, authority).await.map_err(internal)?;
    let found = rows.into_iter().find(|row| row.number == i64::from(version) && row.published.is_some());
    Ok(found.map(|row| row.text))
}

/// The newest published version of an authority's own text.
async fn published<T: DeserializeOwned>(
    core: &Core,
    tx: &mut Tx,
    kind: TemplateKind,
    authority: Uuid,
) -> PortResult<Option<TemplateRow<T>>> {
    let now = core.clock.now();
    let rows = tx.templates::<T>(kind, authority).await.map_err(internal)?;
    Ok(rows.into_iter().rfind(|row| row.published.is_some_and(|at| at <= now)))
}
