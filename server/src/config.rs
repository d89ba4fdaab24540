//! Configuration: defaults that work, then a TOML file, then `PORTAL_*` variables, then the command line (docs/configuration.md).
mod mail;
mod providers;
mod webhook;

pub use mail::MailConfig;
pub use providers::{ClaimNames, OfficeRule, ProviderConfig, SecondFactor, VerifierConfig};
pub use webhook::WebhookConfig;

use anyhow::Context;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
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
    /// Addresses whose `X-Forwarded-For` is believed; in a variable separated by commas.
    #[serde(deserialize_with = "list_or_commas")]
    pub trusted_proxies: Vec<IpAddr>,
    pub tls_cert: Option<PathBuf>,
    pub tls_key: Option<PathBuf>,
    /// Name of the regulation profile that is active on the first start.
    pub profile: String,
    /// Yes, although the document of that profile is only a draft (征求意见稿) and no legal basis.
    pub confirm_draft_profile: bool,
    /// File to which the nightly check adds the head of the audit trail; unset = `audit-heads.txt` in the data folder.
    pub audit_heads: Option<PathBuf>,
    /// Font that PDF files are set in; unset = a known one of the system.
    pub pdf_font: Option<PathBuf>,
    /// Days that the draft of an application is kept after its last change; its people are told two weeks before.
    pub drafts_kept_days: u32,
    /// Certificates (PEM, the own one first) and key (PEM, PKCS#8) of the electronic seal on agreements; unset = none is put on.
    pub seal_certificate: Option<PathBuf>,
    pub seal_key: Option<PathBuf>,
    pub log: LogConfig,
    pub site: SiteConfig,
    pub mail: MailConfig,
    pub webhook: WebhookConfig,
    pub limits: Limits,
    pub verifier: VerifierConfig,
    /// Providers of sign-in by OpenID Connect, by their name.
    pub oidc: BTreeMap<String, ProviderConfig>,
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
    /// API requests a minute with one key, from wherever.
    pub key_per_minute: u32,
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
    /// Seconds after which a search for words in a work queue answers with what it found until then.
    pub search_seconds: u64,
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
            confirm_draft_profile: false,
            audit_heads: None,
            pdf_font: None,
            drafts_kept_days: 365,
            seal_certificate: None,
            seal_key: None,
            log: LogConfig::default(),
            site: SiteConfig {
                name: "公共数据开放平台".into(),
                name_en: "Public Data Open Portal".into(),
                ..SiteConfig::default()
            },
            mail: MailConfig::default(),
            webhook: WebhookConfig::default(),
            limits: Limits::default(),
            verifier: VerifierConfig::default(),
            oidc: BTreeMap::new(),
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
            key_per_minute: 600,
            suggest_per_minute: 300,
            pages_per_minute: 600,
            queries: 4,
            waiting: 32,
            query_seconds: 30,
            search_seconds: 3,
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
        Self::load_with(overrides, known_variables())
    }

    fn load_with(overrides: &Overrides, variables: config::Map<String, String>) -> anyhow::Result<Self> {
        let file = overrides.config.clone().or_else(|| std::env::var_os("PORTAL_CONFIG").map(PathBuf::from));
        let mut sources = config::Config::builder().add_source(config::Config::try_from(&Self::default())?);
        if let Some(file) = &file {
            sources = sources.add_source(config::File::from(file.as_path()).format(config::FileFormat::Toml));
        }
        let environment = config::Environment::with_prefix("PORTAL")
            .prefix_separator("_")
            .separator("__")
            // Every variable stays text until its field says what it is: a telephone number keeps its leading zero.
            .try_parsing(false)
            .ignore_empty(true)
            .source(Some(variables));
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
        if self.drafts_kept_days < 30 {
            anyhow::bail!("drafts_kept_days must be at least 30, got {}", self.drafts_kept_days);
        }
        if self.seal_certificate.is_some() != self.seal_key.is_some() {
            anyhow::bail!("seal_certificate and seal_key belong together: set both or none");
        }
        if !self.base_url.is_empty() && !self.base_url.starts_with("https://") && !self.base_url.starts_with("http://")
        {
            anyhow::bail!("base_url must start with https:// or http://, got {:?}", self.base_url);
        }
        self.mail.check()?;
        self.webhook.check()?;
        self.verifier.check()?;
        for (name, provider) in &self.oidc {
            provider.check(name)?;
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

    /// File of the daily heads of the audit trail.
    pub fn audit_heads(&self) -> PathBuf {
        self.audit_heads.clone().unwrap_or_else(|| self.data_dir.join("audit-heads.txt"))
    }

    /// Folder of the mails that have no mail server to go to.
    pub fn mail_dir(&self) -> PathBuf {
        self.data_dir.join("mail")
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
        shown.mail.smtp_url = mask(&self.mail.smtp_url);
        shown.webhook.url = mask(&self.webhook.url);
        let providers = shown.oidc.values_mut().map(|provider| &mut provider.client_secret);
        let others = [&mut shown.webhook.secret, &mut shown.verifier.token];
        for secret in providers.chain(others).filter(|secret| !secret.is_empty()) {
            "***".clone_into(secret);
        }
        Ok(toml::to_string_pretty(&shown)?)
    }
}

/// `PORTAL_*` variables that are configuration; the others (paths for the build, keys) are not read as fields.
fn known_variables() -> config::Map<String, String> {
    const OTHER: [&str; 4] = ["PORTAL_CONFIG", "PORTAL_KEYS", "PORTAL_SITE_DIR", "PORTAL_BIN"];
    let is_setting =
        |name: &str| name.starts_with("PORTAL_") && !name.starts_with("PORTAL_TEST_") && !OTHER.contains(&name);
    std::env::vars().filter(|(name, _)| is_setting(name)).collect()
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

/// A list, or a text with commas: the form a list has in a variable. Blanks around an element do not count, nor do empty ones.
fn list_or_commas<'de, D, T>(deserializer: D) -> Result<Vec<T>, D::Error>
where
    D: serde::Deserializer<'de>,
    T: std::str::FromStr<Err: std::fmt::Display>,
{
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Written {
        List(Vec<String>),
        Text(String),
    }
    let elements = match Written::deserialize(deserializer)? {
        Written::List(elements) => elements,
        Written::Text(text) => text.split(',').map(str::to_owned).collect(),
    };
    let read = |text: &str| text.parse().map_err(|error| serde::de::Error::custom(format!("{text:?}: {error}")));
    elements.iter().map(|element| element.trim()).filter(|element| !element.is_empty()).map(read).collect()
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
        let mail = MailConfig { smtp_url: "smtps://portal:geheim@mail".into(), from: "a@b.cn".into() };
        let text = Config { mail, ..Config::default() }.masked_toml().unwrap();
        assert!(!text.contains("geheim") && text.contains("smtps://portal:***@mail"), "{text}");
        let oidc = ProviderConfig { client_secret: "geheim".into(), ..ProviderConfig::default() };
        let verifier = VerifierConfig { token: "geheim".into(), ..VerifierConfig::default() };
        let text = Config { verifier, oidc: [("work".to_owned(), oidc)].into(), ..Config::default() }.masked_toml();
        let text = text.unwrap();
        assert!(!text.contains("geheim") && text.matches("***").count() == 2, "{text}");
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

    fn from_variables(variables: &[(&str, &str)]) -> anyhow::Result<Config> {
        let variables = variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        // The machine's own PORTAL_CONFIG is not read: the file is named.
        let empty = tempfile::NamedTempFile::new()?;
        Config::load_with(&Overrides { config: Some(empty.path().to_owned()), ..Overrides::default() }, variables)
    }

    #[test]
    fn variables_become_what_their_field_is() {
        let config = from_variables(&[
            ("PORTAL_SITE__PHONE", "057188880000"),
            ("PORTAL_SITE__NAME", "2026"),
            ("PORTAL_SITE__SITE_CODE", "true"),
            ("PORTAL_SITE__ICP", "1,5"),
            ("PORTAL_LOG__JSON", "true"),
            ("PORTAL_LIMITS__QUERIES", "7"),
            ("PORTAL_LIMITS__IMPORT_BYTES", "5000000000"),
            ("PORTAL_TRUSTED_PROXIES", "127.0.0.1, ::1"),
            ("PORTAL_LISTEN", "127.0.0.1:8080"),
            ("PORTAL_METRICS_LISTEN", "off"),
            ("PORTAL_BASE_URL", ""),
            ("PORTAL_OIDC__WORK__ISSUER", "https://id.example.gov.cn"),
            ("PORTAL_OIDC__WORK__CLIENT_ID", "0815"),
            ("PORTAL_OIDC__WORK__CLIENT_SECRET", "geheim"),
            ("PORTAL_OIDC__WORK__LABEL", "统一身份认证"),
            ("PORTAL_OIDC__WORK__SCOPES", "profile, groups"),
            ("PORTAL_OIDC__WORK__SECOND_FACTOR__AMR", "mfa"),
        ])
        .unwrap();
        let work = &config.oidc["work"];
        assert_eq!((work.client_id.as_str(), work.client_secret.as_str()), ("0815", "geheim"));
        assert_eq!((work.scopes.join(" ").as_str(), work.second_factor.amr.len()), ("profile groups", 1));
        assert_eq!(work.claims.email, "email", "what is not set keeps its default");
        assert_eq!(config.site.phone.as_deref(), Some("057188880000"), "a leading zero stays");
        assert_eq!((config.site.name.as_str(), config.site.site_code.as_deref()), ("2026", Some("true")));
        assert_eq!(config.site.icp.as_deref(), Some("1,5"), "a comma makes no list of a text");
        assert!(config.log.json);
        assert_eq!((config.limits.queries, config.limits.import_bytes), (7, 5_000_000_000));
        assert_eq!(config.trusted_proxies, ["127.0.0.1", "::1"].map(|ip| ip.parse::<IpAddr>().unwrap()));
        assert_eq!((config.listen.port(), config.metrics_listen, config.base_url.as_str()), (8080, None, ""));
        for (name, value) in [("PORTAL_LIMITS__QUERIES", "many"), ("PORTAL_TRUSTED_PROXIES", "localhost")] {
            let error = format!("{:#}", from_variables(&[(name, value)]).unwrap_err());
            assert!(error.contains(value), "{error}");
        }
        assert!(from_variables(&[("PORTAL_LIMITS__QUERYS", "1")]).is_err(), "no such field");
    }

    #[test]
    fn lists_of_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("portal.toml");
        std::fs::write(&file, "trusted_proxies = [\"10.0.0.1\"]\n").unwrap();
        let config = Config::load_with(&Overrides { config: Some(file), ..Overrides::default() }, config::Map::new());
        assert_eq!(config.unwrap().trusted_proxies, ["10.0.0.1".parse::<IpAddr>().unwrap()]);
    }

    #[test]
    fn what_cannot_be_is_told() {
        let config = Config { metrics_listen: Some(SocketAddr::from(([0, 0, 0, 0], 9464))), ..Config::default() };
        assert!(config.check().unwrap_err().to_string().contains("loopback"));
        let config = Config { tls_cert: Some("c.pem".into()), ..Config::default() };
        assert!(config.check().unwrap_err().to_string().contains("tls_key"));
        let config = Config { seal_key: Some("k.pem".into()), ..Config::default() };
        assert!(config.check().unwrap_err().to_string().contains("seal_certificate"));
    }
}
