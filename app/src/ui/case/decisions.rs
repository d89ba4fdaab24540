//! 您现在可以: what the reader may do with a case, and nothing else. Every command is a page of its own.
use contract::cases::CommandRef;
use leptos::prelude::*;
use texts::t;

use crate::ui::context::{href, locale};

/// The allowed commands as links; absent where there are none, because a forbidden button is absent, not grey.
#[component]
pub fn DecisionPanel(
    /// Page of the case, without language prefix.
    #[prop(into)]
    base: String,
    /// Query of the pages of commands, with its question mark.
    #[prop(optional, into)]
    query: String,
    commands: Vec<CommandRef>,
) -> impl IntoView {
    let locale = locale();
    if commands.is_empty() {
        return ().into_any();
    }
    // The likeliest first; the others keep their order.
    let mut commands = commands;
    commands.sort_by_key(|command| !command.primary);
    let items = commands
        .into_iter()
        .map(|command| {
            let class = match (command.primary, command.danger) {
                (true, _) => "button primary",
                (false, true) => "button danger",
                (false, false) => "button",
            };
            let path = href(locale, &format!("{base}/do/{}{query}", command.code));
            view! {
                <li>
                    <a class=class href=path>
                        {command.label}
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="decision-panel" aria-labelledby="decisions">
            <h2 id="decisions">{t!(locale, "cases-can")}</h2>
            <ul class="decisions">{items}</ul>
        </section>
    }
    .into_any()
}
