//! Progress at a terminal; silence in a pipe.
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal;

/// A bar over `total` steps named `what`; with `total` 0 a counter.
pub fn bar(what: &str, total: u64) -> ProgressBar {
    let bar = if total == 0 { ProgressBar::no_length() } else { ProgressBar::new(total) };
    if !std::io::stderr().is_terminal() {
        bar.set_draw_target(ProgressDrawTarget::hidden());
    }
    let style = if total == 0 {
        "{msg} {human_pos} ({per_sec}) {elapsed}"
    } else {
        "{msg} [{bar:30}] {human_pos}/{human_len} ({per_sec}) {eta}"
    };
    if let Ok(style) = ProgressStyle::with_template(style) {
        bar.set_style(style);
    }
    bar.set_message(what.to_owned());
    bar
}
