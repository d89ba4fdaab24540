//! Lists around forms: the answers to check, the tasks of a long form.
use leptos::prelude::*;
use texts::t;

use crate::ui::context::{href, locale};

/// An answer to check.
pub struct SummaryRow {
    /// The question.
    pub term: String,
    /// The answer.
    pub value: AnyView,
    /// Where 修改 leads, without language.
    pub change: Option<String>,
}

impl SummaryRow {
    /// An answer in words; an empty one is said to be left out.
    pub fn text(term: impl Into<String>, value: impl Into<String>) -> Self {
        let value: String = value.into();
        let value = if value.is_empty() {
            view! { <span class="missing">{t!(locale(), "summary-empty")}</span> }.into_any()
        } else {
            value.into_any()
        };
        Self { term: term.into(), value, change: None }
    }

    /// An answer that is more than words.
    pub fn of(term: impl Into<String>, value: impl IntoView + 'static) -> Self {
        Self { term: term.into(), value: value.into_view().into_any(), change: None }
    }

    /// With a way to change it.
    #[must_use]
    pub fn change(mut self, path: impl Into<String>) -> Self {
        self.change = Some(path.into());
        self
    }
}

/// Questions, answers, and 修改 beside each that can be changed. The reader of a screen hears what is changed.
#[component]
pub fn SummaryList(rows: Vec<SummaryRow>) -> impl IntoView {
    let locale = locale();
    let rows = rows
        .into_iter()
        .map(|row| {
            let term = row.term.clone();
            let change = row.change.map(|path| {
                view! {
                    <dd class="summary-change">
                        <a href=href(locale, &path)>
                            {t!(locale, "summary-change")} <span class="visually-hidden">{format!(" {term}")}</span>
                        </a>
                    </dd>
                }
            });
            view! {
                <div>
                    <dt>{row.term}</dt>
                    <dd>{row.value}</dd>
                    {change}
                </div>
            }
        })
        .collect_view();
    view! { <dl class="summary-list">{rows}</dl> }.into_any()
}

/// How far a task is; always a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaskState {
    NotStarted,
    InProgress,
    Completed,
    Problem,
    /// No link; the note says why.
    Blocked,
}

impl TaskState {
    const fn key(self) -> &'static str {
        match self {
            Self::NotStarted => "task-not-started",
            Self::InProgress => "task-in-progress",
            Self::Completed => "task-completed",
            Self::Problem => "task-problem",
            Self::Blocked => "task-blocked",
        }
    }

    const fn class(self) -> &'static str {
        match self {
            Self::Problem => "task-state problem",
            Self::Completed => "task-state done",
            Self::NotStarted | Self::InProgress | Self::Blocked => "task-state",
        }
    }
}

/// One row of a [`TaskList`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    pub label: String,
    /// Without language. A blocked task has none.
    pub path: String,
    pub state: TaskState,
    /// One sentence: what it takes, or why it cannot start yet.
    pub note: Option<String>,
}

/// Tasks under headings: (heading, tasks). The whole row is the link; its state is part of its description.
#[component]
pub fn TaskList(groups: Vec<(String, Vec<Task>)>) -> impl IntoView {
    let locale = locale();
    let mut nth = 0;
    let groups = groups
        .into_iter()
        .map(|(heading, tasks)| {
            let tasks = tasks
                .into_iter()
                .map(|task| {
                    nth += 1;
                    let id = format!("task-{nth}");
                    let state = texts::t(locale, task.state.key());
                    let name = if task.state == TaskState::Blocked {
                        view! { <span class="task-name">{task.label}</span> }.into_any()
                    } else {
                        view! {
                            <a class="task-name" href=href(locale, &task.path) aria-describedby=id.clone()>
                                {task.label}
                            </a>
                        }
                        .into_any()
                    };
                    view! {
                        <li class="task">
                            <div>{name} {task.note.map(|note| view! { <p class="field-hint">{note}</p> })}</div>
                            <span class=task.state.class() id=id>
                                {state}
                            </span>
                        </li>
                    }
                })
                .collect_view();
            view! {
                <h2>{heading}</h2>
                <ul class="task-list">{tasks}</ul>
            }
        })
        .collect_view();
    view! { <div class="tasks">{groups}</div> }.into_any()
}
