//! `/track` 办件查询: where is my case, without an account? Number and query code are sent with a form, never in an address.
use crate::page::{Cache, Ending, FormResult, Head, Page, PageCtx, PageResult, Params};
use crate::pages::cases::{asked, body};
use crate::ui::{Buttons, Control, Field, FormPage, FormState, Notice, Tone};
use contract::cases::CaseView;
use contract::{ErrorCode, FormData, PortError, Refusal};
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

const NUMBER: &str = "number";
/// Not `query_code`: what is named a code is never kept for the page that answers the form.
const KEY: &str = "key";
/// The answer to a wrong number and to a wrong code is the same.
const UNKNOWN: u16 = 404;

/// The form, or the case it asked for.
///
/// # Errors
/// `too-many-requests` after too many attempts.
pub async fn page(ctx: Arc<PageCtx>, _: Params) -> PageResult {
    let sent = ctx.submission.as_ref().filter(|sent| sent.errors.is_empty());
    let asked = sent.map(|sent| (sent.value(NUMBER).unwrap_or_default(), sent.value(KEY).unwrap_or_default()));
    let found = match asked {
        Some((number, key)) => match ctx.ports.cases.track(&ctx.caller, &tidy(number), &tidy(key)).await {
            Ok(case) => Some(Some(case)),
            Err(PortError::Refused(refusal)) if refusal.code == ErrorCode::NotFound => Some(None),
            Err(other) => return Err(other.into()),
        },
        None => None,
    };
    let title = t!(ctx.locale, "track-title");
    let number = found.iter().flatten().map(|case| case.head.number.clone()).next();
    let head = Head {
        title: number.as_ref().map_or_else(|| title.clone(), |number| format!("{number} — {title}")),
        description: Some(t!(ctx.locale, "track-lead")),
        island: found.is_some(),
        no_search_box: true,
        crumbs: vec![(title, None)],
        ..Head::default()
    };
    let status = if matches!(found, Some(None)) { UNKNOWN } else { 200 };
    let page = Page::new(head, move || match found {
        Some(Some(case)) => case_view(&ctx, case),
        Some(None) => form(&ctx, true),
        None => form(&ctx, false),
    });
    Ok(page.status(status).cache(Cache::NoStore))
}

/// Asks for a case; the page itself is the answer.
///
/// # Errors
/// What is missing.
pub async fn submit(ctx: Arc<PageCtx>, params: Params, form: FormData) -> FormResult {
    let missing = [NUMBER, KEY].into_iter().filter(|name| form.text(name).is_empty());
    let missing: Vec<_> = missing.map(|name| Refusal::new(ErrorCode::Required).field(name)).collect();
    if !missing.is_empty() {
        return Err(PortError::Invalid(missing).into());
    }
    let page = page(asked(&ctx, &form), params).await?;
    Err(Ending::Shown(Box::new(page)))
}

/// As people copy it: spaces within, full-width digits and letters, any case.
fn tidy(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
            '—' | '–' => '-',
            c => c,
        })
        .collect::<String>()
        .to_uppercase()
}

fn form(ctx: &PageCtx, unknown: bool) -> AnyView {
    let locale = ctx.locale;
    let state = FormState::of(ctx, [(NUMBER, t!(locale, "track-number")), (KEY, t!(locale, "track-code"))])
        .known(NUMBER, ctx.param("no").unwrap_or_default());
    let unknown = unknown.then(|| {
        view! {
            <Notice tone=Tone::Danger title=t!(locale, "track-unknown")>
                <p>{t!(locale, "track-unknown-note")}</p>
            </Notice>
        }
    });
    let (number, key) = (state.value(NUMBER), state.error(KEY));
    view! {
        <FormPage title=t!(locale, "track-title") state=state.clone() lead=Some(t!(locale, "track-lead"))>
            {unknown}
            <Field
                name=NUMBER
                label=t!(locale, "track-number")
                hint=Some(t!(locale, "track-number-hint"))
                value=number
                error=state.error(NUMBER)
                control=Control::code(20)
            />
            <Field name=KEY label=t!(locale, "track-code") hint=Some(t!(locale, "track-code-hint")) error=key control=Control::code(14) />
            <Buttons label=t!(locale, "track-show") />
        </FormPage>
        <p class="meta">{t!(locale, "track-signed-in")}</p>
    }
    .into_any()
}

fn case_view(ctx: &PageCtx, case: CaseView) -> AnyView {
    body::view(ctx, case, body::Extra::default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_codes_are_taken_as_people_copy_them() {
        assert_eq!(tidy(" ts-20261008-0003 "), "TS-20261008-0003");
        assert_eq!(tidy("ＴＳ－２０２６１００８－０００３"), "TS-20261008-0003");
        assert_eq!(tidy("abcde fghjk"), "ABCDEFGHJK");
    }
}
