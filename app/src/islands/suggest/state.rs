//! What the list shows, and how the server is asked for it.
use super::super::browser;
use super::options::{Suggestion, worth_asking};
use super::recent;
use contract::query::encode;
use leptos::{prelude::*, task::spawn_local};
use std::time::Duration;

/// Options at once, the last one (all results) aside.
const MOST: usize = 8;
/// The pause after the last key before the server is asked.
const PAUSE: Duration = Duration::from_millis(150);

/// Signals of one search box.
#[derive(Clone, Copy)]
pub(super) struct State {
    /// What was asked for; empty before anything is typed.
    pub asked: RwSignal<String>,
    pub found: RwSignal<Vec<Suggestion>>,
    pub open: RwSignal<bool>,
    /// The option that Enter would take.
    pub active: RwSignal<Option<usize>>,
    /// The recent searches were just forgotten.
    pub forgotten: RwSignal<bool>,
    /// Counts what was typed, so that a late answer is known to be late.
    turn: StoredValue<u32>,
    timer: StoredValue<Option<TimeoutHandle>>,
}

impl State {
    pub fn new() -> Self {
        Self {
            asked: RwSignal::new(String::new()),
            found: RwSignal::new(Vec::new()),
            open: RwSignal::new(false),
            active: RwSignal::new(None),
            forgotten: RwSignal::new(false),
            turn: StoredValue::new(0),
            timer: StoredValue::new(None),
        }
    }

    pub fn close(self) {
        self.open.set(false);
        self.active.set(None);
    }

    /// 最近搜索
    pub fn show_recent(self) {
        let recent = recent::offered(&recent::load(), "");
        self.asked.set(String::new());
        self.active.set(None);
        self.open.set(!recent.is_empty());
        self.found.set(recent);
        self.forgotten.set(false);
    }

    pub fn forget_recent(self) {
        recent::clear();
        self.found.set(Vec::new());
        self.close();
        self.forgotten.set(true);
    }

    /// Asks for what was typed, after a pause.
    pub fn ask(self, text: String) {
        let turn = self.turn.try_update_value(|turn| {
            *turn += 1;
            *turn
        });
        if let Some(running) = self.timer.get_value() {
            running.clear();
        }
        let text = text.trim().to_owned();
        if text.is_empty() {
            self.show_recent();
            return;
        }
        if !worth_asking(&text) {
            self.found.set(Vec::new());
            self.close();
            return;
        }
        let now = turn.unwrap_or_default();
        let wait = set_timeout_with_handle(move || spawn_local(self.answer(text, now)), PAUSE);
        self.timer.set_value(wait.ok());
    }

    async fn answer(self, text: String, now: u32) {
        let address = format!("/api/v1/suggest?q={}", encode(&text));
        let answer: Option<Vec<Suggestion>> =
            browser::get_text(&address).await.and_then(|body| serde_json::from_str(&body).ok());
        // A later key has been pressed, or the reader has left: this answer is nobody's.
        if self.turn.try_get_value() != Some(now) {
            return;
        }
        if let Some(mut answer) = answer {
            let recent = recent::offered(&recent::load(), &text);
            answer.truncate(MOST - recent.len());
            answer.extend(recent);
            self.asked.set(text);
            self.found.set(answer);
            self.active.set(None);
            self.open.set(true);
        }
    }
}
