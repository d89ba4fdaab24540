//! One row of the audit trail, with what the hash covers.
use super::PATH;
use crate::page::{PageCtx, PageResult, Params};
use crate::pages::parts::{records, signed};
use crate::ui::{Notice, SummaryList, SummaryRow, Tone, href};
use contract::audit::{AuditDocument, AuditView};
use contract::{ErrorCode, Refusal};
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

/// The page.
///
/// # Errors
/// A redirect to sign in; those of the port.
pub async fn row(ctx: Arc<PageCtx>, params: Params) -> PageResult {
    signed::require(&ctx)?;
    let seq = params.get("seq").and_then(|seq| seq.parse().ok()).ok_or_else(|| Refusal::new(ErrorCode::NotFound))?;
    let found = ctx.ports.audit.row(&ctx.caller, seq).await?;
    let title = t!(ctx.locale, "audit-row-title", n = seq.to_string());
    let crumbs = signed::desk_crumbs(&ctx, [(t!(ctx.locale, "audit-title"), Some(PATH)), (title.clone(), None)]);
    let head = signed::head(title.clone(), crumbs);
    Ok(signed::page(head, move || view(&ctx, title, found)))
}

fn view(ctx: &PageCtx, title: String, found: AuditView) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let state = if found.sound {
        view! { <Notice tone=Tone::Success><p>{t!(locale, "audit-row-sound")}</p></Notice> }.into_any()
    } else {
        view! { <Notice tone=Tone::Danger><p>{t!(locale, "audit-row-broken")}</p></Notice> }.into_any()
    };
    let time = super::instant(&found.line);
    let line = found.line;
    let text = |key: &str, value: Option<String>| {
        SummaryRow::text(texts::t(locale, key), value.unwrap_or_else(|| "–".to_owned()))
    };
    let code = |key: &str, value: String| match value.as_str() {
        "" => SummaryRow::text(texts::t(locale, key), "–"),
        _ => SummaryRow::of(texts::t(locale, key), view! { <code class="long">{value}</code> }),
    };
    let mut rows = vec![
        text("audit-time", Some(time)),
        text("audit-act", Some(format!("{} ({})", line.action.label, line.action.value))),
        text("audit-object", Some(format!("{} {}", line.object_kind.label, line.object))),
        match line.case {
            // Who may not see the case is told so there, and the attempt is recorded.
            Some(number) => {
                let path = href(locale, &format!("/cases/{number}"));
                SummaryRow::of(t!(locale, "audit-case"), view! { <a href=path>{number}</a> })
            }
            None => text("audit-case", None),
        },
        text("audit-outcome", Some(line.outcome.label)),
        text("audit-who", Some(line.acting)),
        text("audit-role", line.role.map(|role| role.label)),
        code("audit-person", line.account.unwrap_or_default()),
        code("audit-acting", found.acting_recorded),
        text("audit-reason", line.reason),
        code("audit-address", found.address.unwrap_or_default()),
        code("audit-request", found.request.unwrap_or_default()),
        code("audit-profile", line.profile.unwrap_or_default()),
        code("audit-calendar", found.calendar.unwrap_or_default()),
    ];
    rows.push(code("audit-previous", found.previous));
    rows.push(code("audit-hash", found.hash));
    let facts = |key: &str, json: String| {
        let json = if json.is_empty() { "–".to_owned() } else { json };
        view! {
            <section class="section">
                <h2>{texts::t(locale, key)}</h2>
                <pre class="facts" tabindex="0"><code>{json}</code></pre>
            </section>
        }
    };
    let documents = documents(ctx, found.documents);
    let beside = |key: &str, seq: Option<i64>| {
        seq.map(|seq| view! { <a href=href(locale, &format!("{PATH}/{seq}"))>{texts::t(locale, key)}</a> })
    };
    view! {
        <div class="page-head">
            <h1>{title}</h1>
        </div>
        {state}
        <SummaryList rows=rows />
        <div class="two-columns">{facts("audit-before", found.before)} {facts("audit-after", found.after)}</div>
        {documents}
        <p class="form-ways">{beside("audit-row-before", found.before_seq)} " " {beside("audit-row-after", found.after_seq)}</p>
    }
}

/// What the row names of documents: what for, how long, which hash. Their names and contents are read in the case, by whoever may.
fn documents(ctx: &PageCtx, rows: Vec<AuditDocument>) -> Option<impl IntoView + use<>> {
    let locale = ctx.locale;
    let heads = ["audit-document-slot", "audit-document-kind", "audit-document-size", "audit-document-hash"];
    let heads = heads.map(|key| texts::t(locale, key)).into();
    let none = rows.is_empty();
    let rows = rows
        .into_iter()
        .map(|one| {
            vec![
                view! { <a href=href(locale, &one.path)>{one.slot}</a> }.into_any(),
                view! { <code>{one.media}</code> }.into_any(),
                texts::bytes(one.bytes).into_any(),
                view! { <code class="long">{one.sha256}</code> }.into_any(),
            ]
        })
        .collect();
    (!none).then(|| records::table("documents", t!(locale, "audit-documents"), heads, rows))
}
