//! `/my/absence` 离岗代办: from when to when somebody is away from the body they act for, and who stands in. The one who stands in sees the
//! cases among their own, is told of new ones and reminded of their deadlines; each acts under their own name and roles.
use crate::page::{Done, FormResult, PageCtx, PageResult, Params};
use crate::pages::parts::{dates, records, signed};
use crate::ui::form::ActButton;
use crate::ui::{Buttons, Control, Empty, ErrorSummary, Field, Form, FormState, Hidden, Notice, href};
use contract::cases::DelegationView;
use contract::cases::forms::delegation as names;
use contract::{Coded, ErrorCode, FormData, Refusal};
use domain::policy::{CaseAction, authorize_desk};
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

const ABSENCE: &str = "/my/absence";

/// The page.
///
/// # Errors
/// A redirect to sign in; `forbidden` for those who handle no cases where the session acts.
pub async fn page(ctx: Arc<PageCtx>, _: Params) -> PageResult {
    let own = signed::require(&ctx)?.account.to_string();
    authorize_desk(&ctx.actor, CaseAction::Delegate)
        .map_err(|_| Refusal::new(ErrorCode::Forbidden).fact("role", "reviewer"))?;
    let cases = &ctx.ports.cases;
    let absences = cases.delegations(&ctx.caller).await?;
    let mut colleagues = cases.colleagues(&ctx.caller).await?;
    colleagues.retain(|one| one.value != own);
    let title = t!(ctx.locale, "absence-title");
    let mut head = signed::head(title.clone(), signed::my_crumbs(&ctx, [(title, None)]));
    head.chinese_values = true;
    Ok(signed::page(head, move || view(&ctx, absences, colleagues)))
}

fn list(ctx: &PageCtx, absences: Vec<DelegationView>) -> AnyView {
    let locale = ctx.locale;
    if absences.is_empty() {
        return view! { <Empty text=t!(locale, "absence-none") /> }.into_any();
    }
    let heads = ["absence-who", "absence-to", "absence-from", "absence-until", "acts"];
    let heads = heads.map(|key| texts::t(locale, key)).into();
    let rows = absences
        .into_iter()
        .map(|one| {
            let about = format!("{} {}", one.of, dates::day(ctx, one.from));
            let act = one.own.then(|| {
                let label = t!(locale, "absence-end");
                view! { <ActButton act="end" id=one.id label=label about=Some(about) /> }
            });
            vec![
                one.of.into_any(),
                one.to.into_any(),
                dates::day(ctx, one.from).into_any(),
                dates::day(ctx, one.until).into_any(),
                act.into_any(),
            ]
        })
        .collect();
    records::table("absences-caption", t!(locale, "absence-caption"), heads, rows).into_any()
}

fn view(ctx: &PageCtx, absences: Vec<DelegationView>, colleagues: Vec<Coded>) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let fields = [
        (names::TO, t!(locale, "absence-to")),
        (names::FROM, t!(locale, "absence-from")),
        (names::UNTIL, t!(locale, "absence-until")),
    ];
    let state = FormState::of(ctx, fields).act("begin");
    let body = ctx.viewer.as_ref().map(|viewer| viewer.acting.clone()).unwrap_or_default();
    let errors = state.errors();
    let form = if colleagues.is_empty() {
        view! { <Notice><p>{t!(locale, "absence-alone")}</p></Notice> }.into_any()
    } else {
        let choose = (String::new(), t!(locale, "directory-choose"));
        let people = std::iter::once(choose).chain(colleagues.into_iter().map(|one| (one.value, one.label))).collect();
        view! {
            <Form>
                <Hidden name="act" value="begin" />
                <Field
                    name=names::TO
                    label=state.label(names::TO)
                    value=state.value(names::TO)
                    error=state.error(names::TO)
                    hint=t!(locale, "absence-to-hint")
                    control=Control::Select(people)
                />
                <Field
                    name=names::FROM
                    label=state.label(names::FROM)
                    value=state.value(names::FROM)
                    error=state.error(names::FROM)
                    control=Control::DATE
                />
                <Field
                    name=names::UNTIL
                    label=state.label(names::UNTIL)
                    value=state.value(names::UNTIL)
                    error=state.error(names::UNTIL)
                    hint=t!(locale, "absence-until-hint")
                    control=Control::DATE
                />
                <Buttons label=t!(locale, "absence-submit") cancel="/my" />
            </Form>
        }
        .into_any()
    };
    view! {
        <ErrorSummary errors=errors />
        <div class="page-head">
            <h1>{t!(locale, "absence-title")}</h1>
            <p class="lead">{t!(locale, "absence-lead")}</p>
        </div>
        <p>
            {t!(locale, "absence-body", body = body)} " "
            <a href=href(locale, "/my/act-as")>{t!(locale, "act-as-title")}</a>
        </p>
        {list(ctx, absences)}
        <section class="section" id="begin">
            <h2>{t!(locale, "absence-begin")}</h2>
            {form}
        </section>
    }
}

/// Enters an absence, or ends one early.
///
/// # Errors
/// As [`contract::cases::Cases::delegate`].
pub async fn submit(ctx: Arc<PageCtx>, _: Params, form: FormData) -> FormResult {
    signed::require(&ctx)?;
    let cases = &ctx.ports.cases;
    match form.text("act").as_str() {
        "begin" => {
            signed::in_form(cases.delegate(&ctx.caller, &form).await)?;
            Ok(Done::to(ABSENCE).flash("absence-begun", ""))
        }
        "end" => {
            cases.end_delegation(&ctx.caller, &form.text("id")).await?;
            Ok(Done::to(ABSENCE).flash("absence-ended", ""))
        }
        _ => Err(Refusal::new(ErrorCode::BadValue).field("act").into()),
    }
}
