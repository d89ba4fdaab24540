//! A portal as a process of its own, that is killed without warning and started again over the same data folder.
use sqlx::{AssertSqlSafe, Connection, PgConnection};
use std::collections::HashMap;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use store::Store;

/// A debug build on a busy machine.
const START: Duration = Duration::from_secs(60);

pub struct World {
    folder: tempfile::TempDir,
    /// Address of its database, where that is not the embedded one of the folder.
    database: Option<String>,
    base: String,
    child: Option<Child>,
    client: reqwest::Client,
    /// Cookie and password by the part of the address in front of the @.
    accounts: HashMap<String, (String, String)>,
}

impl Drop for World {
    fn drop(&mut self) {
        self.kill();
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize().expect("the repository")
}

/// Address of an empty schema of the PostgreSQL that the tests are given; `None` where they are given none.
pub async fn schema() -> Option<String> {
    let address = std::env::var("PORTAL_TEST_POSTGRES").ok()?;
    let name = format!("portal_killed_{}", std::process::id());
    let mut connection = PgConnection::connect(&address).await.expect("PORTAL_TEST_POSTGRES answers");
    sqlx::raw_sql(AssertSqlSafe(format!("CREATE SCHEMA {name}"))).execute(&mut connection).await.expect("a schema");
    let mark = if address.contains('?') { '&' } else { '?' };
    Some(format!("{address}{mark}options[search_path]={name}"))
}

/// The two restricted datasets of the samples, with their files.
fn samples(to: &Path) {
    let from = root().join("samples");
    let text = std::fs::read_to_string(from.join("samples.toml")).expect("the samples");
    let wanted = |entry: &&str| ["\"example-berths\"", "\"example-rain\""].iter().any(|key| entry.contains(key));
    let entries: Vec<_> =
        text.split("[[entry]]\n").skip(1).filter(wanted).map(|one| format!("[[entry]]\n{one}")).collect();
    assert_eq!(entries.len(), 2);
    std::fs::create_dir_all(to.join("examples")).expect("a folder");
    std::fs::write(to.join("samples.toml"), entries.join("\n")).expect("a manifest");
    for name in ["公共停车场泊位动态.csv", "逐日降水.csv"] {
        std::fs::copy(from.join("examples").join(name), to.join("examples").join(name)).expect("a table");
    }
}

impl World {
    /// With the embedded database, or the one at an address.
    pub fn new(database: Option<String>) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        samples(&folder.path().join("samples"));
        let port = TcpListener::bind("127.0.0.1:0").and_then(|one| one.local_addr()).expect("a free port").port();
        let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().expect("a client");
        let base = format!("http://127.0.0.1:{port}");
        let mut world = Self { folder, database, base, child: None, client, accounts: HashMap::new() };
        if world.database.is_some() {
            // Nobody but an operator changes a database that others may use.
            world.run(&["migrate"]);
        }
        let (samples, accounts) = (world.path("samples"), world.path("accounts.json"));
        world.run(&["demo", "--tables-only", "--samples", &samples, "--accounts-json", &accounts]);
        let made = std::fs::read_to_string(accounts).expect("the accounts");
        for one in serde_json::from_str::<Vec<serde_json::Value>>(&made).expect("JSON") {
            let text = |name: &str| one[name].as_str().expect("a text").to_owned();
            let name = text("email").split('@').next().expect("a name").to_owned();
            world.accounts.insert(name, (text("cookie"), text("password")));
        }
        world
    }

    fn path(&self, name: &str) -> String {
        self.folder.path().join(name).display().to_string()
    }

    fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_portal"));
        for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("PORTAL_")) {
            command.env_remove(name);
        }
        command.env("PORTAL_METRICS_LISTEN", "127.0.0.1:0").env("PORTAL_LIMITS__PAGES_PER_MINUTE", "1000000");
        command.arg("--data-dir").arg(self.path("data"));
        if let Some(address) = &self.database {
            command.env("PORTAL_DATABASE_URL", address);
        }
        command
    }

    /// A command line, which has to succeed; what it printed.
    pub fn run(&self, arguments: &[&str]) -> String {
        let ended = self.command().args(arguments).output().expect("the portal starts");
        let (out, err) = (String::from_utf8_lossy(&ended.stdout), String::from_utf8_lossy(&ended.stderr));
        assert!(ended.status.success(), "{arguments:?}: {out} {err}");
        out.into_owned()
    }

    /// Starts it and waits until it is ready.
    pub async fn start(&mut self) {
        let listen = self.base.trim_start_matches("http://").to_owned();
        let mut command = self.command();
        command.args(["serve", "--listen", &listen]).stdout(Stdio::null()).stderr(Stdio::null());
        self.child = Some(command.spawn().expect("the portal starts"));
        let begun = Instant::now();
        loop {
            let answer = self.client.get(format!("{}/readyz", self.base)).send().await;
            if answer.is_ok_and(|answer| answer.status().is_success()) {
                return;
            }
            assert!(begun.elapsed() < START, "it is not ready");
            tokio::time::sleep(Duration::from_millis(30)).await;
        }
    }

    /// SIGKILL: nothing is put in order.
    pub fn kill(&mut self) {
        if let Some(mut child) = self.child.take() {
            child.kill().expect("it runs");
            child.wait().expect("it ended");
        }
    }

    pub async fn killed(&mut self) {
        self.kill();
        self.start().await;
    }

    pub fn password(&self, who: &str) -> &str {
        &self.accounts[who].1
    }

    /// Of whoever says who they are otherwise than by a session.
    pub fn request(&self, path: &str) -> reqwest::RequestBuilder {
        self.client.get(format!("{}{path}", self.base))
    }

    /// Of somebody who is signed in.
    pub fn as_who(&self, who: &str, path: &str) -> reqwest::RequestBuilder {
        self.request(path).header("cookie", &self.accounts[who].0)
    }

    pub async fn get(&self, who: &str, path: &str) -> (u16, String) {
        let answer = self.as_who(who, path).send().await.expect("an answer");
        (answer.status().as_u16(), answer.text().await.expect("a text"))
    }

    pub async fn page(&self, who: &str, path: &str) -> String {
        let (status, text) = self.get(who, path).await;
        assert_eq!(status, 200, "{path}: {text}");
        text
    }

    fn form(&self, who: &str, path: &str) -> reqwest::RequestBuilder {
        let request = self.client.post(format!("{}{path}", self.base)).header("origin", &self.base);
        request.header("cookie", &self.accounts[who].0)
    }

    pub fn post(&self, who: &str, path: &str, fields: &[(&str, &str)]) -> reqwest::RequestBuilder {
        self.form(who, path).form(fields)
    }

    /// A form that is accepted; where it leads.
    pub async fn submit(&self, who: &str, path: &str, fields: &[(&str, &str)]) -> String {
        done(path, self.post(who, path, fields)).await
    }

    /// A form with a file.
    pub fn multipart(
        &self,
        who: &str,
        path: &str,
        fields: &[(&str, &str)],
        file: (&str, &str),
    ) -> reqwest::RequestBuilder {
        let mark = "a-mark-between-parts";
        let mut body = String::new();
        for (name, value) in fields {
            body.push_str(&format!("--{mark}\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"));
        }
        let head = format!("content-disposition: form-data; name=\"{}\"; filename=\"paper.pdf\"", file.0);
        body.push_str(&format!(
            "--{mark}\r\n{head}\r\ncontent-type: application/pdf\r\n\r\n{}\r\n--{mark}--\r\n",
            file.1
        ));
        let kind = format!("multipart/form-data; boundary={mark}");
        self.form(who, path).header("content-type", kind).body(body)
    }

    /// One that is accepted.
    pub async fn upload(&self, who: &str, path: &str, fields: &[(&str, &str)], file: (&str, &str)) {
        done(path, self.multipart(who, path, fields, file)).await;
    }

    /// Sends a request and kills the server after so many milliseconds; what came back by then.
    pub async fn cut(&mut self, request: reqwest::RequestBuilder, moment: u64) -> Option<Sent> {
        let sent = tokio::spawn(Sent::of(request));
        tokio::time::sleep(Duration::from_millis(moment)).await;
        self.kill();
        sent.await.expect("a task")
    }

    /// The database as the killed process left it, and as the next one finds it.
    pub async fn store(&self) -> Store {
        let embedded = || format!("sqlite://{}", self.path("data/portal.db"));
        Store::connect(&self.database.clone().unwrap_or_else(embedded)).await.expect("the database")
    }
}

/// What came back before the server was gone; of the text what there was.
pub struct Sent {
    pub status: u16,
    pub text: String,
}

impl Sent {
    pub async fn of(request: reqwest::RequestBuilder) -> Option<Self> {
        let answer = request.send().await.ok()?;
        let status = answer.status().as_u16();
        Some(Self { status, text: answer.text().await.unwrap_or_default() })
    }
}

async fn done(path: &str, request: reqwest::RequestBuilder) -> String {
    let answer = request.send().await.expect("an answer");
    let (status, to) = (answer.status().as_u16(), answer.headers().get("location").cloned());
    assert_eq!(status, 303, "{path}: {}", answer.text().await.unwrap_or_default());
    let to = to.expect("where it leads").to_str().expect("an address").to_owned();
    to.split('?').next().expect("a path").to_owned()
}

/// The value of a hidden field.
pub fn hidden(page: &str, name: &str) -> String {
    let mark = format!("name=\"{name}\" value=\"");
    let (_, rest) = page.split_once(&mark).unwrap_or_else(|| panic!("no {name}: {page}"));
    rest.split('"').next().unwrap_or_default().to_owned()
}
