//! Sessions: a row each, so that owners can list and end them. The cookie's value is not kept, only its SHA-256.
use crate::sql::{micros, storable};
use crate::tx::{Tx, execute, fetch_all, fetch_optional};
use crate::{StoreError, StoreResult};
use chrono::{DateTime, Utc};
use sqlx::AssertSqlSafe;
use uuid::Uuid;

/// As whom a session acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActingAs {
    Person(Uuid),
    Organisation(Uuid),
    Body(Uuid),
}

impl ActingAs {
    const fn columns(self) -> (&'static str, Uuid) {
        match self {
            Self::Person(id) => ("person", id),
            Self::Organisation(id) => ("organisation", id),
            Self::Body(id) => ("body", id),
        }
    }
}

/// A session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    pub id: Uuid,
    pub account: Uuid,
    /// Hex SHA-256 of the cookie's value.
    pub token: String,
    /// The second factor is still owed: nobody is signed in yet.
    pub pending: bool,
    pub second_factor: bool,
    pub acting: ActingAs,
    pub started: DateTime<Utc>,
    pub last_seen: DateTime<Utc>,
    pub expires: DateTime<Utc>,
    pub address: String,
    pub agent: String,
    /// A secret that waits for its first code; sealed, `sessions.totp_setup:<id>`.
    pub totp_setup: Option<Vec<u8>>,
    /// It began with this provider of sign-in: only then the offices count that the provider gives.
    pub provider: Option<String>,
}

#[derive(sqlx::FromRow)]
struct SessionRow {
    id: Uuid,
    account_id: Uuid,
    token: String,
    pending: bool,
    second_factor: bool,
    acting: String,
    acting_id: Uuid,
    started_at: DateTime<Utc>,
    last_seen_at: DateTime<Utc>,
    expires_at: DateTime<Utc>,
    address: String,
    agent: String,
    totp_setup: Option<Vec<u8>>,
    provider: Option<String>,
}

const SESSION: &str = "id, account_id, token, pending, second_factor, acting, acting_id, started_at, last_seen_at, expires_at, address, agent, totp_setup, provider";

impl SessionRow {
    fn session(self) -> StoreResult<Session> {
        let acting = match self.acting.as_str() {
            "person" => ActingAs::Person(self.acting_id),
            "organisation" => ActingAs::Organisation(self.acting_id),
            "body" => ActingAs::Body(self.acting_id),
            other => return Err(StoreError::corrupt("sessions.acting", other)),
        };
        Ok(Session {
            id: self.id,
            account: self.account_id,
            token: self.token,
            pending: self.pending,
            second_factor: self.second_factor,
            acting,
            started: self.started_at,
            last_seen: self.last_seen_at,
            expires: self.expires_at,
            address: self.address,
            agent: self.agent,
            totp_setup: self.totp_setup,
            provider: self.provider,
        })
    }
}

fn clean(text: &str) -> String {
    if storable(text) { text.to_owned() } else { text.replace('\0', "\u{fffd}") }
}

