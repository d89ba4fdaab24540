//! Bodies as the system administrators keep them: entered by hand, changed, ended.
use super::{BODY, BodyRow, NewBody};
use crate::codes::code;
use crate::sql::{micros, storable};
use crate::tx::{Tx, execute, fetch_all, fetch_one, fetch_optional};
use crate::{ChangeKind, StoreResult};
use chrono::{DateTime, Utc};
use domain::catalog::{Body, BodyType, Level};
use sqlx::AssertSqlSafe;
use uuid::Uuid;

/// Bodies above one another at most: more is a circle.
const DEEPEST: usize = 64;

/// A body and how it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct BodyStanding {
    pub body: Body,
    pub body_type: Option<BodyType>,
    /// 公共数据主管部门 of its level and region.
    pub authority: bool,
    /// It ended then: nobody works for it any more and no case goes there.
    pub ended: Option<DateTime<Utc>>,
    /// Who has its cases since.
    pub successor: Option<Uuid>,
    /// People who work for it now.
    pub people: i64,
}

/// Which bodies to list; `None` does not restrict.
#[derive(Clone, Copy, Debug, Default)]
pub struct BodyFilter<'a> {
    /// Part of the name, or the code.
    pub text: Option<&'a str>,
    pub level: Option<Level>,
    /// Only those that ended, or only those that did not.
    pub ended: Option<bool>,
}

/// What became of a body to be entered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Added {
    Yes,
    /// The region has one of this name: its code.
    Known(String),
    /// Its code is another body's: try a longer one.
    CodeTaken,
}

#[derive(sqlx::FromRow)]
struct StandingRow {
    #[sqlx(flatten)]
    body: BodyRow,
    body_type: Option<String>,
    authority: bool,
    ended_at: Option<DateTime<Utc>>,
    successor_id: Option<Uuid>,
    people: i64,
}

impl StandingRow {
    fn standing(self) -> StoreResult<BodyStanding> {
        Ok(BodyStanding {
            body: self.body.body()?,
            body_type: self.body_type.map(|text| code("bodies.body_type", &text)).transpose()?,
            authority: self.authority,
            ended: self.ended_at,
            successor: self.successor_id,
            people: self.people,
        })
    }
}

/// `$1` is false: for bodies without a profile.
fn standing_sql() -> String {
    format!(
        "SELECT {BODY}, b.body_type, COALESCE(p.authority, $1) AS authority, b.ended_at, b.successor_id,
         (SELECT COUNT(*) FROM staff s WHERE s.body_id = b.id AND s.ended_at IS NULL) AS people
         FROM bodies b LEFT JOIN body_profiles p ON p.body_id = b.id"
    )
}

const FILTER: &str = "($2 IS NULL OR b.name LIKE $2 ESCAPE '!' OR b.code = $3) AND ($4 IS NULL OR b.level = $4)
     AND ($5 IS NULL OR (b.ended_at IS NOT NULL) = $5)";

impl BodyFilter<'_> {
    fn pattern(&self) -> Option<String> {
        self.text.map(|text| {
            let escaped: String =
                text.chars().flat_map(|c| matches!(c, '%' | '_' | '!').then_some('!').into_iter().chain([c])).collect();
            format!("%{escaped}%")
        })
    }
}

impl Tx {
    /// How a body stands, by its code.
    pub async fn body_standing(&mut self, code: &str) -> StoreResult<Option<BodyStanding>> {
        if !storable(code) {
            return Ok(None);
        }
        let sql = format!("{} WHERE b.code = $2", standing_sql());
        fetch_optional!(self, StandingRow, AssertSqlSafe(sql), false, code)?.map(StandingRow::standing).transpose()
    }

    /// Bodies in the order of region and name, and how many there are in all.
    pub async fn body_standings(
        &mut self,
        filter: BodyFilter<'_>,
        skip: u32,
        limit: u32,
    ) -> StoreResult<(Vec<BodyStanding>, i64)> {
        if filter.text.is_some_and(|text| !storable(text)) {
            return Ok((Vec::new(), 0));
        }
        let (pattern, level) = (filter.pattern(), filter.level.map(Level::code));
        let sql = format!("{} WHERE {FILTER} ORDER BY b.region, b.name, b.code LIMIT $6 OFFSET $7", standing_sql());
        let rows = fetch_all!(
            self,
            StandingRow,
            AssertSqlSafe(sql),
            false,
            &pattern,
            filter.text,
            level,
            filter.ended,
            i64::from(limit),
            i64::from(skip)
        )?;
        // `$1` stands in the statement above alone; here it keeps the numbers of the others.
        let sql = format!("SELECT COUNT(*) FROM bodies b WHERE ($1 OR NOT $1) AND {FILTER}");
        let (total,) = fetch_one!(self, (i64,), AssertSqlSafe(sql), false, &pattern, filter.text, level, filter.ended)?;
        Ok((rows.into_iter().map(StandingRow::standing).collect::<StoreResult<_>>()?, total))
    }

