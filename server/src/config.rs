//! Configuration: defaults that work, then a TOML file, then `PORTAL_*` variables, then the command line (docs/configuration.md).
use anyhow::Context;
use serde::{Deserialize, Serialize};
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};

/// Everything that can be set. `portal config` prints the result with secrets masked.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// Folder of the embedded database, the files, the index and the keys.
    pub data_dir: PathBuf,
    /// `sqlite:///path/portal.db` or `postgres://…`; empty = SQLite in the data folder.
    pub database_url: String,
    /// Empty = `files/` in the data folder; `s3://bucket/prefix` for object storage.
    pub files_url: String,
    pub listen: SocketAddr,
    /// Loopback address of `/metrics`; never the public one. `off` = none.
    #[serde(deserialize_with = "address_or_off", serialize_with = "or_off")]
    pub metrics_listen: Option<SocketAddr>,
    /// Absolute public address without trailing slash: links, Origin check, secure cookies. Empty = from `listen`.
    pub base_url: String,
    /// Addresses whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpAddr>,
    pub tls_cert: Option<PathBuf>,
    pub tls_key: Option<PathBuf>,
    /// Name of the regulation profile that is active on the first start.
    pub profile: String,
    pub log: LogConfig,
    pub site: SiteConfig,
    pub limits: Limits,
}

/// Logging to standard error.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct LogConfig {
    /// Filter in the form of `tracing` (`info`, `server=debug,warn`).
    pub filter: String,
    /// One JSON object a line instead of text.
    pub json: bool,
}

/// The slots of the frame; empty ones are not shown.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SiteConfig {
    pub name: String,
    pub name_en: String,
    pub organiser: Option<String>,
    pub organiser_en: Option<String>,
    pub operator: Option<String>,
    pub phone: Option<String>,
    pub hours: Option<String>,
    pub email: Option<String>,
    pub site_code: Option<String>,
    pub icp: Option<String>,
    pub police: Option<String>,
}

/// What a stranger may use up.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Limits {
    /// API requests a minute and address, without key.
    pub api_per_minute: u32,
    /// Suggestions a minute and address: one is sent for every pause in typing.
    pub suggest_per_minute: u32,
    /// Pages a minute and address.
    pub pages_per_minute: u32,
    /// Table queries that run at once.
    pub queries: usize,
    /// Table queries that may wait for a place; beyond it 503.
    pub waiting: usize,
    /// Seconds after which the reader of a table query gets an answer that it took too long.
    pub query_seconds: u64,
    /// Seconds for a whole export.
    pub export_seconds: u64,
    /// Seconds for any other request.
    pub request_seconds: u64,
    /// Bytes of a file given to `import table`.
    pub import_bytes: u64,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            data_dir: PathBuf::from("data"),
            database_url: String::new(),
            files_url: String::new(),
            listen: SocketAddr::from(([127, 0, 0, 1], 3000)),
            metrics_listen: Some(SocketAddr::from(([127, 0, 0, 1], 9464))),
            base_url: String::new(),
            trusted_proxies: Vec::new(),
            tls_cert: None,
            tls_key: None,
            profile: "zhejiang".into(),
            log: LogConfig::default(),
            site: SiteConfig {
                name: "公共数据开放平台".into(),
                name_en: "Public Data Open Portal".into(),
                ..SiteConfig::default()
            },
            limits: Limits::default(),
        }
    }
}

impl Default for LogConfig {
    fn default() -> Self {
        Self { filter: "info,sqlx=warn,tantivy=warn".into(), json: false }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            api_per_minute: 60,
            suggest_per_minute: 300,
            pages_per_minute: 600,
            queries: 4,
            waiting: 32,
            query_seconds: 30,
            export_seconds: 600,
            request_seconds: 60,
            import_bytes: 2 << 30,
        }
    }
}

/// What the command line sets over file and environment.
#[derive(Clone, Debug, Default)]
pub struct Overrides {
    pub config: Option<PathBuf>,
    pub data_dir: Option<PathBuf>,
    pub database_url: Option<String>,
}

impl Config {
    /// Reads defaults, file, environment and command line, in this order.
    ///
    /// # Errors
    /// Names the file or variable at fault.
    pub fn load(overrides: &Overrides) -> anyhow::Result<Self> {
        let file = overrides.config.clone().or_else(|| std::env::var_os("PORTAL_CONFIG").map(PathBuf::from));
        let mut sources = config::Config::builder().add_source(config::Config::try_from(&Self::default())?);
        if let Some(file) = &file {
            sources = sources.add_source(config::File::from(file.as_path()).format(config::FileFormat::Toml));
        }
        let environment = config::Environment::with_prefix("PORTAL")
            .prefix_separator("_")
            .separator("__")
            .try_parsing(true)
            .list_separator(",")
            .with_list_parse_key("trusted_proxies")
            .ignore_empty(true)
            .source(Some(known_variables()));
        let mut config: Self =
            sources.add_source(environment).build().and_then(config::Config::try_deserialize).with_context(|| {
                match &file {
                    Some(file) => format!("configuration ({} or a PORTAL_* variable)", file.display()),
                    None => "configuration (a PORTAL_* variable)".into(),
                }
            })?;
        if let Some(dir) = &overrides.data_dir {
            config.data_dir.clone_from(dir);
        }
        if let Some(url) = &overrides.database_url {
            config.database_url.clone_from(url);
        }
        config.check()?;
        Ok(config)
    }

