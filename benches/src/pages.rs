//! Pages over HTTP on loopback, against a bare Axum handler that returns the same bytes; and what a first visit costs on the wire.
use crate::report::{Times, ms, say, table};
use anyhow::{Context, Result};
use axum::Router;
use axum::routing::get;
use bytes::Bytes;
use std::collections::BTreeSet;
use std::time::{Duration, Instant};
use testkit::{Answer, TestPortal};

const CONNECTIONS: usize = 8;
const REQUESTS: usize = 2_000;
const SEARCH: &str = "/data?q=%E5%81%9C%E8%BD%A6%E5%9C%BA";

/// Rates, then bytes.
pub async fn run() -> Result<()> {
    say("pages: loading the samples and the catalogue");
    let test = TestPortal::empty().await;
    server::services::demo::load(test.portal.core(), &testkit::root().join("samples"), true, |_, _| {}).await?;
    test.indexed().await;
    let found = test.json(&format!("/api/v1/search?q={}", SEARCH.rsplit('=').next().unwrap_or_default())).await;
    let code = found["items"][0]["id"].as_str().context("the catalogue has a 停车场")?.to_owned();
    let mut rows = Vec::new();
    for (name, path) in [("home", "/".to_owned()), ("search", SEARCH.to_owned()), ("dataset", format!("/data/{code}"))]
    {
        say(&format!("pages: {name}, {REQUESTS} requests on {CONNECTIONS} connections, twice"));
        let page = test.get(&path).await;
        anyhow::ensure!(page.status == 200, "{path}: {}", page.status);
        let bytes = page.body.len();
        let bare = bare(page.body.into()).await?;
        let (ours_rate, ours) = load(&format!("{}{path}", test.base)).await?;
        let (bare_rate, bare) = load(&bare).await?;
        rows.push(vec![
            name.to_owned(),
            bytes.to_string(),
            format!("{ours_rate:.0}"),
            ms(ours.percentile(50)),
            ms(ours.percentile(99)),
            format!("{bare_rate:.0}"),
            ms(bare.percentile(99)),
            format!("{:.2}×", ours.mean().as_secs_f64() / bare.mean().as_secs_f64()),
        ]);
    }
    table(
        &format!("Pages over HTTP, {CONNECTIONS} connections, {REQUESTS} requests, client on the same machine"),
        &["page", "bytes", "portal pages/s", "p50 ms", "p99 ms", "bare Axum/s", "bare p99 ms", "time, portal to bare"],
        &rows,
    );
    wire(&test).await
}

/// An Axum server with one page in memory; its address.
async fn bare(page: Bytes) -> Result<String> {
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await?;
    let address = listener.local_addr()?;
    let answer = move || {
        let page = page.clone();
        async move { ([(axum::http::header::CONTENT_TYPE, "text/html; charset=utf-8")], page) }
    };
    let router = Router::new().route("/", get(answer));
    // Ends with the program.
    tokio::spawn(async move { axum::serve(listener, router).await });
    Ok(format!("http://{address}/"))
}

/// Requests a second, and the time of each.
async fn load(address: &str) -> Result<(f64, Times)> {
    let mut clients = Vec::new();
    for _ in 0..CONNECTIONS {
        let client = reqwest::Client::builder().no_proxy().user_agent("bench").pool_max_idle_per_host(1).build()?;
        // The connection is made, and what is made once is made, before the clock starts.
        for _ in 0..5 {
            client.get(address).send().await?.bytes().await?;
        }
        clients.push(client);
    }
    let began = Instant::now();
    let tasks: Vec<_> = clients
        .into_iter()
        .map(|client| {
            let address = address.to_owned();
            tokio::spawn(async move {
                let mut times = Vec::with_capacity(REQUESTS / CONNECTIONS);
                for _ in 0..REQUESTS / CONNECTIONS {
                    let began = Instant::now();
                    let answer = client.get(&address).send().await?.error_for_status()?;
                    answer.bytes().await?;
                    times.push(began.elapsed());
                }
                Ok::<Vec<Duration>, reqwest::Error>(times)
            })
        })
        .collect();
    let mut all = Times::default();
    for task in tasks {
        for time in task.await?? {
            all.push(time);
        }
    }
    Ok((REQUESTS as f64 / began.elapsed().as_secs_f64(), all))
}

/// A first visit to a page of results: the page and every file of the built site it names, as brotli. Not the islands of forms, whose
/// addresses stand there too: the page has no form that would load them (`style/static/boot.js`).
async fn wire(test: &TestPortal) -> Result<()> {
    let html = test.page(SEARCH).await;
    let mut rows = Vec::new();
    let mut sum = 0;
    let texts: Vec<&str> = html.split(['"', '\'']).collect();
    let built: BTreeSet<&str> = texts
        .windows(2)
        .filter(|pair| pair[1].starts_with("/pkg/") && !pair[0].contains("data-forms-"))
        .map(|pair| pair[1].split(['#', '?']).next().unwrap_or(pair[1]))
        .collect();
    for path in std::iter::once(SEARCH).chain(built) {
        let answer = Answer::of(test.request("GET", path).header("accept-encoding", "br")).await;
        anyhow::ensure!(answer.status == 200, "{path}: {}", answer.status);
        sum += answer.body.len();
        let encoding =
            if answer.header("content-encoding").is_empty() { "–" } else { answer.header("content-encoding") };
        rows.push(vec![format!("`{path}`"), encoding.to_owned(), answer.body.len().to_string()]);
    }
    rows.push(vec!["together".into(), String::new(), format!("{sum} ({:.1} KB)", sum as f64 / 1024.0)]);
    table("First page of results with everything it loads, bodies on the wire", &["file", "encoding", "bytes"], &rows);
    Ok(())
}
