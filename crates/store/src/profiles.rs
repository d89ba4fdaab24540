//! Versions of regulation profiles, and which one holds (design §4 Profiles). The database is the truth: cases name the version they follow.
use crate::sql::micros;
use crate::tx::{Tx, execute, fetch_all, fetch_one, fetch_optional};
use crate::{ChangeKind, StoreError, StoreResult};
use chrono::{DateTime, Utc};
use sha2::{Digest, Sha256};
use sqlx::AssertSqlSafe;
use uuid::Uuid;

domain::code_list! {
    /// Where the text of a profile version comes from.
    ProfileOrigin {
        /// It came with the program.
        Shipped = "shipped",
        /// The operator changed or imported it.
        Edited = "edited",
    }
}

/// A text of a profile, kept for ever.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProfileVersion {
    pub id: Uuid,
    /// `zhejiang`, `deqing`, `yunnan` …
    pub name: String,
    pub text: String,
    /// SHA-256 (hex) of the text.
    pub hash: String,
    pub origin: ProfileOrigin,
    pub added_by: String,
    pub added: DateTime<Utc>,
}

/// A decision about which version holds.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct ProfileActivation {
    #[sqlx(rename = "profile_version_id")]
    pub version: Uuid,
    /// Id of an account, `operator` or `portal`.
    #[sqlx(rename = "decided_by")]
    pub by: String,
    pub at: DateTime<Utc>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    name: String,
    text: String,
    hash: String,
    origin: String,
    added_by: String,
    added_at: DateTime<Utc>,
}

impl Row {
    fn version(self) -> StoreResult<ProfileVersion> {
        let origin = ProfileOrigin::from_code(&self.origin)
            .ok_or_else(|| StoreError::corrupt("profile_versions.origin", &self.origin))?;
        Ok(ProfileVersion {
            id: self.id,
            name: self.name,
            text: self.text,
            hash: self.hash,
            origin,
            added_by: self.added_by,
            added: self.added_at,
        })
    }
}

const SELECT: &str = "SELECT p.id, p.name, p.text, p.hash, p.origin, p.added_by, p.added_at FROM profile_versions p";

impl Tx {
    /// Enters a text of a profile. A text already known keeps its row; its id is returned either way. `id` is used if it is new.
    pub async fn put_profile(
        &mut self,
        id: Uuid,
        name: &str,
        text: &str,
        origin: ProfileOrigin,
        by: &str,
        at: DateTime<Utc>,
    ) -> StoreResult<Uuid> {
        self.writable()?;
        let hash = hex::encode(Sha256::digest(text));
        execute!(
            self,
            "INSERT INTO profile_versions (id, name, text, hash, origin, added_by, added_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
             ON CONFLICT (name, hash) DO NOTHING",
            id,
            name,
            text,
            &hash,
            origin.code(),
            by,
            micros(at)
        )?;
        let (id,): (Uuid,) =
            fetch_one!(self, (Uuid,), "SELECT id FROM profile_versions WHERE name = $1 AND hash = $2", name, &hash)?;
        Ok(id)
    }

    /// Makes a version the active one. Activations are kept: who decided, and when.
    pub async fn activate_profile(&mut self, version: Uuid, by: &str, at: DateTime<Utc>) -> StoreResult<()> {
        self.writable()?;
        let profile = self
            .profile_version(version)
            .await?
            .ok_or_else(|| StoreError::not_found("profile", version.to_string()))?;
        execute!(
            self,
            "INSERT INTO profile_activations (number, profile_version_id, decided_by, at)
             SELECT COALESCE(MAX(number), 0) + 1, $1, $2, $3 FROM profile_activations",
            version,
            by,
            micros(at)
        )?;
        self.note(ChangeKind::ProfileActivated, &profile.name, at);
        Ok(())
    }

    /// The active version; `None` before the first decision.
    pub async fn active_profile(&mut self) -> StoreResult<Option<ProfileVersion>> {
        let sql = format!(
            "{SELECT} JOIN profile_activations a ON a.profile_version_id = p.id ORDER BY a.number DESC LIMIT 1"
        );
        fetch_optional!(self, Row, AssertSqlSafe(sql))?.map(Row::version).transpose()
    }

    /// Every decision about which version holds, newest first.
    pub async fn profile_activations(&mut self) -> StoreResult<Vec<ProfileActivation>> {
        fetch_all!(
            self,
            ProfileActivation,
            "SELECT profile_version_id, decided_by, at FROM profile_activations ORDER BY number DESC"
        )
    }

    /// A version by its id.
    pub async fn profile_version(&mut self, id: Uuid) -> StoreResult<Option<ProfileVersion>> {
        fetch_optional!(self, Row, AssertSqlSafe(format!("{SELECT} WHERE p.id = $1")), id)?
            .map(Row::version)
            .transpose()
    }

    /// All versions, by name, newest first.
    pub async fn profile_versions(&mut self) -> StoreResult<Vec<ProfileVersion>> {
        fetch_all!(self, Row, AssertSqlSafe(format!("{SELECT} ORDER BY p.name, p.added_at DESC, p.id DESC")))?
            .into_iter()
            .map(Row::version)
            .collect()
    }
}
