//! `/my/keys` 接口密钥: the keys of the party, making one. `/my/keys/{id}`: replacing or revoking one. A new key is shown as the answer to its form
//! and nowhere else.
mod one;

pub use one::{one, submit_one};

use crate::page::{Ending, FormResult, Page, PageCtx, PageResult, Params};
use crate::pages::parts::confirm::Proof;
use crate::pages::parts::{access, dates, records, signed};
use crate::ui::{Buttons, Control, ErrorSummary, Field, Form, FormState, Notice, Tone, href, with_query};
use contract::FormData;
use contract::deliveries::{KeyForm, KeyRow, KeysView, NewKey};
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

const HERE: &str = "/my/keys";

/// The page.
///
/// # Errors
/// A redirect to sign in; `not-found` for sessions that act for a body.
pub async fn page(ctx: Arc<PageCtx>, _: Params) -> PageResult {
    signed::require(&ctx)?;
    let keys = ctx.ports.deliveries.keys(&ctx.caller).await?;
    let proof = Proof::of(&ctx).await?;
    let title = t!(ctx.locale, "keys-title");
    let head = signed::head(title.clone(), signed::my_crumbs(&ctx, [(title.clone(), None)]));
    Ok(signed::page(head, move || view(&ctx, title, keys, &proof)))
}

fn view(ctx: &PageCtx, title: String, keys: KeysView, proof: &Proof) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let fields = [
        ("agreement", t!(locale, "keys-make-agreement")),
        ("label", t!(locale, "keys-label")),
        ("addresses", t!(locale, "keys-make-addresses")),
        ("last_day", t!(locale, "keys-make-last-day")),
        ("password", t!(locale, "keys-password")),
        ("code", t!(locale, "keys-code")),
    ];
    let state = FormState::of(ctx, fields);
    let errors = state.errors();
    let list = if keys.keys.is_empty() {
        view! { <p>{t!(locale, "keys-none")}</p> }.into_any()
    } else {
        table(ctx, keys.keys.clone()).into_any()
    };
    let make = if keys.agreements.is_empty() {
        view! { <p>{t!(locale, "keys-no-agreement")}</p> }.into_any()
    } else {
        make(ctx, state, keys, proof).into_any()
    };
    view! {
        <ErrorSummary errors=errors />
        <div class="page-head">
            <h1>{title}</h1>
            <p class="lead">{t!(locale, "keys-lead")}</p>
        </div>
        {list}
        <section class="section" id="make">
            <h2>{t!(locale, "keys-make")}</h2>
            {make}
        </section>
    }
}

fn until(ctx: &PageCtx, row: &KeyRow) -> String {
    row.until.map_or_else(|| t!(ctx.locale, "keys-until-agreement"), |until| dates::instant(ctx, until))
}

fn used(ctx: &PageCtx, row: &KeyRow) -> String {
    match &row.used {
        Some((at, from)) => {
            t!(ctx.locale, "keys-used-from", when = dates::instant(ctx, *at), address = from.as_str())
        }
        None => t!(ctx.locale, "never"),
    }
}

fn table(ctx: &PageCtx, rows: Vec<KeyRow>) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let heads = ["keys-key", "keys-agreement", "keys-made", "keys-state", "keys-until", "keys-used", "acts"];
    let heads = heads.map(|key| texts::t(locale, key)).to_vec();
    let rows = rows
        .into_iter()
        .map(|row| {
            let made = t!(locale, "keys-made-by", when = dates::instant(ctx, row.made), who = row.made_by.as_str());
            let link = |act: &str, key: &str| {
                let path = with_query(&format!("{HERE}/{}", row.id), [("act", act)]);
                view! {
                    <a href=href(locale, &path)>
                        {texts::t(locale, key)} <span class="visually-hidden">{format!(" {}", row.prefix)}</span>
                    </a>
                    " "
                }
            };
            let acts = match row.state.value.as_str() {
                "works" => view! { {link("rotate", "keys-rotate")} {link("revoke", "keys-revoke")} }.into_any(),
                "retiring" => link("revoke", "keys-revoke").into_any(),
                _ => ().into_any(),
            };
            let addresses = if row.addresses.is_empty() {
                t!(locale, "keys-addresses-any")
            } else {
                texts::list(locale, &row.addresses)
            };
            let name = view! {
                <code>{format!("{}…", row.prefix)}</code>
                <br />
                {row.label.clone()}
                <span class="field-hint">{addresses}</span>
            };
            let cells: Vec<AnyView> = vec![
                name.into_any(),
                row.agreement.clone().into_any(),
                made.into_any(),
                row.state.label.clone().into_any(),
                until(ctx, &row).into_any(),
                used(ctx, &row).into_any(),
                acts,
            ];
            cells
        })
        .collect();
    records::table("keys-caption", t!(locale, "keys-caption"), heads, rows)
}

