//! Where an application leads once it was decided (ui 5.6): to its agreements, or, refused, to a new application or a complaint.
use crate::page::PageCtx;
use crate::ui::href;
use contract::applications::forms;
use contract::cases::{CaseView, Side};
use contract::query::encode;
use leptos::prelude::*;
use texts::t;

/// 您现在可以, for a case whose own commands are over; nothing where there is no way on.
pub fn of(ctx: &PageCtx, case: &CaseView) -> Option<AnyView> {
    let locale = ctx.locale;
    let part = case.application.as_ref()?;
    let number = &case.head.number;
    let ours = case.side == Side::Applicant;
    let mut ways: Vec<(String, String, bool)> = part
        .agreements
        .iter()
        .map(|agreement| {
            let sign = agreement.to_sign && ours;
            let words = match sign {
                true => t!(locale, "cases-way-sign", number = agreement.number.clone()),
                false => t!(locale, "cases-way-agreement", number = agreement.number.clone()),
            };
            (format!("/cases/{}", agreement.number), words, sign)
        })
        .collect();
    if ours && case.head.state.value == "refused" {
        ways.push((format!("/apply/new?{}={}", forms::COPY, encode(number)), t!(locale, "apply-copy"), true));
        ways.push(("/complaints/new".into(), t!(locale, "complaint-title"), false));
    }
    if ways.is_empty() {
        return None;
    }
    let items = ways
        .into_iter()
        .map(|(path, words, primary)| {
            let class = if primary { "button primary" } else { "button" };
            view! {
                <li>
                    <a class=class href=href(locale, &path)>
                        {words}
                    </a>
                </li>
            }
        })
        .collect_view();
    Some(
        view! {
            <section class="decision-panel" aria-labelledby="ways">
                <h2 id="ways">{t!(locale, "cases-can")}</h2>
                <ul class="decisions">{items}</ul>
            </section>
        }
        .into_any(),
    )
}
