//! The running portal: what services share ([`Core`]), and the ports built on it.
use crate::clock::{Clock, IdSource};
use crate::config::Config;
use crate::http::limits::RateLimits;
use crate::jobs::index::Indexed;
use crate::services;
use crate::services::accounts::provider::Providers;
use crate::services::accounts::verifier::{self, Verifier};
use crate::services::active::Active;
use crate::services::gate::Gate;
use crate::services::opening::credit::{CreditRegistry, CreditTable};
use crate::services::searches::Searches;
use anyhow::Context;
use app::page::Ports;
use contract::downloads::Downloads;
use contract::site::Site;
use files::{FileStore, Keys, PrivateError, PrivateFile, PrivateStore};
use std::ops::Deref;
use std::sync::{Arc, RwLock};
use store::Store;

/// What every service needs.
pub struct Core {
    pub config: Config,
    pub clock: Arc<dyn Clock>,
    pub ids: Arc<dyn IdSource>,
    pub store: Store,
    pub files: FileStore,
    /// Documents that are nobody else's business, each with a key of its own.
    pub private: PrivateStore,
    /// What seals personal data and private documents.
    pub keys: Keys,
    /// Where people may sign in but here.
    pub providers: Providers,
    /// Asked about proofs of identity before people are.
    pub verifier: Option<Arc<dyn Verifier>>,
    /// What signed agreements are sealed with.
    pub signer: Option<Arc<pdf::Signer>>,
    /// Asked what registers say about an applicant.
    pub credit: Arc<dyn CreditRegistry>,
    /// The search index, once there is one.
    pub index: Indexed,
    /// What readers search for, until it is written.
    pub searches: Searches,
    /// Places for table queries.
    pub gate: Gate,
    /// Key of the day's reader hashes; new at every start, so that nobody can compute them later.
    pub session_key: [u8; 32],
    active: RwLock<Arc<Active>>,
}

impl Core {
    /// Seals personal data for one place, e.g. `accounts.email:<id>`.
    ///
    /// # Errors
    /// See [`Keys::seal`].
    pub fn seal(&self, plain: &str, context: &str) -> Result<Vec<u8>, files::KeyError> {
        let secret = self.ids.secret();
        let mut nonce = [0; 24];
        nonce.copy_from_slice(&secret[..24]);
        self.keys.seal(plain.as_bytes(), context, nonce)
    }

    /// Opens what [`Core::seal`] sealed for the same place.
    ///
    /// # Errors
    /// See [`Keys::open_sealed`]; text that is no UTF-8 is damaged.
    pub fn unseal(&self, sealed: &[u8], context: &str) -> Result<String, files::KeyError> {
        String::from_utf8(self.keys.open_sealed(sealed, context)?).map_err(|_| files::KeyError::Damaged)
    }

    /// Encrypts and stores a private document.
    ///
    /// # Errors
    /// See [`PrivateStore::put`].
    pub async fn put_private(&self, content: &[u8]) -> Result<PrivateFile, PrivateError> {
        self.private.put(&self.keys, content, || self.ids.secret()).await
    }

    /// Reads a private document back.
    ///
    /// # Errors
    /// See [`PrivateStore::get`].
    pub async fn get_private(&self, file: &PrivateFile) -> Result<Vec<u8>, PrivateError> {
        self.private.get(&self.keys, file).await
    }

    /// Profile, calendars and site settings in force.
    pub fn active(&self) -> Arc<Active> {
        self.active.read().unwrap_or_else(std::sync::PoisonError::into_inner).clone()
    }

    /// What the frame of the pages shows.
    pub fn site(&self) -> Arc<Site> {
        self.active().site.clone()
    }

    /// Reads profile, calendars and settings again; called when the feed says that they changed.
    ///
    /// # Errors
    /// Of the database, or a profile that cannot be read (which the importer refuses).
    pub async fn reload_active(&self) -> anyhow::Result<()> {
        let active = Arc::new(Active::load(&self.config, &self.store).await?);
        *self.active.write().unwrap_or_else(std::sync::PoisonError::into_inner) = active;
        Ok(())
    }

    /// Whether everything that a request needs is there.
    ///
    /// # Errors
    /// Names what is missing.
    pub async fn ready(&self) -> Result<(), &'static str> {
        self.store.ping().await.map_err(|_| "database")?;
        self.index.get().map(|_| ()).ok_or("search index")
    }
}

