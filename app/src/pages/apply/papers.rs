//! 证书、信用报告和其他证明 (C5) and 授权同意: one slot a document, each with its own form, so that one upload never waits for another.
use super::{live, path, section, section_path, section_title, state};
use crate::islands::Upload;
use crate::page::{Done, FormResult, PageCtx};
use crate::pages::parts::dates;
use crate::ui::{Control, Field, FileKinds, FileSlot, Form, FormState, Hidden, Notice, href, icon_address};
use contract::FormData;
use contract::applications::{DraftView, PaperView, Slot, forms};
use domain::access::Material;
use domain::access::application::Section;
use domain::document::MAX_MB;
use leptos::prelude::*;
use texts::t;

/// What reviewers can read in every browser.
const ACCEPT: &str = ".pdf,.jpg,.jpeg,.png";
/// What a plan may be besides.
const ACCEPT_PLAN: &str = ".pdf,.jpg,.jpeg,.png,.doc,.docx,.ofd,.txt";

/// Whether a slot belongs to a section. The scan of the seal stands beside the commitment.
const fn belongs(material: &Material, section: Section) -> bool {
    match material {
        Material::Consent { .. } => matches!(section, Section::Consent),
        Material::Seal => matches!(section, Section::Commitment),
        _ => matches!(section, Section::Papers),
    }
}

/// What a paper says besides its content.
pub const fn dates_of(material: &Material) -> &'static [&'static str] {
    match material {
        Material::MlpsCertificate => &["valid_until", "system"],
        Material::CreditReport => &["issued"],
        _ => &[],
    }
}

/// The field of a slot.
pub fn field(material: &Material) -> String {
    format!("attachments.{material}")
}

/// Names and labels of the fields of some slots.
pub fn labels(ctx: &PageCtx, slots: &[&Slot]) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for slot in slots {
        let name = field(&slot.material);
        all.push((name.clone(), slot.label.clone()));
        for part in dates_of(&slot.material) {
            let key = format!("apply-paper-{}-{}", slot.material, part.replace('_', "-"));
            all.push((format!("{name}.{part}"), texts::t(ctx.locale, &key)));
        }
    }
    all
}

/// What is stored of the dates of some slots.
fn values(slots: &[&Slot]) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for (slot, paper) in slots.iter().filter_map(|slot| Some((slot, slot.paper.as_ref()?))) {
        let name = field(&slot.material);
        let date = |day: Option<chrono::NaiveDate>| day.map(texts::date_iso).unwrap_or_default();
        all.push((format!("{name}.issued"), date(paper.issued)));
        all.push((format!("{name}.valid_until"), date(paper.valid_until)));
        all.push((format!("{name}.system"), paper.system.clone().unwrap_or_default()));
    }
    all
}

/// The page of a section.
pub fn view(ctx: &PageCtx, draft: &DraftView, section: Section) -> AnyView {
    let locale = ctx.locale;
    let slots: Vec<_> = draft.slots.iter().filter(|slot| belongs(&slot.material, section)).collect();
    let state = slots_state(ctx, draft, section, &slots);
    let forms = slots.iter().map(|slot| slot_view(ctx, draft, &state, slot, section)).collect_view();
    let consents = (section == Section::Consent).then(|| consents(ctx, draft));
    let none = slots.is_empty().then(|| {
        view! {
            <Notice>
                <p>{t!(locale, "apply-consent-nothing")}</p>
            </Notice>
        }
    });
    let lead = match (section, draft.credit_days) {
        (Section::Papers, Some(days)) => t!(locale, "apply-section-papers-lead-credit", days = days),
        _ => texts::t(locale, &format!("apply-section-{}-lead", section.code())),
    };
    view! {
        <crate::ui::ErrorSummary errors=state.errors() />
        <div class="page-head form-head">
            <h1>{section_title(ctx, section)}</h1>
            <p class="lead">{lead}</p>
        </div>
        {consents}
        {none}
        {forms}
        <div class="buttons form-buttons">
            <a class="button primary" href=href(locale, &section::next(&draft.id, section))>
                {t!(locale, "apply-continue")}
            </a>
            <a class="button quiet" href=href(locale, &path(&draft.id))>
                {t!(locale, "apply-back-to-list")}
            </a>
        </div>
    }
    .into_any()
}

