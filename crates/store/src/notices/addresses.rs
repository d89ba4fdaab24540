//! Addresses that were refused for good, by blind index.
use crate::StoreResult;
use crate::sql::micros;
use crate::tx::{Tx, execute, fetch_optional};
use chrono::{DateTime, Utc};

impl Tx {
    /// Marks an address as refused for good.
    pub async fn refuse_address(
        &mut self,
        channel: &str,
        address: &str,
        answer: &str,
        at: DateTime<Utc>,
    ) -> StoreResult<()> {
        self.writable()?;
        execute!(
            self,
            "INSERT INTO refused_addresses (channel, address, since, answer) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
            channel,
            address,
            micros(at),
            answer
        )?;
        Ok(())
    }

    /// Since when an address is refused.
    pub async fn address_refused(&mut self, channel: &str, address: &str) -> StoreResult<Option<DateTime<Utc>>> {
        let sql = "SELECT since FROM refused_addresses WHERE channel = $1 AND address = $2";
        Ok(fetch_optional!(self, (DateTime<Utc>,), sql, channel, address)?.map(|(since,)| since))
    }

    /// Gives an address another chance: it was confirmed again, or the desk knows better.
    pub async fn accept_address(&mut self, channel: &str, address: &str) -> StoreResult<()> {
        self.writable()?;
        execute!(self, "DELETE FROM refused_addresses WHERE channel = $1 AND address = $2", channel, address)?;
        Ok(())
    }
}