impl Tx {
    /// Begins a session.
    pub async fn add_session(&mut self, session: &Session) -> StoreResult<()> {
        self.writable()?;
        let (acting, acting_id) = session.acting.columns();
        execute!(
            self,
            "INSERT INTO sessions (id, account_id, token, pending, second_factor, acting, acting_id, started_at, last_seen_at, expires_at,
             address, agent, provider) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
            session.id,
            session.account,
            &session.token,
            session.pending,
            session.second_factor,
            acting,
            acting_id,
            micros(session.started),
            micros(session.last_seen),
            micros(session.expires),
            clean(&session.address),
            clean(&session.agent),
            &session.provider
        )?;
        Ok(())
    }

    /// The session of a cookie, over or not: its limits are the caller's to check.
    pub async fn session_by_token(&mut self, hash: &str) -> StoreResult<Option<Session>> {
        let sql = format!("SELECT {SESSION} FROM sessions WHERE token = $1");
        fetch_optional!(self, SessionRow, AssertSqlSafe(sql), hash)?.map(SessionRow::session).transpose()
    }

    /// A session by its id.
    pub async fn session(&mut self, id: Uuid) -> StoreResult<Option<Session>> {
        let sql = format!("SELECT {SESSION} FROM sessions WHERE id = $1");
        fetch_optional!(self, SessionRow, AssertSqlSafe(sql), id)?.map(SessionRow::session).transpose()
    }

    /// The session was used.
    pub async fn touch_session(&mut self, id: Uuid, at: DateTime<Utc>) -> StoreResult<()> {
        self.writable()?;
        execute!(self, "UPDATE sessions SET last_seen_at = $2 WHERE id = $1 AND last_seen_at < $2", id, micros(at))?;
        Ok(())
    }

    /// Goes on under a new token, in a new state: whatever the old token could do ends with this. `false` if the session is gone.
    pub async fn rotate_session(&mut self, session: &Session) -> StoreResult<bool> {
        self.writable()?;
        let (acting, acting_id) = session.acting.columns();
        let touched = execute!(
            self,
            "UPDATE sessions SET token = $2, pending = $3, second_factor = $4, acting = $5, acting_id = $6, last_seen_at = $7,
             expires_at = $8 WHERE id = $1",
            session.id,
            &session.token,
            session.pending,
            session.second_factor,
            acting,
            acting_id,
            micros(session.last_seen),
            micros(session.expires)
        )?;
        Ok(touched == 1)
    }

    /// Its owner proved anew who they are; `None`: that is used up.
    pub async fn confirm_session(&mut self, session: Uuid, until: Option<DateTime<Utc>>) -> StoreResult<()> {
        self.writable()?;
        execute!(self, "UPDATE sessions SET confirmed_until = $2 WHERE id = $1", session, until.map(micros))?;
        Ok(())
    }

    /// Whether its owner proved it, and that still counts.
    pub async fn session_confirmed(&mut self, session: Uuid, at: DateTime<Utc>) -> StoreResult<bool> {
        let sql = "SELECT id FROM sessions WHERE id = $1 AND confirmed_until > $2";
        Ok(fetch_optional!(self, (Uuid,), sql, session, micros(at))?.is_some())
    }

    /// A secret (sealed) waits for its first code; `None`: it does not any more.
    pub async fn set_totp_setup(&mut self, session: Uuid, sealed: Option<&[u8]>) -> StoreResult<()> {
        self.writable()?;
        execute!(self, "UPDATE sessions SET totp_setup = $2 WHERE id = $1", session, sealed)?;
        Ok(())
    }

    /// Fresh recovery codes (sealed, `sessions.fresh_codes:<id>`) to be shown once until then.
    pub async fn put_fresh_codes(&mut self, session: Uuid, sealed: &[u8], until: DateTime<Utc>) -> StoreResult<()> {
        self.writable()?;
        let sql = "UPDATE sessions SET fresh_codes = $2, fresh_until = $3 WHERE id = $1";
        execute!(self, sql, session, sealed, micros(until))?;
        Ok(())
    }

    /// The fresh codes, the first time; they are forgotten with it.
    pub async fn take_fresh_codes(&mut self, session: Uuid, at: DateTime<Utc>) -> StoreResult<Option<Vec<u8>>> {
        self.writable()?;
        let found = fetch_optional!(
            self,
            (Vec<u8>,),
            "SELECT fresh_codes FROM sessions WHERE id = $1 AND fresh_codes IS NOT NULL AND fresh_until > $2",
            session,
            micros(at)
        )?;
        execute!(self, "UPDATE sessions SET fresh_codes = NULL, fresh_until = NULL WHERE id = $1", session)?;
        Ok(found.map(|(sealed,)| sealed))
    }

    /// Sessions of an account, the last used first.
    pub async fn sessions_of(&mut self, account: Uuid) -> StoreResult<Vec<Session>> {
        let sql = format!("SELECT {SESSION} FROM sessions WHERE account_id = $1 ORDER BY last_seen_at DESC, id");
        fetch_all!(self, SessionRow, AssertSqlSafe(sql), account)?.into_iter().map(SessionRow::session).collect()
    }

    /// Ends one session of an account; `false` if it has none of this id.
    pub async fn end_session(&mut self, account: Uuid, session: Uuid) -> StoreResult<bool> {
        self.writable()?;
        Ok(execute!(self, "DELETE FROM sessions WHERE account_id = $1 AND id = $2", account, session)? == 1)
    }

    /// Ends all sessions of an account, but for one; how many there were.
    pub async fn end_sessions(&mut self, account: Uuid, but: Option<Uuid>) -> StoreResult<u64> {
        self.writable()?;
        execute!(self, "DELETE FROM sessions WHERE account_id = $1 AND ($2 IS NULL OR id <> $2)", account, but)
    }

    /// Ends the sessions in which an account acts for an organisation or body.
    pub async fn end_sessions_acting(&mut self, account: Uuid, acting: ActingAs) -> StoreResult<u64> {
        self.writable()?;
        let (kind, id) = acting.columns();
        execute!(
            self,
            "DELETE FROM sessions WHERE account_id = $1 AND acting = $2 AND acting_id = $3",
            account,
            kind,
            id
        )
    }

    /// Removes sessions past their absolute end.
    pub async fn forget_sessions(&mut self, before: DateTime<Utc>) -> StoreResult<u64> {
        self.writable()?;
        execute!(self, "DELETE FROM sessions WHERE expires_at < $1", micros(before))
    }
}
