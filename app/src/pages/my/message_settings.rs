//! `/my/messages/settings` 消息设置: which notices do I also want as mails?
use crate::page::{Done, FormResult, PageCtx, PageResult, Params};
use crate::pages::parts::{dates, signed};
use crate::ui::form::{Buttons, Checkboxes, Choice, FormPage, FormState};
use crate::ui::{Notice, Tone};
use contract::FormData;
use contract::notices::{PreferenceRow, Preferences};
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

/// The page.
///
/// # Errors
/// Those of the port.
pub async fn page(ctx: Arc<PageCtx>, _: Params) -> PageResult {
    signed::require(&ctx)?;
    let known = ctx.ports.notices.preferences(&ctx.caller).await?;
    let title = t!(ctx.locale, "message-settings-title");
    let crumbs =
        signed::my_crumbs(&ctx, [(t!(ctx.locale, "messages-title"), Some("/my/messages")), (title.clone(), None)]);
    Ok(signed::page(signed::head(title, crumbs), move || view(&ctx, known)))
}

/// Takes the ticked kinds.
///
/// # Errors
/// Those of the port.
pub async fn submit(ctx: Arc<PageCtx>, _: Params, form: FormData) -> FormResult {
    signed::in_form(ctx.ports.notices.set_preferences(&ctx.caller, &form.all("wanted")).await)?;
    Ok(Done::to("/my/messages/settings").flash("message-settings-saved", ""))
}

fn view(ctx: &PageCtx, known: Preferences) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let label = t!(locale, "message-settings-wanted");
    let (fixed, free): (Vec<PreferenceRow>, Vec<PreferenceRow>) = known.rows.into_iter().partition(|row| row.fixed);
    let mut state = FormState::of(ctx, [("wanted", label.clone())]);
    for row in free.iter().filter(|row| row.wanted) {
        state = state.known("wanted", row.kind.value.clone());
    }
    let choices = free.into_iter().map(|row| Choice::new(row.kind.value, row.kind.label)).collect::<Vec<_>>();
    let fixed = fixed.into_iter().map(|row| view! { <li>{row.kind.label}</li> }).collect_view();
    let address = match known.address {
        Some(address) => t!(locale, "message-settings-address", address = address),
        None => t!(locale, "message-settings-no-address"),
    };
    let refused = known.refused_since.map(|since| {
        let words = t!(locale, "message-settings-refused", when = dates::day(ctx, texts::local_date(since)));
        view! { <Notice tone=Tone::Warning>{words}</Notice> }
    });
    let (values, error) = (state.values("wanted"), state.error("wanted"));
    view! {
        <FormPage title=t!(locale, "message-settings-title") state=state lead=Some(t!(locale, "message-settings-lead"))>
            {refused}
            <p>{address}</p>
            <Checkboxes
                name="wanted"
                label=label
                choices=choices
                values=values
                hint=Some(t!(locale, "message-settings-wanted-hint"))
                error=error
            />
            <Buttons label=t!(locale, "message-settings-save") cancel="/my/messages" />
        </FormPage>
        <section class="message-fixed">
            <h2>{t!(locale, "message-settings-fixed")}</h2>
            <p>{t!(locale, "message-settings-fixed-lead")}</p>
            <ul>{fixed}</ul>
        </section>
    }
}