fn make(ctx: &PageCtx, state: FormState, keys: KeysView, proof: &Proof) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let options: Vec<(String, String)> = keys
        .agreements
        .iter()
        .map(|one| {
            let datasets = texts::list(locale, &one.datasets);
            let words = t!(locale, "keys-make-agreement-choice", number = one.number.as_str(), datasets = datasets);
            (one.number.clone(), words)
        })
        .collect();
    let proof = proof.either(ctx, &state, ["password", "code"]);
    view! {
        <Form>
            <Field
                name="agreement"
                label=state.label("agreement")
                value=state.value("agreement")
                error=state.error("agreement")
                control=Control::Select(options)
            />
            <Field
                name="label"
                label=state.label("label")
                value=state.value("label")
                hint=t!(locale, "keys-make-label-hint")
                error=state.error("label")
            />
            <Field
                name="addresses"
                label=state.label("addresses")
                value=state.value("addresses")
                hint=t!(locale, "keys-make-addresses-hint")
                error=state.error("addresses")
                optional=true
                control=Control::TextArea { rows: 3, limit: None }
            />
            <Field
                name="last_day"
                label=state.label("last_day")
                value=state.value("last_day")
                hint=t!(locale, "keys-make-last-day-hint")
                error=state.error("last_day")
                optional=true
                control=Control::DATE
            />
            {proof}
            <Buttons label=t!(locale, "keys-make") />
        </Form>
    }
}

/// Makes a key.
///
/// # Errors
/// As [`contract::deliveries::Deliveries::make_key`]; the key is the answer itself.
pub async fn submit(ctx: Arc<PageCtx>, _: Params, form: FormData) -> FormResult {
    signed::require(&ctx)?;
    let wanted = KeyForm {
        agreement: form.text("agreement"),
        label: form.text("label"),
        addresses: form.text("addresses"),
        last_day: form.text("last_day"),
        password: form.raw("password").to_owned(),
        code: form.text("code"),
    };
    let made = signed::in_form(ctx.ports.deliveries.make_key(&ctx.caller, &wanted).await)?;
    Err(Ending::Shown(Box::new(shown(ctx, made))))
}

/// The only page that has the key.
fn shown(ctx: Arc<PageCtx>, made: NewKey) -> Page {
    let title = t!(ctx.locale, "keys-made-title");
    let above = (t!(ctx.locale, "keys-title"), Some(HERE));
    let mut head = signed::head(title.clone(), signed::my_crumbs(&ctx, [above, (title.clone(), None)]));
    // No script is near the page that shows a key.
    head.no_search_box = true;
    signed::page(head, move || {
        let locale = ctx.locale;
        let old = made.old_until.map(|until| {
            view! { <p>{t!(locale, "keys-made-old", until = dates::instant(&ctx, until))}</p> }
        });
        let call =
            format!("curl -H \"Authorization: Bearer {}\" \"{}/api/v1/entitlements\"", made.secret, ctx.site.base_url);
        view! {
            <div class="page-head">
                <h1>{title}</h1>
                <p class="lead">{format!("{} · {}", made.row.agreement, made.row.label)}</p>
            </div>
            <Notice tone=Tone::Warning title=Some(t!(locale, "keys-made-once"))>
                <p>{t!(locale, "keys-made-note")}</p>
            </Notice>
            <p>
                <code class="secret">{made.secret}</code>
            </p>
            {old}
            <h2>{t!(locale, "keys-made-use")}</h2>
            {access::call(t!(locale, "keys-made-use"), call)}
            <p class="form-buttons">
                <a class="button primary" href=href(locale, HERE)>{t!(locale, "keys-made-done")}</a>
            </p>
        }
    })
}
