//! After delivery: suspicions about users (B16), and the public register of recipients (B15).
mod register;

use super::access::violations;
use super::cases::names::Names;
use super::cases::words;
use super::internal;
use crate::portal::Core;
use async_trait::async_trait;
use contract::oversight::{
    Oversight, RecipientPage, RecipientQuery, RecipientRow, SuspicionPage, ViolationList, ViolationQuery,
};
use contract::{Caller, FormData, PortResult};
use domain::access::delivery::RecipientStatus;
use domain::locale::Locale;
use domain::policy::Actor;
use register::Register;
use std::sync::Arc;

/// Entries a page.
const PER_PAGE: u32 = 50;

/// The port.
pub struct Service {
    core: Arc<Core>,
    register: Register,
}

impl Service {
    pub fn new(core: Arc<Core>) -> Self {
        Self { core, register: Register::default() }
    }
}

#[async_trait]
impl Oversight for Service {
    async fn suspicion(&self, caller: &Caller, agreement: Option<&str>) -> PortResult<Option<SuspicionPage>> {
        violations::about(&self.core, caller, agreement).await
    }
    async fn report(&self, caller: &Caller, form: &FormData) -> PortResult<String> {
        violations::suspect(&self.core, caller, form).await
    }
    async fn violations(&self, caller: &Caller, query: ViolationQuery) -> PortResult<ViolationList> {
        violations::desk(&self.core, caller, query).await
    }
    async fn recipients(&self, actor: &Actor, locale: Locale, query: &RecipientQuery) -> PortResult<RecipientPage> {
        let mut tx = self.core.store.read().await.map_err(internal)?;
        let all = self.register.entries(&self.core, &mut tx).await?;
        let found: Vec<_> = all.iter().filter(|entry| entry.fits(query)).collect();
        let total = found.len() as u64;
        let page = query.page.unwrap_or(1).max(1);
        let (skip, take) = match query.page {
            Some(_) => ((page as usize - 1).saturating_mul(PER_PAGE as usize), PER_PAGE as usize),
            None => (0, usize::MAX),
        };
        let status = |status: RecipientStatus| words::label(locale, "recipient", status.code());
        let own = actor.signed_in().and_then(|signed| signed.acting.party());
        let mut names = Names::new(locale);
        let mut rows = Vec::new();
        for entry in found.into_iter().skip(skip).take(take) {
            let mut publishers = Vec::new();
            for publisher in &entry.publishers {
                publishers.push(names.body(&mut tx, *publisher).await?);
            }
            rows.push(RecipientRow {
                name: entry.name.clone(),
                datasets: entry.datasets.clone(),
                publishers,
                service: entry.service.clone(),
                purpose: entry.purpose.clone(),
                from: entry.from,
                to: entry.to,
                status: status(entry.status),
                own: own.is_some_and(|party| party == entry.party).then(|| entry.agreement.clone()),
            });
        }
        let statuses = RecipientStatus::ALL.iter().map(|one| status(*one)).collect();
        Ok(RecipientPage { total, page, per_page: PER_PAGE, rows, statuses })
    }
}
