//! 公共管理和服务机构 and their numbers of datasets.
mod registry;

pub use registry::{Added, BodyFilter, BodyStanding};

use crate::codes::code;
use crate::datasets::{Audience, Outcome, Upserted};
use crate::sql::{micros, storable};
use crate::tx::{Tx, execute, fetch_all, fetch_in, fetch_one, fetch_optional};
use crate::{ChangeKind, StoreResult};
use chrono::{DateTime, NaiveDate, Utc};
use domain::catalog::{AccessRights, Body, Level};
use sqlx::AssertSqlSafe;
use uuid::Uuid;

/// A body as an import knows it.
#[derive(Clone, Debug)]
pub struct NewBody {
    /// `id` and `code` count only if the body is new.
    pub body: Body,
    /// The name by which the body is the same again within its region: without blanks and differences of width.
    pub normalised: String,
}

/// A publisher with the numbers of its datasets.
#[derive(Clone, Debug, PartialEq)]
pub struct PublisherCounts {
    pub body: Body,
    /// Datasets the audience may know of.
    pub datasets: i64,
    /// Of them 无条件开放.
    pub public: i64,
    /// Of them 受限开放.
    pub restricted: i64,
    /// Of them with a table to look at.
    pub with_table: i64,
    /// The newest update among them.
    pub updated: Option<NaiveDate>,
}

/// Which publishers to list; `None` does not restrict.
#[derive(Clone, Copy, Debug, Default)]
pub struct PublisherFilter<'a> {
    /// Part of the name.
    pub name: Option<&'a str>,
    pub level: Option<Level>,
    /// GB/T 2260 code, six digits.
    pub region: Option<&'a str>,
}

pub(crate) const BODY: &str =
    "b.id, b.code, b.name, b.name_en, b.level, b.region, b.parent_id, b.unattributed, b.contact, b.website";

#[derive(sqlx::FromRow)]
pub(crate) struct BodyRow {
    pub id: Uuid,
    pub code: String,
    pub name: String,
    name_en: Option<String>,
    level: String,
    pub region: String,
    parent_id: Option<Uuid>,
    unattributed: bool,
    contact: Option<String>,
    website: Option<String>,
}

impl BodyRow {
    pub(crate) fn body(self) -> StoreResult<Body> {
        Ok(Body {
            level: code("bodies.level", &self.level)?,
            id: self.id,
            code: self.code,
            name: self.name,
            name_en: self.name_en,
            region: self.region,
            parent: self.parent_id,
            unattributed: self.unattributed,
            contact: self.contact,
            website: self.website,
        })
    }
}

#[derive(sqlx::FromRow)]
struct CountsRow {
    #[sqlx(flatten)]
    body: BodyRow,
    datasets: i64,
    public: i64,
    restricted: i64,
    with_table: i64,
    updated: Option<NaiveDate>,
}

impl CountsRow {
    fn counts(self) -> StoreResult<PublisherCounts> {
        Ok(PublisherCounts {
            body: self.body.body()?,
            datasets: self.datasets,
            public: self.public,
            restricted: self.restricted,
            with_table: self.with_table,
            updated: self.updated,
        })
    }
}

