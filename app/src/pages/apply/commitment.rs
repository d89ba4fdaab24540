//! 公共数据安全承诺书 (C3, B11, R-075): seven clauses in full, then tick, head, seal. The scan of a sealed page has a form of its own.
use super::{SaveButtons, fields, papers, path, section, section_title, stamp, state};
use crate::page::PageCtx;
use crate::pages::parts::dates;
use crate::ui::{Choice, Control, ErrorSummary, Field, Form, Notice, Radios, Tick, Tone};
use contract::applications::{DraftView, forms};
use domain::access::Material;
use domain::access::application::Section;
use domain::account::PartyKind;
use domain::locale::Locale;
use leptos::prelude::*;
use texts::t;

/// The page.
pub fn view(ctx: &PageCtx, draft: &DraftView) -> AnyView {
    let locale = ctx.locale;
    let seal = draft.slots.iter().find(|slot| slot.material == Material::Seal);
    let slots: Vec<_> = seal.into_iter().collect();
    let mut labels = fields::labels(ctx, draft, Section::Commitment, 0);
    labels.extend(papers::labels(ctx, &slots));
    let values = fields::values(draft, Section::Commitment);
    let state = state(ctx, draft, draft.state(Section::Commitment), labels, values);
    let person = draft.applicant.kind == PartyKind::Person;
    let signed = draft.form.commitment.as_ref().map(|signed| {
        let same = draft.commitment.is_same(signed);
        let words = t!(locale, "apply-commitment-signed", head = signed.head.clone(), on = dates::day(ctx, signed.on));
        let (tone, words) =
            if same { (Tone::Success, words) } else { (Tone::Warning, t!(locale, "apply-commitment-changed")) };
        view! {
            <Notice tone=tone>
                <p>{words}</p>
            </Notice>
        }
    });
    let head = if person {
        view! {
            <p>
                {state.label(forms::HEAD)} {t!(locale, "apply-colon")} <strong>{draft.applicant.name.clone()}</strong>
            </p>
        }
        .into_any()
    } else {
        view! {
            <Field
                name=forms::HEAD
                label=state.label(forms::HEAD)
                value=state.value(forms::HEAD)
                hint=t!(locale, "apply-accountable-head-hint")
                error=state.error(forms::HEAD)
                control=Control::filled("name")
            />
        }
        .into_any()
    };
    let seals = ["account", "file"].map(|code| {
        let key = format!("apply-seal-{code}");
        Choice::new(code, texts::t(locale, &key)).hint(texts::t(locale, &format!("{key}-hint")))
    });
    let scan = seal.map(|slot| papers::slot_view(ctx, draft, &state, slot, Section::Commitment));
    let kept = section::saved(ctx, &state);
    let (stamp, back) = (stamp(draft.stamp(Section::Commitment)), path(&draft.id));
    let tick = if person { "apply-commitment-tick-person" } else { "apply-commitment-tick" };
    let tick = texts::t(locale, tick);
    let (ticked, tick_error) = (state.ticked(forms::COMMITMENT), state.error(forms::COMMITMENT));
    let (seal_label, seal_value, seal_error) =
        (state.label(forms::SEAL), state.value(forms::SEAL), state.error(forms::SEAL));
    view! {
        <ErrorSummary errors=state.errors() />
        <div class="page-head form-head">
            <h1>{section_title(ctx, Section::Commitment)}</h1>
            <p class="lead">{t!(locale, "apply-section-commitment-lead")}</p>
        </div>
        {signed}
        {clauses(ctx, draft)}
        <Form>
            {kept}
            {stamp}
            <Tick
                name=forms::COMMITMENT
                label=tick
                checked=ticked
                error=tick_error
            />
            {head}
            <Radios
                name=forms::SEAL
                label=seal_label
                choices=seals.to_vec()
                value=seal_value
                error=seal_error
            />
            <SaveButtons back=back />
        </Form>
        {scan}
    }
    .into_any()
}

/// The clauses. The Chinese text is what is signed.
pub fn clauses(ctx: &PageCtx, draft: &DraftView) -> AnyView {
    let text = &draft.commitment;
    let clauses = text
        .clauses
        .iter()
        .map(|clause| {
            let reading = (ctx.locale == Locale::En && !clause.en.is_empty())
                .then(|| view! { <p class="meta" lang="en">{clause.en.clone()}</p> });
            view! {
                <li>
                    <p lang="zh-CN">{clause.zh.clone()}</p>
                    {reading}
                </li>
            }
        })
        .collect_view();
    let hash: String = text.sha256().chars().take(8).collect();
    view! {
        <section class="apply-clauses" aria-label=t!(ctx.locale, "apply-section-commitment")>
            <ol>{clauses}</ol>
            <p class="meta">{t!(ctx.locale, "apply-commitment-version", version = text.version.to_string(), hash = hash)}</p>
        </section>
    }
    .into_any()
}
