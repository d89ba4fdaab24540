//! What a body keeps current, and which bodies are competent authorities.
use crate::StoreResult;
use crate::sql::{micros, storable};
use crate::tx::{Tx, execute, fetch_all, fetch_optional};
use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

/// Contacts and filings of a body.
#[derive(Clone, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct BodyProfile {
    /// 公共数据主管部门 of its level and region.
    pub authority: bool,
    /// Names of lead, contact, chief data officer and security lead as JSON; sealed, `body_profiles.people:<body>`.
    pub people: Option<Vec<u8>>,
    pub contact_phone: String,
    pub contact_email: String,
    /// Day the chief data officer was filed with the authority (YN-Art.8).
    pub cdo_filed: Option<NaiveDate>,
    #[sqlx(rename = "changed_at")]
    pub changed: Option<DateTime<Utc>>,
}

impl Tx {
    /// The profile of a body; an empty one if nobody filled it in.
    pub async fn body_profile(&mut self, body: Uuid) -> StoreResult<BodyProfile> {
        let sql = "SELECT authority, people, contact_phone, contact_email, cdo_filed, changed_at FROM body_profiles WHERE body_id = $1";
        Ok(fetch_optional!(self, BodyProfile, sql, body)?.unwrap_or_default())
    }

    /// Writes the profile but for whether the body is an authority.
    pub async fn put_body_profile(&mut self, body: Uuid, profile: &BodyProfile, at: DateTime<Utc>) -> StoreResult<()> {
        self.writable()?;
        let clean = |text: &str| if storable(text) { text.to_owned() } else { text.replace('\0', "\u{fffd}") };
        execute!(
            self,
            "INSERT INTO body_profiles (body_id, authority, people, contact_phone, contact_email, cdo_filed, changed_at)
             VALUES ($1, $7, $2, $3, $4, $5, $6) ON CONFLICT (body_id) DO UPDATE SET people = $2, contact_phone = $3, contact_email = $4,
             cdo_filed = $5, changed_at = $6",
            body,
            &profile.people,
            clean(&profile.contact_phone),
            clean(&profile.contact_email),
            profile.cdo_filed,
            micros(at),
            false
        )?;
        Ok(())
    }

    /// Makes a body a competent authority of its region, or no longer.
    pub async fn set_authority(&mut self, body: Uuid, authority: bool) -> StoreResult<()> {
        self.writable()?;
        execute!(
            self,
            "INSERT INTO body_profiles (body_id, authority, contact_phone, contact_email) VALUES ($1, $2, '', '')
             ON CONFLICT (body_id) DO UPDATE SET authority = $2",
            body,
            authority
        )?;
        Ok(())
    }

    /// Ids of all bodies of a region code, ended ones too: the jurisdiction of its authority.
    pub async fn bodies_of_region(&mut self, region: &str) -> StoreResult<Vec<Uuid>> {
        let found = fetch_all!(self, (Uuid,), "SELECT id FROM bodies WHERE region = $1 ORDER BY code", region)?;
        Ok(found.into_iter().map(|(id,)| id).collect())
    }

    /// Ids of the competent authorities of a region.
    pub async fn authorities_of(&mut self, region: &str) -> StoreResult<Vec<Uuid>> {
        let found = fetch_all!(
            self,
            (Uuid,),
            "SELECT b.id FROM bodies b JOIN body_profiles p ON p.body_id = b.id WHERE b.region = $1 AND p.authority = $2
             AND b.ended_at IS NULL ORDER BY b.code",
            region,
            true
        )?;
        Ok(found.into_iter().map(|(id,)| id).collect())
    }
}
