//! What the search index is built from. Only what the public may know leaves here, and never a withheld data item: a rebuilt index
//! cannot bring back what must not be found (S20).
use super::cards::{CARD, CardRow, CardSql, FROM};
use super::one::with_items;
use crate::sql::LIST;
use crate::tx::{Tx, fetch_all, fetch_in};
use crate::{Audience, StoreResult};
use domain::catalog::DataItem;
use sqlx::AssertSqlSafe;
use sqlx::types::Json;
use uuid::Uuid;

/// A dataset as the index sees it.
#[derive(Clone, Debug, PartialEq)]
pub struct IndexRow {
    /// Also says whether it is suspended, has a table, and how often it was downloaded.
    pub card: CardRow,
    pub tags: Vec<String>,
    /// Without the withheld ones.
    pub items: Vec<DataItem>,
}

#[derive(sqlx::FromRow)]
struct IndexSql {
    #[sqlx(flatten)]
    card: CardSql,
    tags: Json<Vec<String>>,
}

impl Tx {
    /// Listed datasets after the id `after` in id order, at most `limit`; begin with [`Uuid::nil`], go on with the last one's id.
    pub async fn index_page(&mut self, after: Uuid, limit: u32) -> StoreResult<Vec<IndexRow>> {
        let sql = format!(
            "SELECT {CARD}, d.tags FROM {FROM} WHERE {} AND d.id > $1 ORDER BY d.id LIMIT $2",
            Audience::Public.sees("d")
        );
        let rows = fetch_all!(self, IndexSql, AssertSqlSafe(sql), after, i64::from(limit))?;
        index_rows(self, rows).await
    }

    /// The listed ones among these codes, in no particular order. What is asked for and missing here leaves the index.
    pub async fn index_rows(&mut self, codes: &[String]) -> StoreResult<Vec<IndexRow>> {
        let mut rows = Vec::with_capacity(codes.len());
        for part in codes.chunks(LIST) {
            let sql = format!("SELECT {CARD}, d.tags FROM {FROM} WHERE {} AND d.code IN", Audience::Public.sees("d"));
            let found = fetch_in!(self, IndexSql, sql, part, "")?;
            rows.extend(index_rows(self, found).await?);
        }
        Ok(rows)
    }
}

async fn index_rows(tx: &mut Tx, rows: Vec<IndexSql>) -> StoreResult<Vec<IndexRow>> {
    let cards = rows.into_iter().map(|row| Ok((row.card.card()?, row.tags.0))).collect::<StoreResult<Vec<_>>>()?;
    let ids: Vec<Uuid> = cards.iter().map(|(card, _)| card.id).collect();
    let mut items = with_items(tx, &ids).await?;
    Ok(cards
        .into_iter()
        .map(|(card, tags)| {
            let mut items = items.remove(&card.id).unwrap_or_default();
            items.retain(|item| !item.withheld());
            IndexRow { card, tags, items }
        })
        .collect())
}
