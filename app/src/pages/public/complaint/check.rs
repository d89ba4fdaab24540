//! The answers to check, the files, and the one button that files it.
use super::target::{Found, PICK};
use super::{EDIT, FILE, Form, STEP, form, save_button};
use crate::page::PageCtx;
use crate::ui::{Buttons, FileKinds, FileSlot, FormPage, Hidden, SummaryList, SummaryRow};
use contract::cases::forms::complaint as names;
use leptos::prelude::*;
use texts::t;

/// What the browser offers to choose; the server looks at the content.
const ACCEPT: &str = ".pdf,.jpg,.jpeg,.png,.doc,.docx,.xls,.xlsx,.ofd,.txt";
/// Megabytes of one file.
const MAX_MB: u64 = 20;
/// Fields that travel along.
const CARRIED: [&str; 10] = [
    names::TARGET_KIND,
    names::TARGET,
    PICK,
    names::TARGET_TEXT,
    names::SUBJECT,
    names::FACTS,
    names::WISH,
    names::NAME,
    names::PHONE,
    names::EMAIL,
];

/// What a slot for evidence takes.
pub fn kinds() -> FileKinds {
    FileKinds {
        accept: ACCEPT.into(),
        words: texts::t(crate::ui::locale(), "complaint-evidence-kinds"),
        max_mb: MAX_MB,
    }
}

/// The page.
pub fn view(ctx: &PageCtx, kind: Form, target: Found) -> AnyView {
    let locale = ctx.locale;
    let state = form::state(ctx, &target);
    let text = |name: &str| SummaryRow::text(state.label(name), state.value(name));
    let anonymous = state.ticked(names::ANONYMOUS);
    let about = match (state.value(names::TARGET_KIND), target.one()) {
        (kind, Some((_, name))) => format!("{} {name}", texts::t(locale, &format!("complaint-target-{kind}"))),
        (kind, None) => texts::t(locale, &format!("complaint-target-{kind}")),
    };
    let mut rows = vec![
        SummaryRow::text(t!(locale, "complaint-target-kind"), about),
        text(names::TARGET_TEXT),
        text(names::SUBJECT),
        SummaryRow::of(kind.say(ctx, "facts"), view! { <span class="pre-line">{state.value(names::FACTS)}</span> }),
        text(names::WISH),
    ];
    if anonymous {
        rows.push(SummaryRow::text(t!(locale, "complaint-part-you"), t!(locale, "complaint-is-anonymous")));
    } else {
        rows.extend([names::NAME, names::PHONE, names::EMAIL].map(text));
    }
    let carried = CARRIED
        .into_iter()
        .filter(|name| !anonymous || ![names::NAME, names::PHONE, names::EMAIL].contains(name))
        .map(|name| view! { <Hidden name=name value=state.value(name) /> })
        .collect_view();
    let carried_anonymous = anonymous.then(|| view! { <Hidden name=names::ANONYMOUS value="yes" /> });
    let version = form::version(&state);
    let error = state.error(names::EVIDENCE);
    let save = save_button(ctx);
    let title = t!(locale, "complaint-check-title");
    let lead = kind.say(ctx, "check-lead");
    let submit = kind.say(ctx, "submit");
    let hint = t!(locale, "complaint-evidence-hint", n = names::MAX_FILES);
    view! {
        <FormPage title=title state=state lead=Some(lead) files=true>
            {version}
            {carried}
            {carried_anonymous}
            <SummaryList rows=rows />
            <p class="check-edit">
                <button type="submit" class="button quiet" name=STEP value=EDIT>
                    {t!(locale, "complaint-edit")}
                </button>
            </p>
            <h2>{t!(locale, "complaint-part-evidence")}</h2>
            <FileSlot
                name=names::EVIDENCE
                label=t!(locale, "complaint-evidence")
                kinds=kinds()
                hint=Some(hint)
                error=error
                optional=true
                multiple=true
            />
            <p>{t!(locale, "complaint-next")}</p>
            <Buttons label=submit name=Some(STEP.to_owned()) value=Some(FILE.to_owned())>
                {save}
            </Buttons>
        </FormPage>
    }
    .into_any()
}
