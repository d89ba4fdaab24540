//! `/apply/{id}/check` 提交前请核对: every answer with 修改, what is still missing, and the one button that submits.
use super::{fields, head, load, papers, param, path, section_path, section_title, stopped, tasks};
use crate::page::{Done, Ending, FormResult, PageCtx, PageResult, Params};
use crate::pages::parts::{dates, signed};
use crate::ui::{Buttons, Form, Notice, SummaryList, SummaryRow, Tone, href};
use contract::FormData;
use contract::applications::{DraftView, Submitted};
use domain::access::application::{Progress, Seal, Section};
use domain::account::PartyKind;
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

/// The answers.
///
/// # Errors
/// A redirect to sign in; those of the port.
pub async fn page(ctx: Arc<PageCtx>, params: Params) -> PageResult {
    let draft = load(&ctx, &params).await?;
    let mut head = head(&ctx, &draft, &t!(ctx.locale, "apply-check-title"));
    head.chinese_values = true;
    Ok(signed::page(head, move || view(&ctx, &draft)))
}

fn view(ctx: &PageCtx, draft: &DraftView) -> AnyView {
    let locale = ctx.locale;
    let open: Vec<Section> =
        draft.progress.iter().filter(|(_, state)| *state != Progress::Completed).map(|(section, _)| *section).collect();
    let parts = Section::ALL.iter().map(|section| part(ctx, draft, *section)).collect_view();
    let foot = if !open.is_empty() {
        missing(ctx, draft, &open)
    } else if draft.accepted() {
        submit_form(ctx, draft)
    } else {
        // Obstacles say when; the button comes with the window.
        draft.groups.iter().map(|group| tasks::window(ctx, draft, group)).collect_view().into_any()
    };
    view! {
        <div class="page-head form-head">
            <h1>{t!(locale, "apply-check-title")}</h1>
            <p class="lead">{t!(locale, "apply-check-lead")}</p>
        </div>
        {tasks::unverified(ctx, draft)}
        {stopped::list(ctx, &draft.obstacles, Tone::Warning)}
        {super::lines::whom(ctx, draft)}
        {parts}
        {foot}
        <p>
            <a href=href(locale, &path(&draft.id))>{t!(locale, "apply-back-to-list")}</a>
        </p>
    }
    .into_any()
}

/// 还有 n 项没有完成
fn missing(ctx: &PageCtx, draft: &DraftView, open: &[Section]) -> AnyView {
    let links = open
        .iter()
        .map(|section| {
            let to = tasks::mend_path(&draft.id, *section);
            view! {
                <li>
                    <a href=href(ctx.locale, &to)>{section_title(ctx, *section)}</a>
                </li>
            }
        })
        .collect_view();
    view! {
        <Notice tone=Tone::Warning title=Some(t!(ctx.locale, "apply-check-open", n = open.len()))>
            <ul>{links}</ul>
        </Notice>
    }
    .into_any()
}

fn submit_form(ctx: &PageCtx, draft: &DraftView) -> AnyView {
    let locale = ctx.locale;
    let several =
        (draft.groups.len() > 1).then(|| view! { <p>{t!(locale, "apply-whom-several", n = draft.groups.len())}</p> });
    let cancel = path(&draft.id);
    view! {
        <Form>
            <p>{t!(locale, "apply-declare")}</p>
            {several}
            <Buttons label=t!(locale, "apply-submit") cancel=cancel cancel_label=t!(locale, "apply-back-to-list") />
        </Form>
    }
    .into_any()
}

/// The answers of a section.
fn part(ctx: &PageCtx, draft: &DraftView, section: Section) -> AnyView {
    let to = section_path(&draft.id, section);
    let rows = match section {
        Section::Applicant => applicant(ctx, draft),
        Section::Lines => lines(ctx, draft),
        Section::Papers | Section::Consent => files(ctx, draft, section),
        Section::Commitment => commitment(ctx, draft),
        _ => answers(ctx, draft, section),
    };
    let change = |row: SummaryRow| {
        if section == Section::Applicant || row.change.is_some() { row } else { row.change(to.clone()) }
    };
    let rows: Vec<_> = rows.into_iter().map(change).collect();
    if rows.is_empty() && section == Section::Consent {
        return ().into_any();
    }
    let none = rows.is_empty().then(|| {
        view! {
            <p>
                {t!(ctx.locale, "not-stated")} " "
                <a href=href(ctx.locale, &to)>
                    {t!(ctx.locale, "apply-fill")} <span class="visually-hidden">{section_title(ctx, section)}</span>
                </a>
            </p>
        }
    });
    view! {
        <section class="apply-part">
            <h2>{section_title(ctx, section)}</h2>
            {none}
            <SummaryList rows=rows />
        </section>
    }
    .into_any()
}

