//! `/cases/XY-…/do/sign`: what exactly do I agree to? Four steps on one page: the blanks, the commitment, the text, the signature (ui 5.9).
use super::agreement;
use super::place::Place;
use crate::page::PageCtx;
use crate::pages::parts::confirm::Proof;
use crate::ui::case::CaseHead;
use crate::ui::{
    Control, Definition, DefinitionList, ErrorSummary, Field, Form, FormState, Hidden, Notice, Tick, Tone, href,
};
use contract::cases::forms::command as names;
use contract::cases::{CommandView, CommitmentView, SigningView, signing as field};
use leptos::prelude::*;
use texts::t;

/// The page. `view` is the page of the command, `signing` what is signed.
pub fn render(ctx: &PageCtx, place: &Place, view: CommandView, signing: SigningView, proof: &Proof) -> AnyView {
    let locale = ctx.locale;
    let part = signing.agreement.clone();
    let label = |name: &str| match name {
        field::TICKED => t!(locale, "sign-ticked", party = part.party_b.as_str()),
        field::COMMITMENT => t!(locale, "sign-commitment-again"),
        field::NAME => t!(locale, "sign-name"),
        field::CODE => t!(locale, "sign-code"),
        _ => t!(locale, "sign-password"),
    };
    let fields = [field::COMMITMENT, field::TICKED, field::NAME, field::PASSWORD, field::CODE];
    let state = FormState::of(ctx, fields.map(|name| (name.to_owned(), label(name))));
    let errors = state.errors();
    let steps = [
        ("#blanks", "sign-step-1"),
        ("#commitment", "sign-step-2"),
        ("#text", "sign-step-3"),
        ("#signature", "sign-step-4"),
    ];
    let steps = steps.map(|(to, key)| view! { <li><a href=to>{texts::t(locale, key)}</a></li> }).collect_view();
    let blocked = !part.missing.is_empty();
    let print = href(locale, &format!("/cases/{}/agreement", place.number));
    let version = view.version.to_string();
    let form = signature(ctx, &state, (&signing, proof), (blocked, version, place.path("", &[])), &label);
    view! {
        <ErrorSummary errors=errors />
        <div class="page-head">
            <h1>{t!(locale, "sign-title")}</h1>
        </div>
        <CaseHead head=view.head today=ctx.today official=false heading=false />
        <nav class="sign-steps" aria-label=t!(locale, "sign-steps")>
            <ol>{steps}</ol>
        </nav>
        <section class="case-section" aria-labelledby="blanks">
            <h2 id="blanks">{t!(locale, "sign-step-1")}</h2>
            {agreement::missing(ctx, &part.missing)}
            {agreement::blanks(ctx, part.blanks)}
        </section>
        <section class="case-section" aria-labelledby="commitment">
            <h2 id="commitment">{t!(locale, "sign-step-2")}</h2>
            {commitment(ctx, &signing.commitment)}
        </section>
        <section class="case-section" aria-labelledby="text">
            <h2 id="text">{t!(locale, "sign-step-3")}</h2>
            <p><a href=print>{t!(locale, "agreement-print")}</a></p>
            {agreement::clauses(ctx, part.clauses)}
        </section>
        <section class="case-section" aria-labelledby="signature">
            <h2 id="signature">{t!(locale, "sign-step-4")}</h2>
            <p>
                {t!(locale, "sign-published")} " "
                <a href=href(locale, "/recipients")>{t!(locale, "sign-published-link")}</a>
            </p>
            {form}
        </section>
    }
    .into_any()
}

/// 公共数据安全承诺书, and when it was signed.
fn commitment(ctx: &PageCtx, commitment: &CommitmentView) -> AnyView {
    let locale = ctx.locale;
    let signed = commitment.signed.as_ref().map(|(head, on)| {
        let on = texts::date(locale, *on);
        view! { <p>{t!(locale, "sign-commitment-signed", head = head.as_str(), date = on)}</p> }
    });
    let again =
        commitment.again.then(|| view! { <Notice tone=Tone::Warning>{t!(locale, "sign-commitment-changed")}</Notice> });
    let clauses = commitment.clauses.iter().map(|clause| view! { <li>{clause.clone()}</li> }).collect_view();
    view! {
        {signed}
        {again}
        <ol class="agreement-text commitment">{clauses}</ol>
    }
    .into_any()
}

fn signature(
    ctx: &PageCtx,
    state: &FormState,
    (signing, proof): (&SigningView, &Proof),
    (blocked, version, cancel): (bool, String, String),
    label: &dyn Fn(&str) -> String,
) -> AnyView {
    let locale = ctx.locale;
    let part = &signing.agreement;
    // these words and no others, whatever language the page is in.
    let accept = signing.accept.clone();
    if blocked {
        return view! {
            <div id="blocked">{agreement::missing(ctx, &part.missing)}</div>
            <div class="buttons form-buttons">
                <button type="button" class="button primary" disabled aria-describedby="blocked" lang="zh-CN">
                    {accept}
                </button>
                <a class="button quiet" href=href(locale, &cancel)>{t!(locale, "command-cancel")}</a>
            </div>
        }
        .into_any();
    }
    let again = signing.commitment.again.then(|| {
        let checked = state.ticked(field::COMMITMENT);
        view! {
            <Tick
                name=field::COMMITMENT
                label=label(field::COMMITMENT)
                checked=checked
                error=state.error(field::COMMITMENT)
            />
        }
    });
    let facts = vec![
        Definition::new(t!(locale, "agreement-party-a"), view! { <span lang="zh-CN">{part.party_a.clone()}</span> }),
        Definition::new(t!(locale, "agreement-party-b"), view! { <span lang="zh-CN">{part.party_b.clone()}</span> }),
        Definition::new(t!(locale, "sign-date"), texts::date(locale, signing.on)),
        Definition::new(t!(locale, "agreement-hash"), view! { <code class="hash">{signing.sha256.clone()}</code> }),
    ];
    let [ticked_label, name_label] = [field::TICKED, field::NAME].map(label);
    let (ticked, ticked_error) = (state.ticked(field::TICKED), state.error(field::TICKED));
    let name_error = state.error(field::NAME);
    let proof = proof.either(ctx, state, [field::PASSWORD, field::CODE]);
    let sha256 = signing.sha256.clone();
    let name = state.value(field::NAME);
    let name = if name.is_empty() { signing.name.clone() } else { name };
    view! {
        <DefinitionList rows=facts />
        <Form>
            <Hidden name=names::VERSION value=version />
            <Hidden name=field::SHA256 value=sha256 />
            {again}
            <Tick name=field::TICKED label=ticked_label checked=ticked error=ticked_error />
            <Field
                name=field::NAME
                label=name_label
                value=name
                error=name_error
                control=Control::filled("name")
            />
            {proof}
            <Notice tone=Tone::Warning>{t!(locale, "sign-at-once")}</Notice>
            <div class="buttons form-buttons">
                <button type="submit" class="button primary" lang="zh-CN">
                    {accept}
                </button>
                <a class="button quiet" href=href(locale, &cancel)>{t!(locale, "command-cancel")}</a>
            </div>
        </Form>
    }
    .into_any()
}