/// The state of the forms of some slots. Dates that were refused are shown again as they were typed.
pub fn slots_state(ctx: &PageCtx, draft: &DraftView, section: Section, slots: &[&Slot]) -> FormState {
    let mut values = values(slots);
    if let Some(sent) = &ctx.submission {
        let again = |name: &str| sent.values.iter().find(|(n, _)| n == name).map(|(_, value)| value.clone());
        for (name, value) in &mut values {
            if let Some(typed) = again(name) {
                *value = typed;
            }
        }
        for (name, value) in &sent.values {
            if !values.iter().any(|(n, _)| n == name) {
                values.push((name.clone(), value.clone()));
            }
        }
    }
    state(ctx, draft, draft.state(section), labels(ctx, slots), values)
}

/// How consent is given, line by line; what has nothing to upload.
fn consents(ctx: &PageCtx, draft: &DraftView) -> AnyView {
    let locale = ctx.locale;
    let rows = draft.lines.iter().zip(&draft.form.lines).filter(|(_, typed)| typed.sensitive == "yes");
    let rows = rows
        .map(|(line, typed)| {
            let title = line.dataset.as_ref().map_or_else(|| typed.dataset.clone(), |one| one.title.clone());
            let key = format!("apply-consent-{}", typed.consent);
            let way = if texts::has(locale, &key) { texts::t(locale, &key) } else { t!(locale, "apply-consent-open") };
            let edit = super::line::path(&draft.id, line.at);
            view! {
                <li>
                    <a href=href(locale, &edit) lang="zh-CN">
                        {title}
                    </a>
                    " · "
                    {way}
                </li>
            }
        })
        .collect_view();
    view! { <ul>{rows}</ul> }.into_any()
}

/// A slot: what lies in it, and the form that fills it.
pub fn slot_view(ctx: &PageCtx, draft: &DraftView, state: &FormState, slot: &Slot, section: Section) -> AnyView {
    let locale = ctx.locale;
    let name = field(&slot.material);
    let plan = slot.material == Material::ApplicationPlan;
    let kinds = FileKinds {
        accept: if plan { ACCEPT_PLAN } else { ACCEPT }.into(),
        words: if plan { t!(locale, "complaint-evidence-kinds") } else { t!(locale, "apply-paper-kinds") },
        max_mb: MAX_MB as u64,
    };
    let key = match &slot.material {
        Material::Proof { .. } => "proof".to_owned(),
        Material::Consent { .. } => "consent".to_owned(),
        other => other.to_string(),
    };
    let hint = slot.about.clone().or_else(|| {
        let key = format!("apply-paper-{key}-hint");
        texts::has(locale, &key).then(|| texts::t(locale, &key))
    });
    let asked = dates_of(&slot.material)
        .iter()
        .map(|part| {
            let field = format!("{name}.{part}");
            let control = if *part == "system" { Control::TEXT } else { Control::DATE };
            view! {
                <Field
                    label=state.label(&field)
                    value=state.value(&field)
                    error=state.error(&field)
                    control=control
                    optional=*part == "system"
                    name=field
                />
            }
        })
        .collect_view();
    let there = slot.paper.as_ref().map(|paper| paper_view(ctx, draft, slot, paper));
    let earlier = slot.earlier.as_ref().map(|paper| earlier_view(ctx, draft, slot, paper));
    let action = section_path(&draft.id, section);
    let (label, button) = match (&slot.paper, asked.is_empty()) {
        (None, _) => (slot.label.clone(), t!(locale, "apply-paper-upload")),
        (Some(_), true) => {
            (t!(locale, "apply-paper-replace-of", name = slot.label.clone()), t!(locale, "apply-paper-replace"))
        }
        (Some(_), false) => {
            (t!(locale, "apply-paper-replace-of", name = slot.label.clone()), t!(locale, "apply-paper-save"))
        }
    };
    let optional = (!slot.needed).then(|| view! { <span class="field-optional">{t!(locale, "field-optional")}</span> });
    let (title, hidden) = (slot.label.clone(), format!(" {}", slot.label));
    let (material, error, replaces) = (slot.material.to_string(), state.error(&name), slot.paper.is_some());
    let (part, icon) = (format!("slot-{name}"), icon_address(&ctx.assets, "circle-alert"));
    view! {
        <section class="card apply-slot">
            <h2>{title} {optional}</h2>
            <Upload part=part.clone() field=name.clone() plan=plan icon=icon words=live::upload(ctx, plan)>
            <div id=part>
            {there}
            {earlier}
            <Form action=Some(action) files=true>
                <Hidden name="act" value="attach" />
                <Hidden name=forms::SLOT value=material />
                <FileSlot
                    label=label
                    kinds=kinds
                    hint=hint
                    error=error
                    optional=replaces
                    drop=Some(t!(locale, "upload-drop"))
                    name=name
                />
                {asked}
                <div class="buttons">
                    <button type="submit" class="button">
                        {button} <span class="visually-hidden">{hidden}</span>
                    </button>
                </div>
            </Form>
            </div>
            </Upload>
        </section>
    }
    .into_any()
}