/// Who applies; a person's number stays masked.
pub fn applicant(ctx: &PageCtx, draft: &DraftView) -> Vec<SummaryRow> {
    let who = &draft.applicant;
    let number = match who.kind {
        PartyKind::Person => t!(ctx.locale, "apply-id-number"),
        PartyKind::LegalPerson | PartyKind::Unincorporated => t!(ctx.locale, "apply-uscc"),
    };
    vec![
        SummaryRow::text(
            t!(ctx.locale, "apply-applicant-kind"),
            texts::t(ctx.locale, &format!("apply-kind-{}", who.kind.code())),
        ),
        SummaryRow::text(t!(ctx.locale, "apply-applicant-name"), who.name.clone()),
        SummaryRow::text(number, who.number.clone()),
    ]
}

/// An answer, or that it is still missing: none of these may be left out.
fn prose(term: String, text: &str) -> SummaryRow {
    if text.trim().is_empty() {
        return unstated(term);
    }
    let text = text.to_owned();
    SummaryRow::of(term, view! { <span class="pre-line">{text}</span> })
}

fn unstated(term: String) -> SummaryRow {
    SummaryRow::of(term, view! { <span class="missing">{texts::t(crate::ui::locale(), "not-stated")}</span> })
}

fn answers(ctx: &PageCtx, draft: &DraftView, section: Section) -> Vec<SummaryRow> {
    let form = &draft.form;
    let shown = |name: &str| -> String {
        let value = fields::value(form, name);
        let key = match name {
            "theme" => format!("code-theme-{value}"),
            "mlps_level" => format!("apply-level-{value}"),
            _ => return value.to_owned(),
        };
        if texts::has(ctx.locale, &key) { texts::t(ctx.locale, &key) } else { value.to_owned() }
    };
    let mut rows: Vec<_> =
        fields::plain(draft, section).into_iter().map(|name| prose(fields::label(ctx, name), &shown(name))).collect();
    if section == Section::Service {
        for (one, n) in form.scenarios.iter().zip(1usize..) {
            let text = fields::SCENARIO
                .map(|name| {
                    let label = texts::t(ctx.locale, &format!("apply-scenario-{name}"));
                    format!("{label}{}{}", t!(ctx.locale, "apply-colon"), fields::scenario(one, name))
                })
                .join("\n");
            rows.push(prose(t!(ctx.locale, "apply-scenario", n = n), &text));
        }
    }
    if section == Section::Feedback {
        for (one, n) in form.return_items.iter().zip(1usize..) {
            let parts = fields::RETURN_ITEM.map(|name| fields::return_item(one, name));
            rows.push(prose(t!(ctx.locale, "apply-return-item", n = n), &parts.join(" · ")));
        }
        if form.return_items.is_empty() {
            rows.push(prose(t!(ctx.locale, "apply-no-return-reason"), &form.no_return_reason));
        }
        rows.push(prose(t!(ctx.locale, "apply-feedback-dimensions"), &form.feedback_dimensions.join("\n")));
    }
    rows
}

