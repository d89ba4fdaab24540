//! `portal keys …`: master keys and what they sealed (docs/keys.md).
use crate::config::Config;
use crate::services::sealed;
use anyhow::Context;
use base64::Engine as _;
use clap::Subcommand;
use domain::audit::Entry;
use files::Keys;
use std::process::ExitCode;

#[derive(Debug, Subcommand)]
pub enum KeysCommand {
    /// Ids of the master keys, and how many sealed values each still opens
    List,
    /// Put a fresh master key on top of keys/master.keys
    ///
    /// It seals from now on; the older ones still open. Restart every running portal, then run `portal keys reseal`.
    Rotate,
    /// Seal anew, with the current key, whatever an older one sealed
    Reseal,
}

impl KeysCommand {
    /// # Errors
    /// Of the database or the key file; a key that is missing.
    pub async fn run(self, config: Config) -> anyhow::Result<ExitCode> {
        let folder = config.data_dir.join("keys");
        let core = super::core(config).await?;
        match self {
            Self::List => {
                print(&sealed::reseal(&core, true).await?);
                println!("current: {}", core.keys.current());
                println!("known: {}", core.keys.ids().collect::<Vec<_>>().join(", "));
            }
            Self::Rotate => {
                let fresh = core.ids.secret();
                if std::env::var_os("PORTAL_KEYS").is_some() {
                    // The environment is the operator's: the portal cannot write there.
                    let id = format!("k{}", core.clock.now().format("%Y%m%d"));
                    println!("PORTAL_KEYS holds the keys. Put this line before the others and restart:");
                    println!("{id} {}", base64::engine::general_purpose::STANDARD.encode(fresh));
                    return Ok(ExitCode::SUCCESS);
                }
                let id = Keys::rotate(&folder, fresh)?;
                let mut entry = Entry::new(core.clock.now(), "key.rotate", "key", id.clone());
                entry.acting = "operator".into();
                entry.before = serde_json::json!({ "current": core.keys.current() });
                entry.after = serde_json::json!({ "current": id });
                let mut tx = core.store.write().await?;
                tx.audit(entry);
                tx.commit(Vec::new()).await?;
                println!("new key {id} in {}", folder.join("master.keys").display());
                println!("restart every running portal, then: portal keys reseal");
            }
            Self::Reseal => {
                let found = sealed::reseal(&core, false).await.context("not everything could be sealed anew")?;
                print(&found);
                let old = found.values().flat_map(|count| count.keys.keys()).any(|key| key != core.keys.current());
                let now = if old { sealed::reseal(&core, true).await? } else { found };
                let left: u64 = now
                    .values()
                    .flat_map(|count| count.keys.iter())
                    .filter(|(key, _)| *key != core.keys.current())
                    .map(|(_, n)| n)
                    .sum();
                println!("{left} values left under older keys");
            }
        }
        core.store.close().await;
        Ok(ExitCode::SUCCESS)
    }
}

fn print(found: &std::collections::BTreeMap<String, sealed::Count>) {
    for (column, count) in found.iter().filter(|(_, count)| !count.keys.is_empty()) {
        let keys = count.keys.iter().map(|(key, n)| format!("{key}: {n}")).collect::<Vec<_>>().join(", ");
        let anew = if count.resealed > 0 { format!("; {} sealed anew", count.resealed) } else { String::new() };
        println!("{column:<28}{keys}{anew}");
    }
}
