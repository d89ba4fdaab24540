//! The whole public catalogue as JSON, streamed page by page: stable codes beside the profile's labels.
use super::super::internal;
use super::super::views::Labels;
use crate::portal::Core;
use bytes::Bytes;
use contract::PortResult;
use contract::datasets::DatasetCard;
use contract::downloads::Download;
use domain::locale::Locale;
use domain::policy::Actor;
use futures_util::{StreamExt, stream};
use std::sync::Arc;
use store::Audience;

/// Datasets read at once.
const PAGE: u32 = 500;

/// A JSON array with one object a dataset, in the order of codes. Each page is read by itself: an export of minutes holds no transaction.
pub async fn export(core: Arc<Core>, _: &Actor, locale: Locale) -> PortResult<Download> {
    let name = core.site().name.clone();
    let pages = stream::try_unfold((core, Some(String::new())), move |(core, after)| async move {
        let Some(after) = after else { return Ok(None) };
        let first = after.is_empty();
        let cards = page(&core, locale, &after).await?;
        let next = (cards.len() == PAGE as usize).then(|| cards.last().map(|card| card.id.clone())).flatten();
        let mut text = Vec::new();
        for (at, card) in cards.iter().enumerate() {
            text.extend_from_slice(if first && at == 0 { b"[\n" } else { b",\n" });
            serde_json::to_writer(&mut text, card).map_err(internal)?;
        }
        if first && cards.is_empty() {
            text.extend_from_slice(b"[");
        }
        if next.is_none() {
            text.extend_from_slice(b"\n]\n");
        }
        Ok(Some((Bytes::from(text), (core, next))))
    });
    Ok(Download {
        file_name: format!("{name}.json"),
        media_type: "application/json".into(),
        bytes: None,
        sha256: None,
        range: None,
        rows: None,
        body: pages.boxed(),
    })
}

async fn page(core: &Core, locale: Locale, after: &str) -> PortResult<Vec<DatasetCard>> {
    let mut tx = core.store.read().await.map_err(internal)?;
    let listing = tx.listing(Audience::Public, after, PAGE).await.map_err(internal)?;
    let codes: Vec<String> = listing.into_iter().map(|row| row.code).collect();
    let rows = tx.datasets_by_codes(&codes, Audience::Public).await.map_err(internal)?;
    let active = core.active();
    let labels = Labels { locale, active: &active, today: core.clock.today() };
    Ok(rows.into_iter().map(|row| labels.card(row)).collect())
}
