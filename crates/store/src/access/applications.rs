//! Drafts of applications with their papers, and what was filed from them (B09 step 1).
use crate::sql::{micros, unsigned};
use crate::tx::{Tx, execute, fetch_all, fetch_one, fetch_optional};
use crate::{StoreError, StoreResult};
use chrono::{DateTime, Utc};
use sqlx::AssertSqlSafe;
use uuid::Uuid;

/// An application being filled in, or as it was filed.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct ApplicationDraft {
    pub id: Uuid,
    #[sqlx(rename = "party_id")]
    pub party: Uuid,
    /// Sealed, `application_drafts.data:<id>`.
    pub data: Vec<u8>,
    #[sqlx(rename = "schema_version")]
    pub schema: i64,
    /// Raised by every change; 0 = not stored yet.
    pub version: i64,
    pub created_by: Uuid,
    #[sqlx(rename = "created_at")]
    pub created: DateTime<Utc>,
    /// The account that saved last.
    pub changed_by: Uuid,
    #[sqlx(rename = "changed_at")]
    pub changed: DateTime<Utc>,
    /// Set once: from then on it never changes.
    #[sqlx(rename = "filed_at")]
    pub filed: Option<DateTime<Utc>>,
}

/// A paper of a draft; one a slot.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct PaperRow {
    pub id: Uuid,
    #[sqlx(rename = "draft_id")]
    pub draft: Uuid,
    /// Text of `Material`.
    pub slot: String,
    /// Sealed, `application_papers.name:<id>`.
    pub name: Vec<u8>,
    pub media: String,
    /// Length of the plain text.
    pub bytes: i64,
    /// Of the plain text.
    pub sha256: String,
    /// Name in the private store.
    pub object: String,
    /// Wrapped by the master key.
    #[sqlx(rename = "data_key")]
    pub key: Vec<u8>,
    #[sqlx(rename = "account_id")]
    pub account: Uuid,
    pub at: DateTime<Utc>,
}

/// An application that a draft became.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct FilingRow {
    pub number: String,
    #[sqlx(rename = "draft_id")]
    pub draft: Uuid,
    #[sqlx(rename = "authority_id")]
    pub authority: Uuid,
    /// JSON: places of its lines in the draft, from 0.
    pub lines: String,
}

const DRAFT: &str =
    "id, party_id, data, schema_version, version, created_by, created_at, changed_by, changed_at, filed_at";
const PAPER: &str = "id, draft_id, slot, name, media, bytes, sha256, object, data_key, account_id, at";

impl Tx {
    /// Stores a draft, a new one at version 0, a changed one with the version it was read with. Its next version.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when somebody else was first, or it was filed.
    pub async fn put_application_draft(&mut self, draft: &ApplicationDraft) -> StoreResult<i64> {
        self.writable()?;
        let sql = format!(
            "INSERT INTO application_drafts ({DRAFT}) VALUES ($1, $2, $3, $4, 1, $5, $6, $7, $8, $9)
             ON CONFLICT (id) DO UPDATE SET data = excluded.data, schema_version = excluded.schema_version,
             version = application_drafts.version + 1, changed_by = excluded.changed_by, changed_at = excluded.changed_at,
             filed_at = excluded.filed_at, warned_at = NULL
             WHERE application_drafts.version = $10 AND application_drafts.filed_at IS NULL
             AND application_drafts.party_id = excluded.party_id"
        );
        let touched = execute!(
            self,
            AssertSqlSafe(sql),
            draft.id,
            draft.party,
            &draft.data,
            draft.schema,
            draft.created_by,
            micros(draft.created),
            draft.changed_by,
            micros(draft.changed),
            draft.filed.map(micros),
            draft.version
        )?;
        if touched == 1 {
            Ok(draft.version + 1)
        } else {
            Err(StoreError::Conflict("application_drafts.version".into()))
        }
    }

    /// A draft of a party, filed or not.
    pub async fn application_draft(&mut self, party: Uuid, id: Uuid) -> StoreResult<Option<ApplicationDraft>> {
        let sql = format!("SELECT {DRAFT} FROM application_drafts WHERE party_id = $1 AND id = $2");
        fetch_optional!(self, ApplicationDraft, AssertSqlSafe(sql), party, id)
    }

