//! 开放主体: the list and one publisher.
use super::views::Labels;
use super::{internal, words};
use crate::portal::Core;
use async_trait::async_trait;
use contract::bodies::{Bodies, EndedView, PublisherPage, PublisherQuery, PublisherRow, PublisherView};
use contract::datasets::FacetValue;
use contract::{ErrorCode, PortResult, Refusal};
use domain::catalog::{Level, ident};
use domain::locale::Locale;
use domain::policy::Actor;
use std::collections::BTreeMap;
use std::sync::Arc;
use store::{Audience, PublisherCounts, PublisherFilter, Tx};

/// Publishers a page.
const PER_PAGE: u32 = 50;

/// The port.
pub struct Service(pub Arc<Core>);

fn count(n: i64) -> u64 {
    u64::try_from(n).unwrap_or_default()
}

fn row(labels: &Labels<'_>, counts: &PublisherCounts) -> PublisherRow {
    PublisherRow {
        code: counts.body.code.clone(),
        name: labels.body(&counts.body).name,
        level: words::level(labels.locale, counts.body.level),
        region: labels.region(&counts.body.region),
        datasets: count(counts.datasets),
        public: count(counts.public),
        with_table: count(counts.with_table),
        updated: counts.updated,
    }
}

/// When a body ended, and who came after it.
async fn ended(tx: &mut Tx, labels: &Labels<'_>, code: &str) -> PortResult<Option<EndedView>> {
    let Some(standing) = tx.body_standing(code).await.map_err(internal)? else { return Ok(None) };
    let Some(at) = standing.ended else { return Ok(None) };
    let successor = match standing.successor {
        Some(id) => tx.body_by_id(id).await.map_err(internal)?,
        None => None,
    };
    let successor = match successor {
        Some(body) => {
            let known = tx.publisher(Audience::Public, &body.code).await.map_err(internal)?;
            let mut named = labels.body(&body);
            if known.is_none_or(|publisher| publisher.datasets == 0) {
                named.code.clear();
            }
            Some(named)
        }
        None => None,
    };
    Ok(Some(EndedView { on: domain::calendar::legal_date(at).map_err(internal)?, successor }))
}

#[async_trait]
impl Bodies for Service {
    async fn publishers(&self, _: &Actor, locale: Locale, query: &PublisherQuery) -> PortResult<PublisherPage> {
        let active = self.0.active();
        let labels = Labels { locale, active: &active, today: self.0.clock.today() };
        let mut tx = self.0.store.read().await.map_err(internal)?;
        let name = Some(query.q.trim()).filter(|q| !q.is_empty());
        let found = tx
            .publishers(Audience::Public, PublisherFilter { name, level: None, region: None })
            .await
            .map_err(internal)?;
        // Counts of a filter are those after the other one.
        let level = query.level.as_deref().map(|code| Level::from_code(code).map(Level::code).unwrap_or_default());
        let fits_level = |p: &PublisherCounts| level.is_none_or(|code| p.body.level.code() == code);
        let fits_region = |p: &PublisherCounts| query.region.as_deref().is_none_or(|code| p.body.region == code);
        let mut levels: BTreeMap<Level, u64> = BTreeMap::new();
        let mut regions: BTreeMap<&str, u64> = BTreeMap::new();
        for publisher in &found {
            if fits_region(publisher) {
                *levels.entry(publisher.body.level).or_default() += 1;
            }
            if fits_level(publisher) {
                *regions.entry(&publisher.body.region).or_default() += 1;
            }
        }
        let shown: Vec<&PublisherCounts> = found.iter().filter(|p| fits_level(p) && fits_region(p)).collect();
        let page = query.page.max(1);
        let from = ((page - 1) as usize).saturating_mul(PER_PAGE as usize);
        let level_value = |(level, n): (&Level, &u64)| {
            let coded = words::level(locale, *level);
            FacetValue {
                selected: query.level.as_deref() == Some(&coded.value),
                value: coded.value,
                label: coded.label,
                count: *n,
            }
        };
        let region_value = |(code, n): (&&str, &u64)| {
            let coded = labels.region(code);
            FacetValue {
                selected: query.region.as_deref() == Some(*code),
                value: coded.value,
                label: coded.label,
                count: *n,
            }
        };
        Ok(PublisherPage {
            total: shown.len() as u64,
            page,
            per_page: PER_PAGE,
            rows: shown.iter().skip(from).take(PER_PAGE as usize).map(|p| row(&labels, p)).collect(),
            levels: levels.iter().map(level_value).collect(),
            regions: regions.iter().map(region_value).collect(),
        })
    }

    async fn publisher(&self, _: &Actor, locale: Locale, code: &str) -> PortResult<PublisherView> {
        let missing = || Refusal::new(ErrorCode::NotFound);
        let code = ident::normalise(code).ok_or_else(missing)?;
        let active = self.0.active();
        let labels = Labels { locale, active: &active, today: self.0.clock.today() };
        let mut tx = self.0.store.read().await.map_err(internal)?;
        let found = tx.publisher(Audience::Public, &code).await.map_err(internal)?;
        // A body that publishes nothing open is not told of: its name could be that of a secret register.
        let found = found.filter(|publisher| publisher.datasets > 0).ok_or_else(missing)?;
        let parent = match found.body.parent {
            Some(id) => tx.body_by_id(id).await.map_err(internal)?.map(|body| labels.body(&body)),
            None => None,
        };
        Ok(PublisherView {
            row: row(&labels, &found),
            contact: found.body.contact.clone(),
            website: found.body.website.clone(),
            unattributed: found.body.unattributed,
            parent,
            ended: ended(&mut tx, &labels, &code).await?,
        })
    }
}