/// 使用 9月2日上传的 credit.pdf: a paper of a former application that would do.
fn earlier_view(ctx: &PageCtx, draft: &DraftView, slot: &Slot, paper: &PaperView) -> AnyView {
    let locale = ctx.locale;
    let action = section_path(&draft.id, Section::of(&field(&slot.material)));
    let uploaded = dates::day(ctx, texts::local_date(paper.at));
    let words = t!(locale, "apply-paper-earlier", date = uploaded, name = paper.name.clone());
    let (material, id, hidden) = (slot.material.to_string(), paper.id.clone(), format!(" {}", slot.label));
    view! {
        <Form class="act" action=Some(action)>
            <Hidden name="act" value="attach" />
            <Hidden name=forms::SLOT value=material />
            <Hidden name=forms::PAPER value=id />
            <button type="submit" class="button">
                {words} <span class="visually-hidden">{hidden}</span>
            </button>
        </Form>
    }
    .into_any()
}

/// Listed file: name, size, time, SHA-256, 查看 · 移除.
fn paper_view(ctx: &PageCtx, draft: &DraftView, slot: &Slot, paper: &PaperView) -> AnyView {
    let locale = ctx.locale;
    let open = format!("{}/papers/{}", path(&draft.id), paper.id);
    let hash: String = paper.sha256.chars().take(8).collect();
    let action = section_path(&draft.id, Section::of(&field(&slot.material)));
    let (material, hidden) = (slot.material.to_string(), format!(" {}", slot.label));
    view! {
        <div class="apply-paper">
            <p>
                <a href=href(locale, &open)>{paper.name.clone()}</a>
            </p>
            <p class="meta">
                {texts::bytes(paper.bytes)} " · " {dates::instant(ctx, paper.at)} " · " {paper.by.clone()} " · SHA-256 "
                <code title=paper.sha256.clone()>{hash}</code>
            </p>
            <Form class="act" action=Some(action)>
                <Hidden name="act" value="remove" />
                <Hidden name=forms::SLOT value=material />
                <button type="submit" class="button small">
                    {t!(locale, "apply-paper-remove")} <span class="visually-hidden">{hidden}</span>
                </button>
            </Form>
        </div>
    }
    .into_any()
}

/// Takes a file in, or out.
///
/// # Errors
/// Faults at the fields of the slot; those of the port.
pub async fn submit(ctx: &PageCtx, id: &str, section: Section, sent: &FormData) -> FormResult {
    let port = &ctx.ports.applications;
    let to = section_path(id, section);
    match sent.text("act").as_str() {
        "remove" => {
            port.remove_paper(&ctx.caller, id, &sent.text(forms::SLOT)).await?;
            Ok(Done::to(to).flash("apply-paper-removed", ""))
        }
        _ => {
            port.attach(&ctx.caller, id, sent).await?;
            Ok(Done::to(to).flash("apply-paper-kept", ""))
        }
    }
}