    /// Drafts of a party, newest first: those being filled in, or those filed.
    pub async fn application_drafts(
        &mut self,
        party: Uuid,
        filed: bool,
        limit: u32,
    ) -> StoreResult<Vec<ApplicationDraft>> {
        let filed = if filed { "IS NOT NULL" } else { "IS NULL" };
        let sql = format!(
            "SELECT {DRAFT} FROM application_drafts WHERE party_id = $1 AND filed_at {filed} ORDER BY changed_at DESC, id LIMIT $2"
        );
        fetch_all!(self, ApplicationDraft, AssertSqlSafe(sql), party, i64::from(limit))
    }

    /// How many drafts a party is filling in.
    pub async fn application_draft_count(&mut self, party: Uuid) -> StoreResult<u64> {
        let sql = "SELECT COUNT(*) FROM application_drafts WHERE party_id = $1 AND filed_at IS NULL";
        let (count,) = fetch_one!(self, (i64,), sql, party)?;
        unsigned(count, "count")
    }

    /// Drafts that nobody touched since an instant, with their party, the oldest first: those of which its people were told before another
    /// instant, or those of which they were not told.
    pub async fn untouched_applications(
        &mut self,
        since: DateTime<Utc>,
        told: Option<DateTime<Utc>>,
        limit: u32,
    ) -> StoreResult<Vec<(Uuid, Uuid)>> {
        match told {
            Some(told) => {
                let sql = "SELECT id, party_id FROM application_drafts
                    WHERE filed_at IS NULL AND changed_at <= $1 AND warned_at <= $2 ORDER BY changed_at, id LIMIT $3";
                fetch_all!(self, (Uuid, Uuid), sql, micros(since), micros(told), i64::from(limit))
            }
            None => {
                let sql = "SELECT id, party_id FROM application_drafts
                    WHERE filed_at IS NULL AND changed_at <= $1 AND warned_at IS NULL ORDER BY changed_at, id LIMIT $2";
                fetch_all!(self, (Uuid, Uuid), sql, micros(since), i64::from(limit))
            }
        }
    }

    /// The people of its party were told that a draft goes. `false` if it was touched since, or is gone.
    pub async fn application_warned(&mut self, id: Uuid, since: DateTime<Utc>, at: DateTime<Utc>) -> StoreResult<bool> {
        self.writable()?;
        let sql = "UPDATE application_drafts SET warned_at = $3
            WHERE id = $1 AND filed_at IS NULL AND changed_at <= $2 AND warned_at IS NULL";
        Ok(execute!(self, sql, id, micros(since), micros(at))? == 1)
    }

    /// Throws a draft away whose people were told before an instant and that nobody saved since; `false` if somebody did, or it is gone.
    pub async fn drop_untouched_application(&mut self, id: Uuid, told: DateTime<Utc>) -> StoreResult<bool> {
        self.writable()?;
        // Saving forgets that they were told.
        let sql = "DELETE FROM application_drafts WHERE id = $1 AND filed_at IS NULL AND warned_at <= $2";
        Ok(execute!(self, sql, id, micros(told))? == 1)
    }

