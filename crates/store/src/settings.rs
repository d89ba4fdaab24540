//! Small facts of the installation: key → JSON, e.g. whether demonstration data is loaded.
use crate::sql::micros;
use crate::tx::{Tx, execute, fetch_optional};
use crate::{ChangeKind, StoreError, StoreResult};
use chrono::{DateTime, Utc};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use sqlx::types::Json;

impl Tx {
    /// A setting; `None` when it was never set.
    pub async fn setting<T: DeserializeOwned>(&mut self, key: &str) -> StoreResult<Option<T>> {
        let stored = fetch_optional!(self, (Json<Value>,), "SELECT value FROM settings WHERE key = $1", key)?;
        stored
            .map(|(Json(value),)| {
                serde_json::from_value(value).map_err(|error| StoreError::corrupt("settings.value", error.to_string()))
            })
            .transpose()
    }

    /// Sets a setting. Setting it to what it is changes nothing.
    pub async fn put_setting<T: Serialize>(&mut self, key: &str, value: &T, at: DateTime<Utc>) -> StoreResult<()> {
        self.writable()?;
        let value =
            serde_json::to_value(value).map_err(|error| StoreError::corrupt("settings.value", error.to_string()))?;
        if self.setting::<Value>(key).await?.as_ref() == Some(&value) {
            return Ok(());
        }
        execute!(
            self,
            "INSERT INTO settings (key, value, at) VALUES ($1, $2, $3)
             ON CONFLICT (key) DO UPDATE SET value = excluded.value, at = excluded.at",
            key,
            Json(&value),
            micros(at)
        )?;
        self.note(ChangeKind::SettingPut, key, at);
        Ok(())
    }
}
