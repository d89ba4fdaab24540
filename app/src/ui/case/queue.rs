//! Rows of the work queue in groups by clock; cards on phones.
use chrono::NaiveDate;
use contract::cases::{QueueGroup as Facts, QueueGroupKey, QueueRow};
use domain::locale::Locale;
use leptos::prelude::*;
use texts::t;

use super::clock::ClockChip;
use super::head::StateTag;
use crate::ui::context::{href, locale};

/// The heading of a group.
fn title(locale: Locale, key: QueueGroupKey) -> String {
    let key = match key {
        QueueGroupKey::Immediate => "queue-group-immediate",
        QueueGroupKey::Overdue => "queue-group-overdue",
        QueueGroupKey::Today => "queue-group-today",
        QueueGroupKey::Soon => "queue-group-soon",
        QueueGroupKey::Week => "queue-group-week",
        QueueGroupKey::Later => "queue-group-later",
        QueueGroupKey::Answered => "queue-group-answered",
        QueueGroupKey::Waiting => "queue-group-waiting",
        QueueGroupKey::Closed => "queue-group-closed",
    };
    texts::t(locale, key)
}

/// All groups, in their order.
#[component]
pub fn QueueList(
    groups: Vec<Facts>,
    today: NaiveDate,
    /// Query of the queue, with its question mark: the page of a case then knows what comes before and after it.
    #[prop(optional, into)]
    query: String,
    /// Rows can be ticked, for the form around the list.
    #[prop(optional)]
    bulk: bool,
) -> impl IntoView {
    let groups = groups
        .into_iter()
        .enumerate()
        .map(|(n, group)| view! { <QueueGroup group=group today=today query=query.clone() bulk=bulk n=n /> })
        .collect_view();
    let class = if bulk { "queue bulk" } else { "queue" };
    view! { <div class=class>{groups}</div> }.into_any()
}

/// One group: heading with its count, and its rows.
#[component]
pub fn QueueGroup(
    group: Facts,
    today: NaiveDate,
    #[prop(optional, into)] query: String,
    #[prop(optional)] bulk: bool,
    /// Its place on the page.
    n: usize,
) -> impl IntoView {
    let locale = locale();
    let id = format!("queue-{n}");
    let count = group.rows.len();
    let class = if group.key == QueueGroupKey::Overdue { "queue-group overdue" } else { "queue-group" };
    let rows = group.rows.into_iter().map(|one| row(locale, one, today, bulk, &query)).collect_view();
    view! {
        <section class=class aria-labelledby=id.clone()>
            <h2 id=id.clone()>
                {title(locale, group.key)}
                <span class="queue-count">{t!(locale, "queue-group-count", n = count)}</span>
            </h2>
            <ul class="queue-rows">{rows}</ul>
        </section>
    }
    .into_any()
}

fn row(locale: Locale, row: QueueRow, today: NaiveDate, bulk: bool, query: &str) -> AnyView {
    let QueueRow { head, step, owner, applicant } = row;
    let path = href(locale, &format!("/cases/{}{query}", head.number));
    let id = format!("pick-{}", head.number);
    let tick = bulk.then(|| {
        let label = t!(locale, "queue-pick", number = head.number.as_str());
        view! {
            <span class="queue-pick">
                <input type="checkbox" id=id.clone() name="number" value=head.number.clone() />
                <label for=id>
                    <span class="visually-hidden">{label}</span>
                </label>
            </span>
        }
    });
    let clock = match head.clock {
        Some(clock) => view! { <ClockChip clock=clock today=today /> }.into_any(),
        None => view! { <StateTag label=head.state.label turn=head.turn /> }.into_any(),
    };
    let owner = match owner {
        Some(owner) => view! { <span lang="zh-CN">{owner.label}</span> }.into_any(),
        None => view! { <span class="missing">{t!(locale, "queue-no-owner")}</span> }.into_any(),
    };
    view! {
        <li class="queue-row">
            {tick}
            <span class="queue-clock">{clock}</span>
            <span class="queue-main">
                <a href=path class="queue-title" lang="zh-CN">
                    {head.title}
                </a>
                <span class="meta inline-list">
                    <span>{head.kind.label}</span>
                    <code>{head.number}</code>
                    <span>{t!(locale, "queue-from", kind = head.kind.value, name = applicant)}</span>
                </span>
            </span>
            <span class="queue-step">{step}</span>
            <span class="queue-owner">
                <span class="queue-label">{t!(locale, "queue-owner")}</span>
                {owner}
            </span>
        </li>
    }
    .into_any()
}
