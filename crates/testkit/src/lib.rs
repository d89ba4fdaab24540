//! A whole portal in a test: its own data folder (or PostgreSQL database), a clock that stands still, and a client that speaks to it
//! through public HTTP only.
//!
//! `TestPortal::start().await` has the samples without the large catalogue; `TestPortal::empty().await` has nothing.
pub mod applications;
pub mod identities;
mod postgres;

use chrono::{DateTime, Utc};
use domain::catalog::record::BodyKey;
use domain::catalog::{AccessRights, Dataset, Publication, Suspension, SuspensionReason, WithdrawalReason, ident};
use server::clock::{Clock, FixedClock, IdSource};
use server::config::Config;
use server::services::{catalogue_import, demo};
use server::{Portal, jobs};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use tokio::sync::watch;
use uuid::Uuid;

pub use identities::{Client, Identity};

/// 2026-11-20 10:00 in Shanghai: after the samples, within the calendars.
pub fn start_of_tests() -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_140_000, 0).expect("a date")
}

/// Identifiers in order, the same in every run.
#[derive(Debug, Default)]
pub struct CountingIds(AtomicU64);

impl IdSource for CountingIds {
    fn id(&self, now: DateTime<Utc>) -> Uuid {
        let n = self.0.fetch_add(1, Ordering::Relaxed).to_be_bytes();
        let counter = [0, 0, n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7]];
        uuid::Builder::from_unix_timestamp_millis(now.timestamp_millis().unsigned_abs(), &counter).into_uuid()
    }

    fn secret(&self) -> [u8; 32] {
        // Another one each time, so that no two sessions or links are alike; the same ones in every run.
        let mut state = self.0.fetch_add(1, Ordering::Relaxed);
        let mut bytes = [0; 32];
        for eight in bytes.chunks_mut(8) {
            // SplitMix64.
            state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut mixed = state;
            mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            eight.copy_from_slice(&(mixed ^ (mixed >> 31)).to_be_bytes());
        }
        bytes
    }
}

/// A running portal; it ends with the value.
pub struct TestPortal {
    pub portal: Arc<Portal>,
    pub clock: Arc<FixedClock>,
    /// `http://127.0.0.1:port`
    pub base: String,
    client: reqwest::Client,
    stop: watch::Sender<bool>,
    _data: tempfile::TempDir,
}

/// Folder of the repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().expect("the repository")
}

impl TestPortal {
    /// A portal with the sample tables (not the catalogue of 15,926 entries).
    pub async fn start() -> Self {
        let test = Self::empty().await;
        demo::load(test.portal.core(), &root().join("samples"), false, |_, _| {}).await.expect("samples");
        test.indexed().await;
        test
    }

    /// A portal without data, on SQLite, or where `PORTAL_TEST_DATABASE` says `postgres` in a schema of its own there.
    pub async fn empty() -> Self {
        Self::with(|_| {}).await
    }

    /// A portal without data whose configuration a test changes.
    pub async fn with(change: impl FnOnce(&mut Config)) -> Self {
        let data = tempfile::tempdir().expect("a folder");
        let listener = tokio::net::TcpListener::bind(SocketAddr::from(([127, 0, 0, 1], 0))).await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let mut config =
            Config { data_dir: data.path().join("data"), listen: address, metrics_listen: None, ..Config::default() };
        config.limits.api_per_minute = 100_000;
        config.limits.pages_per_minute = 100_000;
        config.limits.suggest_per_minute = 100_000;
        if let Some(url) = postgres::schema().await {
            config.database_url = url;
        }
        change(&mut config);
        let clock = Arc::new(FixedClock::new(start_of_tests()));
        let ids = Arc::new(CountingIds::default());
        let portal = Portal::open(config, clock.clone(), ids, true).await.expect("a portal");
        let (stop, stopped) = watch::channel(false);
        let mut jobs = jobs::start(portal.core(), &stopped);
        let service = server::http::service(portal.clone());
        let make =
            axum::ServiceExt::<axum::extract::Request>::into_make_service_with_connect_info::<SocketAddr>(service);
        let mut ended = stopped.clone();
        tokio::spawn(async move {
            let shutdown = async move { ended.changed().await.unwrap_or_default() };
            let _ = axum::serve(listener, make).with_graceful_shutdown(shutdown).await;
            while jobs.join_next().await.is_some() {}
        });
        let client = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .user_agent("Mozilla/5.0 (test)")
            .no_proxy()
            .build()
            .expect("a client");
        let test = Self { portal, clock, base: format!("http://{address}"), client, stop, _data: data };
        test.indexed().await;
        test
    }

