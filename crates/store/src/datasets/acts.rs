//! Acts upon a dataset: 中止开放, its end, 撤回, a decided 开放属性, listing, merging. Each is in the feed by itself, so search follows
//! access control reads the row itself and waits for nothing.
use crate::sql::{micros, storable};
use crate::tx::{Tx, execute, fetch_optional};
use crate::{Audience, ChangeKind, StoreError, StoreResult};
use chrono::{DateTime, Utc};
use domain::catalog::{AccessRights, AccessRightsSource, Publication, Suspension};
use sqlx::AssertSqlSafe;
use uuid::Uuid;

/// Where the entry of an old code is now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// The code to answer 301 to.
    pub code: String,
}

impl Tx {
    /// Opens a suspension. Several can be open at once; the dataset is suspended until the last one ended.
    pub async fn suspend(&mut self, code: &str, suspension: &Suspension, at: DateTime<Utc>) -> StoreResult<()> {
        self.writable()?;
        let id = self.dataset_id(code).await?;
        execute!(
            self,
            "INSERT INTO suspensions (id, dataset_id, since, reason, case_number, ended) VALUES ($1, $2, $3, $4, $5, $6)",
            suspension.id,
            id,
            micros(suspension.since),
            suspension.reason.code(),
            &suspension.case,
            suspension.ended.map(micros)
        )?;
        self.touched(id, code, ChangeKind::DatasetSuspended, at).await
    }

    /// Ends an open suspension of a dataset.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when it is not open: ending it twice is a mistake somebody must hear of.
    pub async fn end_suspension(&mut self, code: &str, suspension: Uuid, at: DateTime<Utc>) -> StoreResult<()> {
        self.writable()?;
        let id = self.dataset_id(code).await?;
        let ended = execute!(
            self,
            "UPDATE suspensions SET ended = $3 WHERE id = $1 AND dataset_id = $2 AND ended IS NULL",
            suspension,
            id,
            micros(at)
        )?;
        if ended == 0 {
            return Err(StoreError::not_found("suspension", suspension.to_string()));
        }
        self.touched(id, code, ChangeKind::DatasetResumed, at).await
    }

    /// Sets the publication state. `Withdrawn` leaves the tombstone of R-013; its rows stay for those who must account for it.
    pub async fn set_publication(
        &mut self,
        code: &str,
        publication: &Publication,
        at: DateTime<Utc>,
    ) -> StoreResult<()> {
        self.writable()?;
        let id = self.dataset_id(code).await?;
        let (kind, withdrawn) = match publication {
            Publication::Unlisted => (ChangeKind::DatasetUnlisted, None),
            Publication::Listed => (ChangeKind::DatasetListed, None),
            Publication::Withdrawn { on, reason, case, title_shown } => {
                (ChangeKind::DatasetWithdrawn, Some((*on, reason.code(), case, *title_shown)))
            }
        };
        execute!(
            self,
            "UPDATE datasets SET publication = $2, withdrawn_on = $3, withdrawn_reason = $4, withdrawn_case = $5,
             withdrawn_title_shown = $6 WHERE id = $1",
            id,
            super::row::publication_code(publication),
            withdrawn.map(|(on, ..)| on),
            withdrawn.map(|(_, reason, ..)| reason),
            withdrawn.and_then(|(_, _, case, _)| case.as_deref()),
            withdrawn.map(|(.., title_shown)| title_shown)
        )?;
        self.touched(id, code, kind, at).await
    }

    /// Sets the open attribute by decision; imports do not overrule it any more.
    pub async fn set_access_rights(&mut self, code: &str, rights: AccessRights, at: DateTime<Utc>) -> StoreResult<()> {
        self.writable()?;
        let id = self.dataset_id(code).await?;
        execute!(
            self,
            "UPDATE datasets SET access_rights = $2, access_rights_source = $3, rights_decided = TRUE WHERE id = $1",
            id,
            rights.code(),
            AccessRightsSource::Stated.code()
        )?;
        self.touched(id, code, ChangeKind::DatasetRights, at).await
    }

    /// Merges an entry into another: the old one becomes unlisted and its address leads to the other. Older redirects that led to it lead on,
    /// so that there never is a chain.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] for either code; [`StoreError::Conflict`] when both are the same.
    pub async fn merge_dataset(&mut self, code: &str, into: &str, at: DateTime<Utc>) -> StoreResult<()> {
        self.writable()?;
        if code == into {
            return Err(StoreError::Conflict("merged into itself".into()));
        }
        let id = self.dataset_id(code).await?;
        self.dataset_id(into).await?;
        // The target is an entry again, should it have been merged away before.
        execute!(self, "DELETE FROM redirects WHERE code = $1", into)?;
        execute!(self, "UPDATE redirects SET target = $2 WHERE target = $1", code, into)?;
        execute!(
            self,
            "INSERT INTO redirects (code, target, at) VALUES ($1, $2, $3) ON CONFLICT (code) DO UPDATE SET target = excluded.target,
             at = excluded.at",
            code,
            into,
            micros(at)
        )?;
        execute!(
            self,
            "UPDATE datasets SET publication = 'UNLISTED', withdrawn_on = NULL, withdrawn_reason = NULL, withdrawn_case = NULL,
             withdrawn_title_shown = NULL WHERE id = $1",
            id
        )?;
        self.touched(id, code, ChangeKind::DatasetMerged, at).await
    }

    /// Where an old code leads, if the audience may know of the entry there. Asked after [`Tx::dataset_by_code`] found nothing.
    pub async fn redirect(&mut self, code: &str, audience: Audience) -> StoreResult<Option<Moved>> {
        if !storable(code) {
            return Ok(None);
        }
        let sql = format!(
            "SELECT d.code FROM redirects r JOIN datasets d ON d.code = r.target WHERE r.code = $1 AND {}",
            audience.finds("d")
        );
        Ok(fetch_optional!(self, (String,), AssertSqlSafe(sql), code)?.map(|(code,)| Moved { code }))
    }

    /// The id behind a code.
    ///
    /// # Errors
    /// [`StoreError::NotFound`]
    pub async fn dataset_id(&mut self, code: &str) -> StoreResult<Uuid> {
        if !storable(code) {
            return Err(StoreError::not_found("dataset", code));
        }
        fetch_optional!(self, (Uuid,), "SELECT id FROM datasets WHERE code = $1", code)?
            .map(|(id,)| id)
            .ok_or_else(|| StoreError::not_found("dataset", code))
    }

    /// Stamps a dataset as changed and notes it for the feed.
    pub(crate) async fn touched(
        &mut self,
        id: Uuid,
        code: &str,
        kind: ChangeKind,
        at: DateTime<Utc>,
    ) -> StoreResult<()> {
        execute!(self, "UPDATE datasets SET changed_at = $2 WHERE id = $1", id, micros(at))?;
        self.note(kind, code, at);
        Ok(())
    }
}
