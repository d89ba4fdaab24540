//! Pages of the villages table: through HTTP against a bare Polars scan of the same Parquet file.
use crate::report::{Times, ms, ratio, say, table};
use anyhow::{Context, Result};
use polars::prelude::*;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use store::Audience;
use testkit::TestPortal;

const ROWS: u32 = 50;
const ROUNDS: usize = 30;
/// A slow view ends earlier: each is measured about so long at most, three times at least.
const BUDGET: Duration = Duration::from_secs(20);

/// All views.
pub async fn run() -> Result<()> {
    say("tables: reading the samples, the villages among them");
    let test = TestPortal::start().await;
    let dataset = test.json(&format!("/api/v1/datasets/{}", test.sample("divisions-villages"))).await;
    let code = dataset["tables"][0]["code"].as_str().context("the villages have a table")?.to_owned();
    let mut tx = test.portal.store.read().await?;
    let stored = tx.table_by_code(&code, None, Audience::Public).await?.context("the table is stored")?.table;
    drop(tx);
    let path = test.portal.files.local_path(&stored.parquet).await?;
    let province = first_type(&path)?;

    let rows = "rows?limit=50";
    let views: [(&str, String, View); 6] = [
        ("first page", rows.into(), View::Slice(0)),
        ("page at row 400,000", format!("{rows}&offset=400000"), View::Slice(400_000)),
        ("filter: name contains 社区", format!("{rows}&f=name.contains.社区"), View::Filter(contains("社区"))),
        ("filter: provinceCode = 52", format!("{rows}&f=provinceCode.eq.52"), View::Filter(equals(&province, 52))),
        ("ordered by name", format!("{rows}&sort=name"), View::Sort),
        ("ordered by name, page at row 400,000", format!("{rows}&sort=name&offset=400000"), View::SortAt(400_000)),
    ];
    let mut lines = Vec::new();
    for (name, query, view) in views {
        say(&format!("tables: {name}"));
        let address = format!("/api/v1/tables/{code}/{query}");
        let (mut ours, mut bare) = (Times::default(), Times::default());
        let started = Instant::now();
        // The first time is for the caches of both.
        for round in 0..=ROUNDS {
            let began = Instant::now();
            let answer = test.get(&address).await;
            let took = began.elapsed();
            anyhow::ensure!(answer.status == 200, "{address}: {}", answer.text());
            let (path, view) = (path.clone(), view.clone());
            let (elapsed, seen) = tokio::task::spawn_blocking(move || -> Result<_> {
                let began = Instant::now();
                let rows = view.collect(&path)?;
                Ok((began.elapsed(), rows))
            })
            .await??;
            let given = answer.json().as_array().map_or(0, Vec::len);
            anyhow::ensure!(given == seen, "{name}: {given} rows through HTTP, {seen} from Polars");
            if round > 0 {
                ours.push(took);
                bare.push(elapsed);
            }
            if round >= 3 && started.elapsed() > BUDGET {
                break;
            }
        }
        lines.push(vec![
            name.to_owned(),
            ms(bare.percentile(50)),
            ms(ours.percentile(50)),
            ms(ours.percentile(99)),
            ratio(ours.percentile(50), bare.percentile(50)),
        ]);
    }
    table(
        &format!("Table of {} rows, pages of {ROWS}", stored.rows),
        &["view", "bare Polars p50 ms", "portal over HTTP p50 ms", "portal p99 ms", "ratio (p50)"],
        &lines,
    );
    Ok(())
}

#[derive(Clone)]
enum View {
    Slice(i64),
    /// With the number of all rows that match: the portal tells it on every page.
    Filter(Expr),
    Sort,
    SortAt(i64),
}

impl View {
    /// Rows of the page.
    fn collect(&self, path: &Path) -> Result<usize> {
        let scan = scan(path)?;
        let options = || SortMultipleOptions::default().with_nulls_last(true).with_maintain_order(true);
        let frame = match self {
            Self::Slice(from) => scan.slice(*from, ROWS).collect()?,
            Self::Filter(condition) => {
                let all = scan.filter(condition.clone()).collect()?;
                std::hint::black_box(all.height());
                all.head(Some(ROWS as usize))
            }
            Self::Sort => scan.sort(["name"], options()).slice(0, ROWS).collect()?,
            Self::SortAt(from) => scan.sort(["name"], options()).slice(*from, ROWS).collect()?,
        };
        Ok(std::hint::black_box(frame).height())
    }
}

fn scan(path: &Path) -> Result<LazyFrame> {
    let path: PathBuf = path.to_owned();
    Ok(LazyFrame::scan_parquet(PlRefPath::try_from_path(&path)?, ScanArgsParquet::default())?)
}

/// Type of the province's code: the reader may have taken it for a number or for a text.
fn first_type(path: &Path) -> Result<DataType> {
    let schema = scan(path)?.collect_schema()?;
    Ok(schema.get("provinceCode").context("the villages have a province")?.clone())
}

fn equals(dtype: &DataType, code: i64) -> Expr {
    let value = if *dtype == DataType::String { lit(code.to_string()) } else { lit(code) };
    col("provinceCode").eq(value)
}

fn contains(text: &str) -> Expr {
    col("name").str().contains_literal(lit(text.to_owned()))
}