    /// Waits until the index has every change.
    pub async fn indexed(&self) {
        let last = self.portal.store.read().await.expect("a read").last_change().await.expect("the last change");
        for _ in 0..600 {
            if let Some(index) = self.portal.index.get()
                && index.last_seq().is_ok_and(|seq| i64::try_from(seq).is_ok_and(|seq| seq >= last))
            {
                index.refresh_suggestions().expect("suggestions");
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("the index did not reach change {last} within 30 s");
    }

    /// A request, to be changed and sent.
    pub fn request(&self, method: &str, path: &str) -> reqwest::RequestBuilder {
        let method = reqwest::Method::from_bytes(method.as_bytes()).expect("a method");
        self.client.request(method, format!("{}{path}", self.base))
    }

    /// `GET`, whatever the status.
    pub async fn get(&self, path: &str) -> Answer {
        Answer::of(self.request("GET", path)).await
    }

    /// `GET` that must answer 200 with JSON.
    pub async fn json(&self, path: &str) -> serde_json::Value {
        let answer = self.get(path).await;
        assert_eq!(answer.status, 200, "{path}: {}", answer.text());
        serde_json::from_str(&answer.text()).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// `GET` that must answer 200 with a page.
    pub async fn page(&self, path: &str) -> String {
        let answer = self.get(path).await;
        assert_eq!(answer.status, 200, "{path}: {}", answer.text());
        answer.text()
    }

    /// Code of the sample with this key in `samples/samples.toml`.
    pub fn sample(&self, key: &str) -> String {
        ident::dataset_code(domain::catalog::sample::SAMPLE_PORTAL, key, |_| false)
    }

    /// Enters a public dataset with a title; `change` sets the rest. Waits until it can be found.
    pub async fn dataset(&self, title: &str, change: impl FnOnce(&mut Dataset)) -> String {
        let code = self.enter(title, change).await;
        self.indexed().await;
        code
    }

    /// Enters a public dataset, or changes the one entered with this title before. Does not wait for the index.
    pub async fn enter(&self, title: &str, change: impl FnOnce(&mut Dataset)) -> String {
        let core = self.portal.core();
        let now = self.clock.now();
        let mut tx = core.store.write().await.expect("a write");
        let body = BodyKey {
            region: "330100".into(),
            name: "杭州市测试局".into(),
            level: domain::catalog::Level::City,
            unattributed: false,
        };
        let publisher =
            catalogue_import::publisher(core, &mut tx, &body, Some("0571-00000000"), now).await.expect("a body");
        let mut dataset = Dataset {
            id: core.ids.id(now),
            code: ident::dataset_code("test", title, |_| false),
            source_key: format!("test\u{1f}{title}"),
            title: title.into(),
            title_en: None,
            description: format!("{title}的说明"),
            publisher,
            access_rights: AccessRights::Public,
            access_rights_source: domain::catalog::AccessRightsSource::Stated,
            themes: vec![domain::catalog::Theme::Transport],
            tags: vec![],
            formats: vec![],
            data_type: domain::catalog::DataType::Table,
            accrual_periodicity: domain::catalog::AccrualPeriodicity::Monthly,
            periodicity_original: None,
            level: domain::catalog::Level::City,
            region: "330100".into(),
            items: vec![],
            conditions: None,
            contact: None,
            licence: None,
            landing_page: None,
            source_name: None,
            issued: Some(now.date_naive()),
            updated: Some(now.date_naive()),
            observed: None,
            publication: Publication::Listed,
            example: false,
            stated_rows: None,
            original: serde_json::Value::Null,
        };
        change(&mut dataset);
        let done = tx.upsert_datasets(&[dataset], now).await.expect("an entry").remove(0);
        tx.commit(Vec::new()).await.expect("a commit");
        done.code
    }

    /// Gives a dataset a table as its next version.
    pub async fn table(&self, dataset: &str, name: &str, csv: &str, note: &str, case: Option<&str>) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join(name);
        std::fs::write(&path, csv).expect("a file");
        let title = name.trim_end_matches(".csv").to_owned();
        let file = server::services::table_import::SourceFile {
            path,
            title,
            format: None,
            table: true,
            encoding: None,
            sheet: None,
        };
        server::services::table_import::add_version(self.portal.core(), dataset, &[file], note, case, None)
            .await
            .expect("a version");
        self.indexed().await;
    }

    /// 中止开放, from now on; the returned id ends it.
    pub async fn suspend(&self, dataset: &str) -> Uuid {
        let now = self.clock.now();
        let id = self.portal.ids.id(now);
        let suspension =
            Suspension { id, since: now, reason: SuspensionReason::RightsVerification, case: None, ended: None };
        let mut tx = self.portal.store.write().await.expect("a write");
        tx.suspend(dataset, &suspension, now).await.expect("a suspension");
        tx.commit(Vec::new()).await.expect("a commit");
        id
    }

    /// 恢复开放
    pub async fn resume(&self, dataset: &str, suspension: Uuid) {
        let mut tx = self.portal.store.write().await.expect("a write");
        tx.end_suspension(dataset, suspension, self.clock.now()).await.expect("an end");
        tx.commit(Vec::new()).await.expect("a commit");
    }

    /// 撤回
    pub async fn withdraw(&self, dataset: &str, title_shown: bool) {
        let now = self.clock.now();
        let publication = Publication::Withdrawn {
            on: self.clock.today(),
            reason: WithdrawalReason::Privacy,
            case: None,
            title_shown,
        };
        let mut tx = self.portal.store.write().await.expect("a write");
        tx.set_publication(dataset, &publication, now).await.expect("a withdrawal");
        tx.commit(Vec::new()).await.expect("a commit");
    }

    /// Sets the open attribute.
    pub async fn set_rights(&self, dataset: &str, rights: AccessRights) {
        let mut tx = self.portal.store.write().await.expect("a write");
        tx.set_access_rights(dataset, rights, self.clock.now()).await.expect("a decision");
        tx.commit(Vec::new()).await.expect("a commit");
    }
}

impl Drop for TestPortal {
    fn drop(&mut self) {
        let _ = self.stop.send(true);
    }
}

/// An answer, whole.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: reqwest::header::HeaderMap,
    pub body: Vec<u8>,
}

impl Answer {
    /// Sends a request and reads its answer.
    pub async fn of(request: reqwest::RequestBuilder) -> Self {
        let answer = request.send().await.expect("an answer");
        let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
        Self { status, headers, body: answer.bytes().await.expect("a body").to_vec() }
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// A header, empty if it is not there.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// The body as JSON.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }
}