fn lines(ctx: &PageCtx, draft: &DraftView) -> Vec<SummaryRow> {
    let locale = ctx.locale;
    let row = |(line, typed): (&contract::applications::LineView, &domain::access::application::Line)| {
        let title = line.dataset.as_ref().map_or_else(|| typed.dataset.clone(), |one| one.title.clone());
        let named = |name: &String| {
            let item = line.dataset.as_ref().and_then(|one| one.items.iter().find(|item| item.name == *name));
            item.map_or_else(|| name.clone(), |item| item.title.clone())
        };
        let mode = typed.mode().map(|mode| texts::t(locale, &format!("apply-mode-{}", mode.code())));
        let volume = texts::t(locale, "apply-choose");
        let unit = format!("apply-volume-{}", typed.volume_unit);
        let volume = match (typed.volume.trim(), texts::has(locale, &unit)) {
            ("", _) => None,
            (count, true) => Some(format!("{count} {}", texts::t(locale, &unit))),
            (count, false) => Some(format!("{count} {volume}")),
        };
        let range = [typed.from.as_str(), typed.to.as_str()].into_iter().filter(|day| !day.is_empty());
        let range: Vec<_> = range.collect();
        // What the dataset calls them; a region that it has no more stays by its code.
        let region = |code: &String| {
            let known = line.dataset.as_ref().and_then(|one| one.regions.iter().find(|region| region.value == *code));
            known.map_or_else(|| code.clone(), |region| region.label.clone())
        };
        let regions: Vec<_> = typed.regions.iter().map(region).collect();
        let plan = (typed.sensitive == "yes").then(|| typed.consent_plan.clone());
        let said = |key: &str, value: Option<String>| {
            value
                .filter(|value| !value.trim().is_empty())
                .map(|value| format!("{}{}{value}", texts::t(locale, key), t!(locale, "apply-colon")))
        };
        let consent = format!("apply-consent-{}", typed.consent);
        let consent = (typed.sensitive == "yes" && texts::has(locale, &consent)).then(|| texts::t(locale, &consent));
        let text: Vec<String> = [
            line.dataset.as_ref().map(|one| one.publisher.name.clone()),
            said("apply-line-items", Some(texts::list(locale, &typed.items.iter().map(named).collect::<Vec<_>>()))),
            said("apply-line-range", (!range.is_empty()).then(|| range.join(" — "))),
            said("apply-line-regions", Some(texts::list(locale, &regions))),
            said("apply-line-mode", mode),
            said("apply-line-volume", volume),
            said("apply-line-scenario", Some(typed.scenario.clone())),
            said("apply-line-necessity", Some(typed.necessity.clone())),
            said("apply-line-consent", consent),
            said("apply-line-consent-plan", plan),
        ]
        .into_iter()
        .flatten()
        .collect();
        prose(format!("{}. {title}", line.at + 1), &text.join("\n")).change(super::line::path(&draft.id, line.at))
    };
    draft.lines.iter().zip(&draft.form.lines).map(row).collect()
}

fn files(ctx: &PageCtx, draft: &DraftView, section: Section) -> Vec<SummaryRow> {
    let ours = draft.slots.iter().filter(|slot| Section::of(&papers::field(&slot.material)) == section);
    ours.filter(|slot| slot.needed || slot.paper.is_some())
        .map(|slot| match &slot.paper {
            Some(paper) => {
                let open = format!("{}/papers/{}", path(&draft.id), paper.id);
                let dates = [paper.issued, paper.valid_until].into_iter().flatten();
                let dates: Vec<_> = dates.map(|day| dates::day(ctx, day)).collect();
                let hash: String = paper.sha256.chars().take(8).collect();
                let name = paper.name.clone();
                let about = format!("{} · SHA-256 {hash} {}", texts::bytes(paper.bytes), dates.join(" · "));
                SummaryRow::of(
                    slot.label.clone(),
                    view! {
                        <a href=href(ctx.locale, &open)>{name}</a>
                        <span class="meta">" " {about}</span>
                    },
                )
            }
            None => unstated(slot.label.clone()),
        })
        .collect()
}

fn commitment(ctx: &PageCtx, draft: &DraftView) -> Vec<SummaryRow> {
    let Some(signed) = &draft.form.commitment else { return Vec::new() };
    let hash: String = signed.sha256.chars().take(8).collect();
    let text = t!(ctx.locale, "apply-commitment-version", version = signed.version.to_string(), hash = hash);
    let seal = match &draft.form.seal {
        Some(Seal::File { .. }) => t!(ctx.locale, "apply-seal-file"),
        Some(Seal::Account { .. } | Seal::Electronic { .. }) => t!(ctx.locale, "apply-seal-account"),
        None => String::new(),
    };
    vec![
        SummaryRow::text(t!(ctx.locale, "apply-accountable-head"), signed.head.clone()),
        SummaryRow::text(t!(ctx.locale, "apply-commitment-on"), dates::day(ctx, signed.on)),
        SummaryRow::text(t!(ctx.locale, "apply-seal"), seal),
        SummaryRow::text(t!(ctx.locale, "apply-section-commitment"), text),
    ]
}

/// Submits.
///
/// # Errors
/// What stands in the way, on a page of its own; those of the port.
pub async fn submit(ctx: Arc<PageCtx>, params: Params, _: FormData) -> FormResult {
    signed::require(&ctx)?;
    let id = param(&params, "id").to_owned();
    match ctx.ports.applications.submit(&ctx.caller, &id).await? {
        Submitted::Filed(_) => Ok(Done::to(format!("{}/receipt", path(&id)))),
        Submitted::Stopped { faults, obstacles } => {
            let draft = load(&ctx, &params).await?;
            Err(Ending::Shown(Box::new(stopped::page(ctx, draft, faults, obstacles))))
        }
    }
}