/// The portal that HTTP serves.
pub struct Portal {
    core: Arc<Core>,
    pub ports: Ports,
    pub downloads: Arc<dyn Downloads>,
    pub rates: RateLimits,
}

impl Deref for Portal {
    type Target = Core;

    fn deref(&self) -> &Core {
        &self.core
    }
}

impl Portal {
    /// Opens database and files, brings an SQLite database up to date, and reads what is in force. The index follows in the background:
    /// see [`crate::jobs::start`].
    ///
    /// # Errors
    /// Names the part that cannot be opened. A PostgreSQL database with pending migrations is refused unless `migrate` is set.
    pub async fn open(
        config: Config,
        clock: Arc<dyn Clock>,
        ids: Arc<dyn IdSource>,
        migrate: bool,
    ) -> anyhow::Result<Arc<Self>> {
        let core = open_core(config, clock, ids, migrate).await?;
        let rates = RateLimits::new(&core.config.limits);
        let ports = Ports {
            datasets: Arc::new(services::datasets::Catalogue::new(core.clone())),
            tables: Arc::new(services::tables::Service(core.clone())),
            bodies: Arc::new(services::bodies::Service(core.clone())),
            law: Arc::new(services::law::Service(core.clone())),
            accounts: Arc::new(services::accounts::Service(core.clone())),
            applications: Arc::new(services::applications::Service(core.clone())),
            directory: Arc::new(services::accounts::directory::Service(core.clone())),
            cases: Arc::new(services::cases::Service(core.clone())),
            audit: Arc::new(services::audit::Service(core.clone())),
            notices: Arc::new(services::notices::Service(core.clone())),
            opening: Arc::new(services::opening::Service(core.clone())),
            regulation: Arc::new(services::regulation::Service(core.clone())),
            statistics: Arc::new(services::statistics::Service::new(core.clone())),
            agreements: Arc::new(services::access::agreements::Service(core.clone())),
            deliveries: Arc::new(services::access::delivery::Service(core.clone())),
            oversight: Arc::new(services::oversight::Service::new(core.clone())),
        };
        let downloads = Arc::new(services::downloads::Service(core.clone()));
        Ok(Arc::new(Self { core, ports, downloads, rates }))
    }

    /// What services share.
    pub fn core(&self) -> &Arc<Core> {
        &self.core
    }
}

/// The operator's certificate, if the configuration names one.
fn signer(config: &Config) -> anyhow::Result<Option<Arc<pdf::Signer>>> {
    let (Some(certificate), Some(key)) = (&config.seal_certificate, &config.seal_key) else { return Ok(None) };
    let signer = pdf::Signer::open(certificate, key).context("seal_certificate, seal_key")?;
    Ok(Some(Arc::new(signer)))
}

/// Database, files and what is in force, without ports: all that command-line work needs.
///
/// # Errors
/// See [`Portal::open`].
pub async fn open_core(
    config: Config,
    clock: Arc<dyn Clock>,
    ids: Arc<dyn IdSource>,
    migrate: bool,
) -> anyhow::Result<Arc<Core>> {
    crate::config::make_private_dir(&config.data_dir)?;
    let store = Store::connect(&config.database()).await.context("database")?;
    crate::cli::schema::bring_up_to_date(&store, migrate).await?;
    services::active::ship(&config, &store, clock.as_ref(), ids.as_ref())
        .await
        .context("regulation profiles and calendars")?;
    let files = FileStore::open(&config.files()).context("file store")?;
    let private = PrivateStore::open(&config.files()).context("store of private documents")?;
    let keys = std::env::var("PORTAL_KEYS").ok();
    let keys = Keys::open(keys.as_deref(), &config.data_dir.join("keys"), || ids.secret()).context("keys")?;
    let active = RwLock::new(Arc::new(Active::load(&config, &store).await?));
    let gate = Gate::new(config.limits.queries, config.limits.waiting);
    let session_key = ids.secret();
    let providers = Providers::open(&config)?;
    let verifier = verifier::open(&config.verifier)?;
    let signer = signer(&config)?;
    let credit = Arc::new(CreditTable(store.clone()));
    Ok(Arc::new(Core {
        config,
        clock,
        ids,
        store,
        files,
        private,
        keys,
        providers,
        verifier,
        signer,
        credit,
        index: Indexed::default(),
        searches: Searches::default(),
        gate,
        session_key,
        active,
    }))
}
