//! 大家在搜: which words different readers search for. Terms are shown only when many readers of a month share them, so that nobody's
//! name or number ever is; who searched is a keyed hash that is forgotten the next day.
use crate::portal::Core;
use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

/// Searches held until the next writing; beyond them new ones are not counted.
const HELD: usize = 10_000;
/// Characters of a term that can be popular.
const LENGTH: std::ops::RangeInclusive<usize> = 2..=20;
/// Digits in a row that look like a number of a person or a telephone.
const DIGITS: usize = 6;

/// Searches since the last writing. Lost with the process, harmlessly: they are a hint, not a record.
#[derive(Default)]
pub struct Searches(Mutex<BTreeSet<(String, String)>>);

impl Searches {
    /// Notes that a reader (a keyed hash) searched for something.
    pub fn note(&self, typed: &str, session: &str) {
        let Some(term) = term(typed) else { return };
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if held.len() < HELD {
            held.insert((term, session.to_owned()));
        }
    }

    /// Writes what was noted.
    ///
    /// # Errors
    /// Of the database.
    pub async fn write(&self, core: &Core) -> anyhow::Result<()> {
        let held = std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner));
        if held.is_empty() {
            return Ok(());
        }
        let searches: Vec<(String, String)> = held.into_iter().collect();
        let mut tx = core.store.write().await?;
        tx.record_searches(core.clock.today(), &searches).await?;
        tx.commit(Vec::new()).await?;
        Ok(())
    }
}

/// The form in which searches are the same, or `None` for what must not become public: long texts and numbers.
fn term(typed: &str) -> Option<String> {
    let term = typed.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let mut digits = 0;
    for c in term.chars() {
        digits = if c.is_numeric() { digits + 1 } else { 0 };
        if digits >= DIGITS || c.is_control() || c == '@' {
            return None;
        }
    }
    LENGTH.contains(&term.chars().count()).then_some(term)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_addresses_and_long_texts_never_become_terms() {
        assert_eq!(term("  公交  站点 ").as_deref(), Some("公交 站点"));
        assert_eq!(term("PM2.5").as_deref(), Some("pm2.5"));
        for secret in ["330106199001011234", "13800138000 张三", "a@b.cn", "一", &"长".repeat(21)] {
            assert_eq!(term(secret), None, "{secret}");
        }
    }
}