    /// Bodies that did not end, in code order: whom a case can go to, what can be above another.
    pub async fn active_bodies(&mut self) -> StoreResult<Vec<Body>> {
        let sql = format!("SELECT {BODY} FROM bodies b WHERE b.ended_at IS NULL ORDER BY b.code");
        fetch_all!(self, BodyRow, AssertSqlSafe(sql))?.into_iter().map(BodyRow::body).collect()
    }

    /// Enters a body.
    pub async fn add_body(
        &mut self,
        new: &NewBody,
        body_type: Option<BodyType>,
        at: DateTime<Utc>,
    ) -> StoreResult<Added> {
        self.writable()?;
        let body = &new.body;
        if let Some(code) = self.body_named(&body.region, &new.normalised, None).await? {
            return Ok(Added::Known(code));
        }
        let inserted = execute!(
            self,
            "INSERT INTO bodies (id, code, name, name_en, level, region, normalised, parent_id, unattributed, contact, website, body_type,
             created_at, changed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $13) ON CONFLICT DO NOTHING",
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
            body_type.map(BodyType::code),
            micros(at)
        )?;
        if inserted == 1 {
            self.note(ChangeKind::BodyPut, &body.code, at);
            return Ok(Added::Yes);
        }
        Ok(match self.body_named(&body.region, &new.normalised, None).await? {
            Some(code) => Added::Known(code),
            None => Added::CodeTaken,
        })
    }

    /// The code of the body of this name in a region, other than one.
    async fn body_named(&mut self, region: &str, normalised: &str, but: Option<Uuid>) -> StoreResult<Option<String>> {
        let sql = "SELECT code FROM bodies WHERE region = $1 AND normalised = $2 AND ($3 IS NULL OR id <> $3)";
        Ok(fetch_optional!(self, (String,), sql, region, normalised, but)?.map(|(code,)| code))
    }

    /// Changes a body; its id and code stay. The code of another body that has this name in the region already, if there is one: then
    /// nothing changes.
    pub async fn change_body(
        &mut self,
        new: &NewBody,
        body_type: Option<BodyType>,
        at: DateTime<Utc>,
    ) -> StoreResult<Option<String>> {
        self.writable()?;
        let body = &new.body;
        if let Some(code) = self.body_named(&body.region, &new.normalised, Some(body.id)).await? {
            return Ok(Some(code));
        }
        execute!(
            self,
            "UPDATE bodies SET name = $2, name_en = $3, level = $4, region = $5, normalised = $6, parent_id = $7, contact = $8, website = $9,
             body_type = $10, changed_at = $11 WHERE id = $1",
            body.id,
            &body.name,
            &body.name_en,
            body.level.code(),
            &body.region,
            &new.normalised,
            body.parent,
            &body.contact,
            &body.website,
            body_type.map(BodyType::code),
            micros(at)
        )?;
        self.note(ChangeKind::BodyPut, &body.code, at);
        Ok(None)
    }

    /// Whether `above` stands below `body`, or is it: then it cannot be above it.
    pub async fn body_within(&mut self, body: Uuid, above: Uuid) -> StoreResult<bool> {
        let mut next = Some(above);
        for _ in 0..DEEPEST {
            let Some(id) = next else { return Ok(false) };
            if id == body {
                return Ok(true);
            }
            next = fetch_optional!(self, (Option<Uuid>,), "SELECT parent_id FROM bodies WHERE id = $1", id)?
                .and_then(|(parent,)| parent);
        }
        Ok(true)
    }

    /// Ends a body; `false` if it had ended.
    pub async fn end_body(&mut self, id: Uuid, successor: Option<Uuid>, at: DateTime<Utc>) -> StoreResult<bool> {
        self.writable()?;
        let sql =
            "UPDATE bodies SET ended_at = $3, successor_id = $2, changed_at = $3 WHERE id = $1 AND ended_at IS NULL";
        Ok(execute!(self, sql, id, successor, micros(at))? == 1)
    }

    /// Takes the end back; `false` if it had not ended. Its people and cases do not come back with it.
    pub async fn resume_body(&mut self, id: Uuid, at: DateTime<Utc>) -> StoreResult<bool> {
        self.writable()?;
        let sql = "UPDATE bodies SET ended_at = NULL, successor_id = NULL, changed_at = $2 WHERE id = $1 AND ended_at IS NOT NULL";
        Ok(execute!(self, sql, id, micros(at))? == 1)
    }
}