impl Tx {
    /// Inserts or updates a body, found by region and normalised name. What the new record leaves open (contact, website, English name,
    /// parent) keeps its known value. [`Outcome::CodeTaken`] when the code of a new body belongs to another one: try a longer code.
    pub async fn upsert_body(&mut self, new: &NewBody, at: DateTime<Utc>) -> StoreResult<Upserted> {
        self.writable()?;
        let (at, body) = (micros(at), &new.body);
        let sql = format!("SELECT {BODY} FROM bodies b WHERE b.region = $1 AND b.normalised = $2");
        let known = fetch_optional!(self, BodyRow, AssertSqlSafe(sql), &body.region, &new.normalised)?;
        if let Some(known) = known {
            let known = known.body()?;
            let merged = Body {
                id: known.id,
                code: known.code.clone(),
                name_en: body.name_en.clone().or_else(|| known.name_en.clone()),
                parent: body.parent.or(known.parent),
                contact: body.contact.clone().or_else(|| known.contact.clone()),
                website: body.website.clone().or_else(|| known.website.clone()),
                ..body.clone()
            };
            if merged == known {
                return Ok(Upserted { id: known.id, code: known.code, outcome: Outcome::Unchanged });
            }
            execute!(
                self,
                "UPDATE bodies SET name = $2, name_en = $3, level = $4, parent_id = $5, unattributed = $6, contact = $7, website = $8,
                 changed_at = $9 WHERE id = $1",
                merged.id,
                &merged.name,
                &merged.name_en,
                merged.level.code(),
                merged.parent,
                merged.unattributed,
                &merged.contact,
                &merged.website,
                at
            )?;
            self.note(ChangeKind::BodyPut, &merged.code, at);
            return Ok(Upserted { id: merged.id, code: merged.code, outcome: Outcome::Updated });
        }
        // Two imports at once on PostgreSQL meet here: the later one waits, then finds the row and inserts nothing.
        let inserted = execute!(
            self,
            "INSERT INTO bodies (id, code, name, name_en, level, region, normalised, parent_id, unattributed, contact, website, created_at,
             changed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12) ON CONFLICT DO NOTHING",
            body.id,
            &body.code,
            &body.name,
            &body.name_en,
            body.level.code(),
            &body.region,
            &new.normalised,
            body.parent,
            body.unattributed,
            &body.contact,
            &body.website,
            at
        )?;
        if inserted == 1 {
            self.note(ChangeKind::BodyPut, &body.code, at);
            return Ok(Upserted { id: body.id, code: body.code.clone(), outcome: Outcome::Inserted });
        }
        let found = fetch_optional!(
            self,
            (Uuid, String),
            "SELECT id, code FROM bodies WHERE region = $1 AND normalised = $2",
            &body.region,
            &new.normalised
        )?;
        Ok(match found {
            Some((id, code)) => Upserted { id, code, outcome: Outcome::Unchanged },
            None => Upserted { id: body.id, code: body.code.clone(), outcome: Outcome::CodeTaken },
        })
    }

    /// A body by its public code.
    pub async fn body_by_code(&mut self, code: &str) -> StoreResult<Option<Body>> {
        if !storable(code) {
            return Ok(None);
        }
        let sql = format!("SELECT {BODY} FROM bodies b WHERE b.code = $1");
        fetch_optional!(self, BodyRow, AssertSqlSafe(sql), code)?.map(BodyRow::body).transpose()
    }

    /// A body by its id.
    pub async fn body_by_id(&mut self, id: Uuid) -> StoreResult<Option<Body>> {
        let sql = format!("SELECT {BODY} FROM bodies b WHERE b.id = $1");
        fetch_optional!(self, BodyRow, AssertSqlSafe(sql), id)?.map(BodyRow::body).transpose()
    }

    /// All bodies, whether they publish or not, in code order.
    pub async fn bodies(&mut self) -> StoreResult<Vec<Body>> {
        let sql = format!("SELECT {BODY} FROM bodies b ORDER BY b.code");
        fetch_all!(self, BodyRow, AssertSqlSafe(sql))?.into_iter().map(BodyRow::body).collect()
    }

    /// Publishers with at least one dataset the audience may know of, most datasets first, then by code. There are hundreds of them,
    /// so they come at once; pages and other orders are cut by the caller.
    pub async fn publishers(
        &mut self,
        audience: Audience,
        filter: PublisherFilter<'_>,
    ) -> StoreResult<Vec<PublisherCounts>> {
        let sql = format!(
            "{} WHERE c.datasets > 0 AND ($1 IS NULL OR b.level = $1) AND ($2 IS NULL OR b.region = $2)
             AND ($3 IS NULL OR b.name LIKE $3 ESCAPE '!') ORDER BY c.datasets DESC, b.code",
            counts_sql(audience, "")
        );
        if [filter.name, filter.region].into_iter().flatten().any(|text| !storable(text)) {
            return Ok(Vec::new());
        }
        let pattern = filter.name.map(|name| {
            let escaped: String =
                name.chars().flat_map(|c| matches!(c, '%' | '_' | '!').then_some('!').into_iter().chain([c])).collect();
            format!("%{escaped}%")
        });
        let level = filter.level.map(Level::code);
        fetch_all!(self, CountsRow, AssertSqlSafe(sql), level, filter.region, &pattern)?
            .into_iter()
            .map(CountsRow::counts)
            .collect()
    }

    /// One publisher by code, with its numbers (which may be 0).
    pub async fn publisher(&mut self, audience: Audience, code: &str) -> StoreResult<Option<PublisherCounts>> {
        let Some(body) = self.body_by_code(code).await? else { return Ok(None) };
        let sql = format!("{} WHERE b.id = $1", counts_sql(audience, "AND d.publisher_id = $1"));
        Ok(Some(fetch_one!(self, CountsRow, AssertSqlSafe(sql), body.id)?.counts()?))
    }

    /// Codes of the datasets of some bodies, for those who must look again after a [`ChangeKind::BodyPut`].
    pub async fn dataset_codes_of(&mut self, bodies: &[String]) -> StoreResult<Vec<String>> {
        let mut codes = Vec::new();
        for part in bodies.chunks(crate::sql::LIST) {
            codes.extend(
                fetch_in!(
                    self,
                    (String,),
                    "SELECT d.code FROM datasets d JOIN bodies b ON b.id = d.publisher_id WHERE b.code IN",
                    part,
                    "ORDER BY d.code"
                )?
                .into_iter()
                .map(|(code,)| code),
            );
        }
        Ok(codes)
    }
}

/// Bodies joined with the counts of their datasets. `only` restricts which datasets are counted.
fn counts_sql(audience: Audience, only: &str) -> String {
    let (visible, public, restricted) =
        (audience.sees("d"), AccessRights::Public.code(), AccessRights::Restricted.code());
    format!(
        "SELECT {BODY}, COALESCE(c.datasets, 0) AS datasets, COALESCE(c.public, 0) AS public, COALESCE(c.restricted, 0) AS restricted,
         COALESCE(c.with_table, 0) AS with_table, c.updated
         FROM bodies b LEFT JOIN (
             SELECT d.publisher_id, COUNT(*) AS datasets,
                    COUNT(*) FILTER (WHERE d.access_rights = '{public}') AS public,
                    COUNT(*) FILTER (WHERE d.access_rights = '{restricted}') AS restricted,
                    COUNT(*) FILTER (WHERE d.table_count > 0) AS with_table, MAX(d.updated) AS updated
             FROM datasets d WHERE {visible} {only} GROUP BY d.publisher_id
         ) c ON c.publisher_id = b.id"
    )
}
