//! `/apply/{id}/receipt` 回执: what was filed, where, when, with which papers; opened and printed any time. From here it can be copied.
use super::{draft_title, param, path};
use crate::page::{Done, FormResult, PageCtx, PageResult, Params};
use crate::pages::parts::{dates, signed};
use crate::ui::case::Clock;
use crate::ui::{ButtonLink, Copy, Definition, DefinitionList, Form, Hidden, Notice, Tone, href};
use contract::applications::{ReceiptCase, ReceiptView, forms};
use contract::cases::CaseView;
use contract::{ErrorCode, FormData, Refusal};
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

/// The receipt.
///
/// # Errors
/// A redirect to sign in; `not-found` while nothing was filed.
pub async fn page(ctx: Arc<PageCtx>, params: Params) -> PageResult {
    signed::require(&ctx)?;
    let receipt = ctx.ports.applications.receipt(&ctx.caller, param(&params, "id")).await?;
    let mut cases = Vec::new();
    for case in &receipt.cases {
        // What the case says of itself now: whose turn it is, and by when.
        cases.push(ctx.ports.cases.case(&ctx.caller, &case.number).await.ok());
    }
    let title = t!(ctx.locale, "apply-receipt-title");
    let mine = (t!(ctx.locale, "requests-title"), Some("/my/requests"));
    let mut head = signed::head(title.clone(), signed::my_crumbs(&ctx, [mine, (title, None)]));
    (head.island, head.chinese_values) = (true, true);
    Ok(signed::page(head, move || view(&ctx, receipt, cases)))
}

fn view(ctx: &PageCtx, receipt: ReceiptView, cases: Vec<Option<CaseView>>) -> AnyView {
    let locale = ctx.locale;
    let several = (receipt.cases.len() > 1)
        .then(|| view! { <p>{t!(locale, "apply-receipt-several", n = receipt.cases.len())}</p> });
    let panels = receipt.cases.iter().zip(cases).map(|(one, case)| panel(ctx, one, case)).collect_view();
    let number = receipt.cases.first().map(|case| case.number.clone()).unwrap_or_default();
    let mut rows = vec![
        Definition::new(t!(locale, "apply-applicant-name"), receipt.applicant.name.clone()),
        Definition::new(t!(locale, "apply-service-name"), receipt.title.clone()),
        Definition::new(t!(locale, "apply-receipt-filed"), dates::instant(ctx, receipt.filed)),
    ];
    if let Some((version, hash, head, on)) = receipt.commitment.clone() {
        let text = t!(
            locale,
            "apply-commitment-version",
            version = version.to_string(),
            hash = hash.chars().take(16).collect::<String>()
        );
        let signed = t!(locale, "apply-commitment-signed", head = head, on = dates::day(ctx, on));
        rows.push(Definition::new(t!(locale, "apply-section-commitment"), format!("{signed} · {text}")));
    }
    for slot in &receipt.papers {
        if let Some(paper) = &slot.paper {
            let (name, hash) = (paper.name.clone(), paper.sha256.clone());
            let value = view! {
                {name}
                " · "
                {texts::bytes(paper.bytes)}
                <br />
                <code class="apply-hash">{hash}</code>
            };
            rows.push(Definition::new(slot.label.clone(), value));
        }
    }
    view! {
        <div class="apply-receipt">
            <div class="page-head">
                <h1>{t!(locale, "apply-receipt-done")}</h1>
                <p class="lead">{draft_title(ctx, &receipt.title)}</p>
            </div>
            <Notice tone=Tone::Success>
                <p>{t!(locale, "apply-receipt-told")}</p>
                {several}
            </Notice>
            {panels}
            <section class="case-section">
                <h2>{t!(locale, "receipt-next")}</h2>
                <p>{t!(locale, "apply-receipt-next")}</p>
            </section>
            <section class="case-section">
                <h2>{t!(locale, "apply-receipt-what")}</h2>
                <DefinitionList rows=rows />
            </section>
            <p class="meta no-print">{t!(locale, "apply-receipt-print")}</p>
            <div class="buttons no-print">
                <ButtonLink path="/my/requests" primary=true>
                    {t!(locale, "requests-title")}
                </ButtonLink>
                <Form class="act">
                    <Hidden name="act" value="copy" />
                    <Hidden name=forms::COPY value=number />
                    <button type="submit" class="button">
                        {t!(locale, "apply-copy")}
                    </button>
                </Form>
                <ButtonLink path="/">{t!(locale, "nav-home")}</ButtonLink>
            </div>
        </div>
    }
    .into_any()
}

fn panel(ctx: &PageCtx, one: &ReceiptCase, case: Option<CaseView>) -> AnyView {
    let locale = ctx.locale;
    let lines = one
        .lines
        .iter()
        .map(|(title, body)| view! { <li lang="zh-CN">{format!("{title} · {}", body.name)}</li> })
        .collect_view();
    let now = case.map(|case| {
        let with = case.head.with.clone().map(|body| view! { <p>{t!(locale, "cases-turn-body", body = body)}</p> });
        let clock = case.head.clock.clone().map(|clock| view! { <Clock clock=clock today=ctx.today /> });
        view! {
            {with}
            {clock}
        }
    });
    let open = href(locale, &format!("/cases/{}", one.number));
    view! {
        <section class="case-section receipt">
            <h2>
                <a href=open>
                    <code class="receipt-code">{one.number.clone()}</code>
                </a>
                " "
                <Copy text=one.number.clone() />
            </h2>
            <p>{t!(locale, "apply-whom-to", authority = one.authority.name.clone())}</p>
            <ul>{lines}</ul>
            {now}
        </section>
    }
    .into_any()
}

/// Begins a new draft from it.
///
/// # Errors
/// Those of the port.
pub async fn submit(ctx: Arc<PageCtx>, _: Params, sent: FormData) -> FormResult {
    signed::require(&ctx)?;
    if sent.text("act") != "copy" {
        return Err(Refusal::new(ErrorCode::BadValue).field("act").into());
    }
    let id = ctx.ports.applications.begin(&ctx.caller, &sent).await?;
    Ok(Done::to(path(&id)).flash("apply-begun", ""))
}
