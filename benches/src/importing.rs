//! Import of a large catalogue by the program itself, then its start and its memory.
use crate::data;
use crate::report::{say, table};
use anyhow::{Context, Result, bail};
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Longest wait for anything here.
const PATIENCE: Duration = Duration::from_secs(900);

/// Imports twice, starts twice.
pub async fn run() -> Result<()> {
    let count = data::number("BENCH_IMPORT", 100_000)?;
    let portal = portal()?;
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("catalogue.jsonl");
    write(&file, count)?;
    let data = folder.path().join("data");
    say(&format!("import: {count} records"));
    let first = import(&portal, &data, &file)?;
    say("import: the same again, nothing changed");
    let second = import(&portal, &data, &file)?;
    say("import: first start, which builds the index");
    let built = Running::start(&portal, &data).await?;
    let building = built.ready;
    built.stop()?;
    say("import: second start");
    let running = Running::start(&portal, &data).await?;
    let starting = running.ready;
    // Word lookup and suggestions of a large catalogue follow a moment after the start.
    tokio::time::sleep(Duration::from_secs(10)).await;
    let idle = running.memory();
    running.stop()?;

    let rate = |time: Duration| format!("{:.0} records/s", count as f64 / time.as_secs_f64());
    let seconds = |time: Duration| format!("{:.2} s", time.as_secs_f64());
    let line = |what: &str, time: Duration, note: String| vec![what.to_owned(), seconds(time), note];
    table(
        &format!("Import of {count} records, SQLite"),
        &["", "time", ""],
        &[
            line("`portal import catalogue`, empty database", first, rate(first)),
            line("the same file again", second, rate(second)),
            line("first start to `/readyz` 200", building, "builds the index".into()),
            line("later start to `/readyz` 200", starting, String::new()),
            vec!["resident memory, idle, 10 s after that start".into(), String::new(), idle],
        ],
    );
    Ok(())
}

/// The release program, built by `scripts/bench.sh`, or the one beside this.
fn portal() -> Result<PathBuf> {
    let beside = || std::env::current_exe().ok().and_then(|path| path.parent().map(|folder| folder.join("portal")));
    let path = std::env::var_os("PORTAL_BIN").map(PathBuf::from).or_else(beside).context("no PORTAL_BIN")?;
    if !path.exists() {
        bail!("{} is missing: build the portal first, or set PORTAL_BIN", path.display());
    }
    Ok(path)
}

fn write(file: &Path, count: usize) -> Result<()> {
    let lines = data::lines()?;
    let mut out = BufWriter::new(std::fs::File::create(file)?);
    for n in 0..count {
        writeln!(out, "{}", data::varied_line(&lines, n)?)?;
    }
    Ok(out.flush()?)
}

fn import(portal: &Path, data: &Path, file: &Path) -> Result<Duration> {
    let began = Instant::now();
    let output = Command::new(portal).args(["import", "catalogue"]).arg(file).arg("--data-dir").arg(data).output()?;
    let took = began.elapsed();
    let report = String::from_utf8_lossy(&output.stdout);
    // 3: some records were refused, as in the real catalogue.
    if !matches!(output.status.code(), Some(0 | 3)) {
        bail!("import failed: {report}{}", String::from_utf8_lossy(&output.stderr));
    }
    say(report.lines().nth(1).unwrap_or_default().trim());
    Ok(took)
}

/// A portal of its own, on a port of its own.
struct Running {
    child: Child,
    ready: Duration,
}

impl Running {
    async fn start(portal: &Path, data: &Path) -> Result<Self> {
        let began = Instant::now();
        let mut command = Command::new(portal);
        command.args(["serve", "--listen", "127.0.0.1:0"]).arg("--data-dir").arg(data);
        let child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
        // From here on it is stopped whatever happens.
        let mut running = Self { child, ready: Duration::ZERO };
        let output = running.child.stdout.take().context("its output")?;
        let mut line = String::new();
        BufReader::new(output).read_line(&mut line)?;
        let base = line.trim().strip_prefix("listening on ").context("the portal did not start")?.to_owned();
        let client = reqwest::Client::builder().no_proxy().build()?;
        while began.elapsed() < PATIENCE {
            if client.get(format!("{base}/readyz")).send().await.is_ok_and(|answer| answer.status() == 200) {
                running.ready = began.elapsed();
                return Ok(running);
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        bail!("the portal was not ready within {} s", PATIENCE.as_secs())
    }

    fn memory(&self) -> String {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let kilobytes = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kilobytes = kilobytes.and_then(|text| text.split_whitespace().next()?.parse::<u64>().ok());
        kilobytes.map_or_else(|| "unknown".into(), |kilobytes| format!("{} MB", kilobytes / 1024))
    }

    /// As an operator would, so that nothing is cut off.
    fn stop(mut self) -> Result<()> {
        Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status()?;
        let began = Instant::now();
        while began.elapsed() < PATIENCE {
            if self.child.try_wait()?.is_some() {
                return Ok(());
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        bail!("the portal did not stop")
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
