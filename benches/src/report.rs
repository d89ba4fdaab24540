//! Times and how they are printed.
use std::time::{Duration, Instant};

/// Times of one thing done many times.
#[derive(Debug, Default)]
pub struct Times(Vec<Duration>);

impl Times {
    /// Does it once and notes the time; the answer is for the caller to use, so that nothing is optimised away.
    pub fn time<T>(&mut self, work: impl FnOnce() -> T) -> T {
        let began = Instant::now();
        let answer = work();
        self.0.push(began.elapsed());
        answer
    }

    pub fn push(&mut self, time: Duration) {
        self.0.push(time);
    }

    pub fn extend(&mut self, others: Times) {
        self.0.extend(others.0);
    }

    /// The time that this share of all did not exceed (nearest rank).
    pub fn percentile(&self, percent: usize) -> Duration {
        let mut sorted = self.0.clone();
        sorted.sort_unstable();
        let rank = (sorted.len() * percent).div_ceil(100).max(1);
        sorted.get(rank - 1).copied().unwrap_or_default()
    }

    pub fn mean(&self) -> Duration {
        let count = u32::try_from(self.0.len()).unwrap_or(u32::MAX).max(1);
        self.0.iter().sum::<Duration>() / count
    }
}

/// Milliseconds with two decimals.
pub fn ms(time: Duration) -> String {
    format!("{:.2}", time.as_secs_f64() * 1000.0)
}

/// `1.24×`
pub fn ratio(ours: Duration, bare: Duration) -> String {
    format!("{:.2}×", ours.as_secs_f64() / bare.as_secs_f64().max(1e-9))
}

/// A Markdown table on standard output.
pub fn table(title: &str, header: &[&str], rows: &[Vec<String>]) {
    println!("\n### {title}\n");
    println!("| {} |", header.join(" | "));
    println!("|{}", "---|".repeat(header.len()));
    for row in rows {
        println!("| {} |", row.join(" | "));
    }
}

/// What is going on, on standard error.
pub fn say(what: &str) {
    eprintln!("bench: {what}");
}

/// The machine that the numbers are from.
pub fn machine() {
    let cpu = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = cpu.lines().find_map(|line| line.strip_prefix("model name")).unwrap_or("\t: unknown");
    let model = model.split(':').nth(1).unwrap_or_default().trim();
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let memory = std::fs::read_to_string("/proc/meminfo").unwrap_or_default();
    let kilobytes = memory.split_whitespace().nth(1).and_then(|n| n.parse::<u64>().ok()).unwrap_or_default();
    let build = if cfg!(debug_assertions) { "DEBUG build: the numbers mean nothing" } else { "release build" };
    println!("{model}, {threads} threads, {} GB memory, {build}", kilobytes.div_ceil(1 << 20));
}