    /// Names of the objects of the private store that something names, in order of bytes, from behind one: papers of drafts and documents of
    /// cases, a copied paper once.
    pub async fn private_objects(&mut self, after: &str, limit: u32) -> StoreResult<Vec<String>> {
        let sql = "SELECT object FROM (SELECT object FROM case_documents WHERE object > $1
                UNION SELECT object FROM application_papers WHERE object > $1) named ORDER BY object LIMIT $2";
        let rows: Vec<(String,)> = fetch_all!(self, (String,), sql, after, i64::from(limit))?;
        Ok(rows.into_iter().map(|(object,)| object).collect())
    }

    /// Throws a draft away with its papers; `false` if there is none, or it was filed.
    pub async fn drop_application_draft(&mut self, party: Uuid, id: Uuid) -> StoreResult<bool> {
        self.writable()?;
        let sql = "DELETE FROM application_drafts WHERE party_id = $1 AND id = $2 AND filed_at IS NULL";
        Ok(execute!(self, sql, party, id)? == 1)
    }

    /// Puts a paper into its slot, in place of the one there.
    pub async fn put_application_paper(&mut self, paper: &PaperRow) -> StoreResult<()> {
        self.drop_application_paper(paper.draft, &paper.slot).await?;
        let sql =
            format!("INSERT INTO application_papers ({PAPER}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)");
        execute!(
            self,
            AssertSqlSafe(sql),
            paper.id,
            paper.draft,
            &paper.slot,
            &paper.name,
            &paper.media,
            paper.bytes,
            &paper.sha256,
            &paper.object,
            &paper.key,
            paper.account,
            micros(paper.at)
        )?;
        Ok(())
    }

    /// The papers of a draft, by slot.
    pub async fn application_papers(&mut self, draft: Uuid) -> StoreResult<Vec<PaperRow>> {
        let sql = format!("SELECT {PAPER} FROM application_papers WHERE draft_id = $1 ORDER BY slot");
        fetch_all!(self, PaperRow, AssertSqlSafe(sql), draft)
    }

    /// Takes a paper out of its slot; `false` if there is none.
    pub async fn drop_application_paper(&mut self, draft: Uuid, slot: &str) -> StoreResult<bool> {
        self.writable()?;
        let sql = "DELETE FROM application_papers WHERE draft_id = $1 AND slot = $2";
        Ok(execute!(self, sql, draft, slot)? == 1)
    }

    /// Puts a paper into another, empty slot.
    pub async fn move_application_paper(&mut self, draft: Uuid, from: &str, to: &str) -> StoreResult<bool> {
        self.writable()?;
        let sql = "UPDATE application_papers SET slot = $3 WHERE draft_id = $1 AND slot = $2";
        Ok(execute!(self, sql, draft, from, to)? == 1)
    }

    /// Whether a draft or a case still needs an object of the private store.
    pub async fn paper_object_needed(&mut self, object: &str) -> StoreResult<bool> {
        let sql = "SELECT (SELECT COUNT(*) FROM application_papers WHERE object = $1)
             + (SELECT COUNT(*) FROM case_documents WHERE object = $1)";
        let (count,) = fetch_one!(self, (i64,), sql, object)?;
        Ok(count > 0)
    }

    /// Whether a case has an object of the private store: it belongs to one case alone.
    pub async fn case_has_object(&mut self, object: &str) -> StoreResult<bool> {
        let sql = "SELECT COUNT(*) FROM case_documents WHERE object = $1";
        let (count,) = fetch_one!(self, (i64,), sql, object)?;
        Ok(count > 0)
    }

    /// Enters what a draft became.
    pub async fn add_application_filing(&mut self, filing: &FilingRow) -> StoreResult<()> {
        self.writable()?;
        let sql = "INSERT INTO application_filings (number, draft_id, authority_id, lines) VALUES ($1, $2, $3, $4)";
        execute!(self, sql, &filing.number, filing.draft, filing.authority, &filing.lines)?;
        Ok(())
    }

    /// What a draft became, by number.
    pub async fn application_filings(&mut self, draft: Uuid) -> StoreResult<Vec<FilingRow>> {
        let sql =
            "SELECT number, draft_id, authority_id, lines FROM application_filings WHERE draft_id = $1 ORDER BY number";
        fetch_all!(self, FilingRow, sql, draft)
    }

    /// The draft that an application of a party was filed from.
    pub async fn application_draft_of(&mut self, party: Uuid, number: &str) -> StoreResult<Option<ApplicationDraft>> {
        if !crate::sql::storable(number) {
            return Ok(None);
        }
        let sql = format!(
            "SELECT {DRAFT} FROM application_drafts WHERE party_id = $1
             AND id = (SELECT draft_id FROM application_filings WHERE number = $2)"
        );
        fetch_optional!(self, ApplicationDraft, AssertSqlSafe(sql), party, number)
    }
}
