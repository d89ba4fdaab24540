//! The OpenID Connect provider that tests sign in with: PyPI `oidc-provider-mock`, which nobody here wrote. `scripts/setup.sh test` installs
//! it; tests that run at once share one process, which ends with the last of them.
use reqwest::header::{DATE, LOCATION};
use serde_json::{Value, json};
use server::config::{Config, ProviderConfig};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, Weak};
use std::time::Duration;
use testkit::{Answer, Client, TestPortal};

static RUNNING: Mutex<Weak<Provider>> = Mutex::new(Weak::new());

/// A running provider.
pub struct Provider {
    pub issuer: String,
    client: reqwest::Client,
    shell: Child,
}

fn program() -> PathBuf {
    let cache = std::env::var_os("XDG_CACHE_HOME").map(PathBuf::from);
    let cache = cache.or_else(|| std::env::home_dir().map(|home| home.join(".cache"))).expect("a home");
    let program = cache.join("portal/oidc-provider/bin/oidc-provider-mock");
    assert!(program.exists(), "{} is missing: scripts/setup.sh test", program.display());
    program
}

impl Provider {
    /// The provider, started by whoever needs it first.
    pub async fn running() -> Arc<Self> {
        let provider = {
            let mut running = RUNNING.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            match running.upgrade() {
                Some(provider) => provider,
                None => {
                    let provider = Arc::new(Self::start());
                    *running = Arc::downgrade(&provider);
                    provider
                }
            }
        };
        for _ in 0..600 {
            let address = format!("{}/.well-known/openid-configuration", provider.issuer);
            if provider.client.get(address).send().await.is_ok() {
                return provider;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("the provider does not answer within a minute");
    }

    fn start() -> Self {
        let free = std::net::TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("an address").port();
        // It ends with its shell, and the shell with our end of the pipe: nothing stays when a test is killed.
        let shell = Command::new("sh")
            .args(["-c", "\"$0\" --port \"$1\" & cat; kill $!; wait"])
            .arg(program())
            .arg(free.to_string())
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("a shell");
        let client = reqwest::Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none()).build();
        Self { issuer: format!("http://127.0.0.1:{free}"), client: client.expect("a client"), shell }
    }

    /// Says what the provider knows of somebody.
    pub async fn knows(&self, subject: &str, claims: Value) {
        let answer = self.client.put(format!("{}/users/{subject}", self.issuer)).json(&claims).send().await;
        assert_eq!(answer.expect("an answer").status().as_u16(), 204);
    }

    /// What the browser does at the provider: `sub` signs in, or nobody does. Where it is sent back to, as path and query.
    pub async fn sign_in(&self, portal: &TestPortal, address: &str, subject: Option<&str>) -> String {
        assert!(address.starts_with(&self.issuer), "{address}");
        let form = match subject {
            Some(subject) => format!("sub={subject}"),
            None => "action=deny".to_owned(),
        };
        let request = self.client.post(address).header("content-type", "application/x-www-form-urlencoded").body(form);
        let answer = Answer::of(request).await;
        let back = answer.header(LOCATION.as_str()).to_owned();
        back.strip_prefix(&portal.base).unwrap_or_else(|| panic!("{back}: {}", answer.text())).to_owned()
    }

    /// The whole way there and back, as the answer to coming back.
    pub async fn walk(&self, client: &Client<'_>, portal: &TestPortal, from: &str, subject: &str) -> Answer {
        let out = client.get(from).await;
        assert_eq!(out.status, 303, "{from}: {}", out.text());
        let back = self.sign_in(portal, out.header("location"), Some(subject)).await;
        client.get(&back).await
    }

    /// A portal whose readers may sign in here, at the hour that the provider has.
    pub async fn portal(&self, change: impl FnOnce(&mut ProviderConfig)) -> TestPortal {
        let mut one = ProviderConfig {
            issuer: self.issuer.clone(),
            client_id: "portal".into(),
            client_secret: "geheim".into(),
            label: "统一身份认证".into(),
            label_en: "City ID".into(),
            ..ProviderConfig::default()
        };
        change(&mut one);
        let test = TestPortal::with(|config: &mut Config| {
            config.oidc.insert("work".into(), one);
        })
        .await;
        let answer = Answer::of(self.client.get(format!("{}/jwks", self.issuer))).await;
        let now = chrono::DateTime::parse_from_rfc2822(answer.header(DATE.as_str())).expect("a date");
        test.clock.set(now.to_utc());
        test
    }
}

impl Drop for Provider {
    fn drop(&mut self) {
        drop(self.shell.stdin.take());
        let _ = self.shell.wait();
    }
}

/// What the provider knows of a citizen.
pub fn citizen(email: &str, verified: bool) -> Value {
    json!({ "name": "赵六", "email": email, "email_verified": verified })
}
