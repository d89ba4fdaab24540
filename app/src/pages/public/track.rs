//! `/track` 办件查询: where is my case, and what can I do, without an account? Number and query code are sent with a form, never in an address;
//! they are exchanged for a pass of an hour in a cookie, with which the reporter answers, writes, objects, withdraws and opens what was
//! addressed to them.
mod step;

pub use step::{page as step, submit as submit_step};

use crate::page::{Cache, Done, Ending, FormResult, Head, Page, PageCtx, PageResult, Params, PassCookie};
use crate::pages::cases::asked;
use crate::pages::cases::body::{self, Extra};
use crate::pages::cases::place::Place;
use crate::pages::cases::view::{ACT, MESSAGE, at, compose};
use crate::ui::{ActButton, Buttons, Control, Field, FormPage, FormState, Notice, Tone};
use contract::cases::{CaseView, Side};
use contract::{ErrorCode, FormData, PortError, PortResult, Refusal};
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

const NUMBER: &str = "number";
/// Not `query_code`: what is named a code is never kept for the page that answers the form.
const KEY: &str = "key";
/// Gives the pass back.
const LEAVE: &str = "leave";
/// The answer to a wrong number and to a wrong code is the same.
const UNKNOWN: u16 = 404;

/// What the form says about itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Said {
    Nothing,
    /// Number and code do not belong together.
    Unknown,
    /// The hour is over.
    Over,
}

/// The case of the pass, or the form that asks for number and code.
///
/// # Errors
/// Those of the port.
pub async fn page(ctx: Arc<PageCtx>, _: Params) -> PageResult {
    let sent = ctx.submission.as_ref();
    let writing = sent.is_some_and(|sent| sent.value(ACT).is_some());
    if sent.is_some() && !writing {
        let unknown = sent.is_some_and(|sent| sent.errors.is_empty());
        return Ok(ask(ctx, if unknown { Said::Unknown } else { Said::Nothing }));
    }
    let Some(pass) = ctx.pass.clone() else { return Ok(ask(ctx, Said::Nothing)) };
    let Some(place) = bearer(&ctx, &pass).await? else { return Ok(ask(ctx, Said::Over)) };
    // The link of a mail may name another case than the one that is open.
    if ctx.param("no").is_some_and(|number| tidy(&number) != place.number) {
        return Ok(ask(ctx, Said::Nothing));
    }
    let case = ctx.ports.cases.case(&place.caller, &place.number).await?;
    let head = Head {
        title: format!("{} — {}", place.number, t!(ctx.locale, "track-title")),
        noindex: true,
        island: true,
        no_search_box: true,
        crumbs: crate::pages::cases::view::crumbs(&ctx, Side::Tracking, &place.number),
        ..Head::default()
    };
    Ok(Page::new(head, move || shown(&ctx, &place, case)).cache(Cache::NoStore))
}

/// Who the pass makes of the reader; nobody once its time is over.
///
/// # Errors
/// Of the port, but not that it is over.
pub(super) async fn bearer(ctx: &PageCtx, pass: &str) -> PortResult<Option<Place>> {
    match ctx.ports.cases.tracked(&ctx.caller, pass).await {
        Ok((reader, number)) => Ok(Some(Place::tracked(reader, number))),
        Err(PortError::Refused(refusal)) if refusal.code == ErrorCode::SignInNeeded => Ok(None),
        Err(other) => Err(other),
    }
}

/// Exchanges number and code for a pass; writes a message; gives the pass back.
///
/// # Errors
/// What is missing; `too-many-attempts` after too many wrong codes.
pub async fn submit(ctx: Arc<PageCtx>, params: Params, form: FormData) -> FormResult {
    match form.text(ACT).as_str() {
        LEAVE => return Ok(Done::to("/track").pass(PassCookie::Clear).flash("track-left", "")),
        MESSAGE => return write(ctx, form).await,
        _ => {}
    }
    let missing = [NUMBER, KEY].into_iter().filter(|name| form.text(name).is_empty());
    let missing: Vec<_> = missing.map(|name| Refusal::new(ErrorCode::Required).field(name)).collect();
    if !missing.is_empty() {
        return Err(PortError::Invalid(missing).into());
    }
    let (number, key) = (tidy(&form.text(NUMBER)), tidy(&form.text(KEY)));
    match ctx.ports.cases.track_pass(&ctx.caller, &number, &key).await {
        Ok(pass) => Ok(Done::to("/track").pass(PassCookie::Set { token: pass.token, seconds: pass.seconds })),
        Err(PortError::Refused(refusal)) if refusal.code == ErrorCode::NotFound => {
            Err(Ending::Shown(Box::new(page(asked(&ctx, &form), params).await?)))
        }
        Err(other) => Err(other.into()),
    }
}

/// A message to the office.
async fn write(ctx: Arc<PageCtx>, form: FormData) -> FormResult {
    let found = match ctx.pass.clone() {
        Some(pass) => bearer(&ctx, &pass).await?,
        None => None,
    };
    let Some(place) = found else { return Err(step::over(ctx, &form)) };
    let text = form.text(MESSAGE);
    ctx.ports.cases.add_message(&place.caller, &place.number, &text).await.map_err(at(MESSAGE))?;
    Ok(Done::to("/track").flash("case-message", ""))
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

/// The page that asks for number and code.
fn ask(ctx: Arc<PageCtx>, said: Said) -> Page {
    let title = t!(ctx.locale, "track-title");
    let head = Head {
        title: title.clone(),
        description: Some(t!(ctx.locale, "track-lead")),
        no_search_box: true,
        crumbs: vec![(title, None)],
        ..Head::default()
    };
    let status = if said == Said::Unknown { UNKNOWN } else { 200 };
    Page::new(head, move || form(&ctx, said, None)).status(status).cache(Cache::NoStore)
}

/// The form; `kept` stands above it: what was typed when the hour ended.
pub(super) fn form(ctx: &PageCtx, said: Said, kept: Option<AnyView>) -> AnyView {
    let locale = ctx.locale;
    let state = FormState::of(ctx, [(NUMBER, t!(locale, "track-number")), (KEY, t!(locale, "track-code"))])
        .known(NUMBER, ctx.param("no").unwrap_or_default());
    let notice = |tone, title: String, text: String| {
        view! {
            <Notice tone=tone title=title>
                <p>{text}</p>
            </Notice>
        }
        .into_any()
    };
    let notice = match said {
        Said::Nothing => None,
        Said::Unknown => Some(notice(Tone::Danger, t!(locale, "track-unknown"), t!(locale, "track-unknown-note"))),
        Said::Over => Some(notice(Tone::Warning, t!(locale, "track-over"), t!(locale, "track-over-note"))),
    };
    let (number, key) = (state.value(NUMBER), state.error(KEY));
    view! {
        <FormPage title=t!(locale, "track-title") state=state.clone() lead=Some(t!(locale, "track-lead")) action=Some("/track".to_owned())>
            {notice}
            {kept}
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

fn shown(ctx: &PageCtx, place: &Place, case: CaseView) -> AnyView {
    let locale = ctx.locale;
    let leave = view! {
        <div class="track-leave">
            <p class="meta">{t!(locale, "track-pass")}</p>
            <ActButton act=LEAVE label=t!(locale, "track-leave") action=Some("/track".to_owned()) />
        </div>
    };
    let extra = Extra {
        compose: case.may_message.then(|| compose(ctx, Side::Tracking, &case.head.kind.value)),
        leave: Some(leave.into_any()),
        ..Extra::default()
    };
    body::view(ctx, place, case, extra)
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
