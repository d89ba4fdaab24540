//! What both sides wrote to each other, and the internal notes of one of them.
use chrono::NaiveDate;
use contract::cases::MessageView;
use leptos::prelude::*;
use texts::t;

use super::timeline::when;
use crate::ui::context::locale;

/// The thread, oldest first. Internal notes are marked; readers who may not see them do not have them in the view.
#[component]
pub fn Messages(messages: Vec<MessageView>, today: NaiveDate) -> impl IntoView {
    let locale = locale();
    if messages.is_empty() {
        return view! { <p class="meta">{t!(locale, "cases-messages-none")}</p> }.into_any();
    }
    let items = messages
        .into_iter()
        .map(|message| {
            let class = match (message.internal, message.own) {
                (true, _) => "message internal",
                (false, true) => "message own",
                (false, false) => "message",
            };
            let mark =
                message.internal.then(|| view! { <span class="internal-mark">{t!(locale, "cases-internal")}</span> });
            let person = message
                .person
                .map(|name| view! { <span lang="zh-CN">{t!(locale, "cases-person", name = name)}</span> });
            view! {
                <li class=class>
                    <p class="meta">
                        <strong>{message.from}</strong>
                        {person}
                        " "
                        <time datetime=texts::instant_iso(message.at)>{when(locale, message.at, today)}</time>
                        " "
                        {mark}
                    </p>
                    <p class="pre-line">{message.text}</p>
                </li>
            }
        })
        .collect_view();
    view! { <ol class="messages">{items}</ol> }.into_any()
}
