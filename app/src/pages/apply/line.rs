//! `/apply/{id}/lines/{line}`: one line of the 需求清单 (C2): which items, what range, how delivered, for which scenario and why.
mod asked;

use super::{CONTINUE, LATER, SaveButtons, conflict, fields, head, live, load, param, section_path, stamp, state};
use crate::islands::LiveForm;
use crate::page::{Done, Ending, FormResult, PageCtx, PageResult, Params};
use crate::pages::apply::section::saved;
use crate::pages::parts::signed;
use crate::ui::FormPage;
use contract::applications::{DatasetChoice, DraftView, forms};
use contract::{ErrorCode, FormData, PortError, Refusal};
use domain::access::application::{Line, Section};
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

use asked::Asked;

/// Fields in the order of the page.
const FIELDS: [&str; 13] = [
    "dataset",
    "items",
    "from",
    "to",
    "regions",
    "mode",
    "volume",
    "volume_unit",
    "scenario",
    "necessity",
    "sensitive",
    "consent",
    "consent_plan",
];

/// The address of a line, from 0; people count from 1.
pub fn path(id: &str, at: usize) -> String {
    format!("/apply/{id}/lines/{}", at + 1)
}

/// Names and labels of the fields of a line.
pub fn labels(ctx: &PageCtx, at: usize) -> Vec<(String, String)> {
    FIELDS.iter().map(|name| (format!("lines.{at}.{name}"), fields::label(ctx, &format!("line_{name}")))).collect()
}

/// What is stored in a line, as its form sends it.
pub fn values(at: usize, line: &Line) -> Vec<(String, String)> {
    let one = |name: &str, value: &str| (format!("lines.{at}.{name}"), value.to_owned());
    let mut all = vec![
        one("from", &line.from),
        one("to", &line.to),
        one("mode", &line.mode),
        one("volume", &line.volume),
        one("volume_unit", &line.volume_unit),
        one("scenario", &line.scenario),
        one("necessity", &line.necessity),
        one("sensitive", &line.sensitive),
        one("consent", &line.consent),
        one("consent_plan", &line.consent_plan),
    ];
    all.extend(line.items.iter().map(|item| one("items", item)));
    all.extend(line.regions.iter().map(|region| one("regions", region)));
    all
}

fn place(params: &Params) -> Result<usize, Ending> {
    let number: usize = param(params, "line").parse().map_err(|_| Refusal::new(ErrorCode::NotFound))?;
    number.checked_sub(1).ok_or_else(|| Refusal::new(ErrorCode::NotFound).into())
}

/// A line.
///
/// # Errors
/// `not-found` where there is none of that number; those of the port.
pub async fn page(ctx: Arc<PageCtx>, params: Params) -> PageResult {
    let at = place(&params)?;
    let draft = load(&ctx, &params).await?;
    let Some(dataset) = draft.lines.get(at).and_then(|line| line.dataset.clone()) else {
        return Err(Refusal::new(ErrorCode::NotFound).into());
    };
    let mut head = head(&ctx, &draft, &dataset.title);
    head.chinese_values = true;
    Ok(signed::page(head, move || view(&ctx, &draft, at, &dataset)))
}

/// Saves it.
///
/// # Errors
/// Every fault of the line, which is saved then, too; both states where a colleague was faster; those of the port.
pub async fn submit(ctx: Arc<PageCtx>, params: Params, sent: FormData) -> FormResult {
    signed::require(&ctx)?;
    let at = place(&params)?;
    let id = param(&params, "id").to_owned();
    let saved = ctx.ports.applications.save(&ctx.caller, &id, Section::Lines, Some(at), &sent).await;
    if let Some(done) = super::kept(&ctx, &path(&id, at), &sent, &saved) {
        return Ok(done);
    }
    let faults = match saved {
        Err(error) if sent.has(forms::TYPING) => return Err(error.into()),
        Err(error) if error.code() == ErrorCode::Conflict => {
            let draft = load(&ctx, &params).await?;
            return Err(Ending::Shown(Box::new(conflict::of_line(ctx, draft, at, sent))));
        }
        saved => saved?.faults,
    };
    let list = section_path(&id, Section::Lines);
    match sent.text(super::STEP).as_str() {
        LATER => Ok(Done::to(list).flash("apply-saved", "")),
        CONTINUE | "" if faults.is_empty() => Ok(Done::to(list).flash("apply-saved", "")),
        _ => Err(PortError::Invalid(faults).into()),
    }
}

fn view(ctx: &PageCtx, draft: &DraftView, at: usize, dataset: &DatasetChoice) -> AnyView {
    let locale = ctx.locale;
    let Some((line, typed)) = draft.lines.get(at).zip(draft.form.lines.get(at)) else { return ().into_any() };
    let state = state(ctx, draft, line.state, labels(ctx, at), values(at, typed));
    let facts = [dataset.publisher.name.as_str(), &dataset.format, &dataset.data_type, &dataset.frequency];
    let facts: Vec<_> = facts.into_iter().filter(|fact| !fact.is_empty()).collect();
    let conditions = (!dataset.conditions.is_empty()).then(|| {
        let all = dataset.conditions.iter().map(|one| view! { <li>{one.label.clone()}</li> }).collect_view();
        view! {
            <crate::ui::Details summary=t!(locale, "apply-conditions", n = dataset.conditions.len()) open=true>
                <ul>{all}</ul>
            </crate::ui::Details>
        }
    });
    let kept = saved(ctx, &state);
    let form = Asked { ctx, at, state: &state };
    let asked = [form.items(dataset), form.range(dataset), form.mode(dataset), form.scenario(draft), form.sensitive()];
    let live::Checks { fields, words, icon } = live::checks(ctx, draft, &state);
    let saving = live::saving(ctx, &path(&draft.id, at));
    let (stamp, back) = (stamp(&line.stamp), section_path(&draft.id, Section::Lines));
    view! {
        <FormPage title=dataset.title.clone() state=state.clone() lead=Some(facts.join(" · "))>
            {conditions}
            {kept}
            <LiveForm fields=fields words=words icon=icon saving=saving>
                {stamp}
                {asked.into_iter().collect_view()}
            </LiveForm>
            <SaveButtons back=back />
        </FormPage>
    }
    .into_any()
}
