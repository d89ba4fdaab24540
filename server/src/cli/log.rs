//! Logging to standard error: text at a terminal, JSON when asked.
use crate::config::LogConfig;
use anyhow::Context;
use tracing_subscriber::EnvFilter;

/// Starts logging. Commands other than `serve` only log warnings: their results and progress speak for themselves.
///
/// # Errors
/// When the filter cannot be read.
pub fn start(config: &LogConfig, serving: bool) -> anyhow::Result<()> {
    let filter = if serving { config.filter.as_str() } else { "warn" };
    let filter = EnvFilter::try_new(filter).with_context(|| format!("log.filter {filter:?}"))?;
    let builder = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    // Already set only where several portals run in one process, as in tests.
    let _ = if config.json { builder.json().flatten_event(true).try_init() } else { builder.compact().try_init() };
    Ok(())
}