    fn check(&self) -> anyhow::Result<()> {
        if self.tls_cert.is_some() != self.tls_key.is_some() {
            anyhow::bail!("tls_cert and tls_key belong together: set both or none");
        }
        if !self.base_url.is_empty() && !self.base_url.starts_with("https://") && !self.base_url.starts_with("http://")
        {
            anyhow::bail!("base_url must start with https:// or http://, got {:?}", self.base_url);
        }
        if let Some(metrics) = self.metrics_listen
            && !metrics.ip().is_loopback()
        {
            anyhow::bail!("metrics_listen must be a loopback address, got {metrics}: metrics are not for the public");
        }
        Ok(())
    }

    /// Address of the database, made up from the data folder when none is set.
    pub fn database(&self) -> String {
        if self.database_url.is_empty() {
            format!("sqlite://{}", self.data_dir.join("portal.db").display())
        } else {
            self.database_url.clone()
        }
    }

    /// Folder of the search index.
    pub fn index_dir(&self) -> PathBuf {
        self.data_dir.join("index")
    }

    /// Folder or address of the files.
    pub fn files(&self) -> String {
        if self.files_url.is_empty() {
            self.data_dir.join("files").display().to_string()
        } else {
            self.files_url.clone()
        }
    }

    /// Public address without trailing slash.
    pub fn base(&self) -> String {
        if self.base_url.is_empty() {
            let scheme = if self.tls_cert.is_some() { "https" } else { "http" };
            format!("{scheme}://{}", self.listen)
        } else {
            self.base_url.trim_end_matches('/').to_owned()
        }
    }

    /// As TOML, passwords in addresses masked.
    ///
    /// # Errors
    /// When a value cannot be written as TOML.
    pub fn masked_toml(&self) -> anyhow::Result<String> {
        let mut shown = self.clone();
        shown.database_url = mask(&self.database());
        shown.files_url = mask(&self.files());
        shown.base_url = self.base();
        Ok(toml::to_string_pretty(&shown)?)
    }
}

/// `PORTAL_*` variables that are configuration; the others (paths for the build, keys) are not read as fields.
fn known_variables() -> config::Map<String, String> {
    const OTHER: [&str; 5] = ["PORTAL_CONFIG", "PORTAL_KEYS", "PORTAL_SITE_DIR", "PORTAL_TEST_POSTGRES", "PORTAL_BIN"];
    std::env::vars().filter(|(name, _)| name.starts_with("PORTAL_") && !OTHER.contains(&name.as_str())).collect()
}

fn mask(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else { return url.to_owned() };
    match rest.rsplit_once('@') {
        Some((login, host)) => format!("{scheme}://{}:***@{host}", login.split(':').next().unwrap_or_default()),
        None => url.to_owned(),
    }
}

fn address_or_off<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<SocketAddr>, D::Error> {
    let text = String::deserialize(deserializer)?;
    if text == "off" { Ok(None) } else { text.parse().map(Some).map_err(serde::de::Error::custom) }
}

fn or_off<S: serde::Serializer>(address: &Option<SocketAddr>, serializer: S) -> Result<S::Ok, S::Error> {
    match address {
        Some(address) => serializer.collect_str(address),
        None => serializer.serialize_str("off"),
    }
}

/// Makes the data folder, readable by its owner alone.
///
/// # Errors
/// Names the folder.
pub fn make_private_dir(dir: &Path) -> anyhow::Result<()> {
    std::fs::create_dir_all(dir).with_context(|| format!("cannot make the folder {}", dir.display()))?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(dir, std::fs::Permissions::from_mode(0o700))
            .with_context(|| format!("cannot protect {}", dir.display()))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_are_masked() {
        let config = Config { database_url: "postgres://portal:geheim@db/portal".into(), ..Config::default() };
        let text = config.masked_toml().unwrap();
        assert!(!text.contains("geheim") && text.contains("postgres://portal:***@db/portal"), "{text}");
    }

    #[test]
    fn metrics_can_be_turned_off() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("portal.toml");
        std::fs::write(&file, "metrics_listen = \"off\"\n[limits]\napi_per_minute = 7\n").unwrap();
        let config = Config::load(&Overrides { config: Some(file.clone()), ..Overrides::default() }).unwrap();
        assert_eq!((config.metrics_listen, config.limits.api_per_minute), (None, 7));
        std::fs::write(&file, "metrics_listne = \"off\"\n").unwrap();
        let error = Config::load(&Overrides { config: Some(file), ..Overrides::default() }).unwrap_err();
        assert!(format!("{error:#}").contains("metrics_listne"), "{error:#}");
    }

    #[test]
    fn what_cannot_be_is_told() {
        let config = Config { metrics_listen: Some(SocketAddr::from(([0, 0, 0, 0], 9464))), ..Config::default() };
        assert!(config.check().unwrap_err().to_string().contains("loopback"));
        let config = Config { tls_cert: Some("c.pem".into()), ..Config::default() };
        assert!(config.check().unwrap_err().to_string().contains("tls_key"));
    }
}
