//! `/apply/{id}/{section}`: the form of a section. What is sent is saved first, then what is wrong is said.
use super::{
    CONTINUE, LATER, MORE, SaveButtons, at_page, blocks, commitment, conflict, fields, head, lines, live, load, papers,
    path, section_of, section_path, section_title, stamp, state,
};
use crate::islands::LiveForm;
use crate::page::{Done, Ending, FormResult, PageCtx, PageResult, Params};
use crate::pages::parts::signed;
use crate::ui::{Choice, Control, Field, FormPage, FormState, Notice, Radios};
use contract::applications::{DraftView, forms};
use contract::{ErrorCode, FormData, PortError};
use domain::access::application::Section;
use domain::account::PartyKind;
use domain::catalog::Theme;
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

/// A section.
///
/// # Errors
/// A redirect to sign in; those of the port.
pub async fn page(ctx: Arc<PageCtx>, params: Params) -> PageResult {
    let section = section_of(&params)?;
    let draft = load(&ctx, &params).await?;
    let title = section_title(&ctx, section);
    let mut head = head(&ctx, &draft, &title);
    head.chinese_values = section == Section::Lines;
    Ok(signed::page(head, move || match section {
        Section::Applicant => known(&ctx, &draft),
        Section::Lines => lines::list(&ctx, &draft),
        Section::Papers | Section::Consent => papers::view(&ctx, &draft, section),
        Section::Commitment => commitment::view(&ctx, &draft),
        _ => form(&ctx, &draft, section),
    }))
}

/// Saves a section, and goes on.
///
/// # Errors
/// Every fault of the section, which is saved then, too; both states where a colleague was faster; those of the port.
pub async fn submit(ctx: Arc<PageCtx>, params: Params, sent: FormData) -> FormResult {
    signed::require(&ctx)?;
    let section = section_of(&params)?;
    let id = super::param(&params, "id").to_owned();
    match section {
        Section::Applicant => {
            // Nothing is typed there; still an address of others says nothing of itself.
            load(&ctx, &params).await?;
            return Ok(Done::to(path(&id)));
        }
        Section::Lines => return lines::submit(&ctx, &id, &sent).await,
        Section::Commitment if sent.has("act") => return papers::submit(&ctx, &id, section, &sent).await,
        Section::Papers | Section::Consent => return papers::submit(&ctx, &id, section, &sent).await,
        _ => {}
    }
    let saved = ctx.ports.applications.save(&ctx.caller, &id, section, None, &sent).await;
    if let Some(done) = super::kept(&ctx, &section_path(&id, section), &sent, &saved) {
        return Ok(done);
    }
    let faults = match saved {
        Err(error) if sent.has(forms::TYPING) => return Err(error.into()),
        Err(error) if error.code() == ErrorCode::Conflict => {
            let draft = load(&ctx, &params).await?;
            return Err(Ending::Shown(Box::new(conflict::section(ctx, draft, section, sent))));
        }
        saved => at_page(saved?.faults),
    };
    let here = section_path(&id, section);
    match sent.text(super::STEP).as_str() {
        LATER => Ok(Done::to(path(&id)).flash("apply-saved", "")),
        MORE => Ok(Done::to(format!("{here}?more=1"))),
        CONTINUE | "" if faults.is_empty() => Ok(Done::to(next(&id, section)).flash("apply-saved", "")),
        _ => Err(PortError::Invalid(faults).into()),
    }
}

/// The task after a section; after the last one the list.
pub fn next(id: &str, section: Section) -> String {
    let at = Section::ALL.iter().position(|one| *one == section);
    match at.and_then(|at| Section::ALL.get(at + 1)) {
        Some(next) => section_path(id, *next),
        None => path(id),
    }
}

/// 主体信息: shown, not asked.
fn known(ctx: &PageCtx, draft: &DraftView) -> AnyView {
    use crate::ui::{SummaryList, SummaryRow, href};
    let locale = ctx.locale;
    let who = &draft.applicant;
    let kind = texts::t(locale, &format!("apply-kind-{}", who.kind.code()));
    let number = match who.kind {
        PartyKind::Person => t!(locale, "apply-id-number"),
        PartyKind::LegalPerson | PartyKind::Unincorporated => t!(locale, "apply-uscc"),
    };
    let rows = vec![
        SummaryRow::text(t!(locale, "apply-applicant-kind"), kind),
        SummaryRow::text(t!(locale, "apply-applicant-name"), who.name.clone()),
        SummaryRow::text(number, who.number.clone()),
    ];
    let (update, words) = match who.kind {
        PartyKind::Person => ("/my/account/identity", t!(locale, "apply-known-person")),
        PartyKind::LegalPerson | PartyKind::Unincorporated => {
            ("/my/account/organisation", t!(locale, "apply-known-organisation"))
        }
    };
    let unverified = (!who.verified).then(|| {
        view! {
            <Notice tone=crate::ui::Tone::Warning>
                <p>{t!(locale, "apply-unverified")}</p>
            </Notice>
        }
    });
    view! {
        <div class="page-head form-head">
            <h1>{section_title(ctx, Section::Applicant)}</h1>
            <p class="lead">{t!(locale, "apply-known")}</p>
        </div>
        {unverified}
        <SummaryList rows=rows />
        <p>
            <a href=href(locale, update)>{words}</a>
        </p>
        <div class="buttons form-buttons">
            <a class="button primary" href=href(locale, &section_path(&draft.id, Section::Contact))>
                {t!(locale, "apply-continue")}
            </a>
            <a class="button quiet" href=href(locale, &path(&draft.id))>
                {t!(locale, "apply-back-to-list")}
            </a>
        </div>
    }
    .into_any()
}

fn form(ctx: &PageCtx, draft: &DraftView, section: Section) -> AnyView {
    let shown = blocks::shown(ctx, draft, section);
    let labels = fields::labels(ctx, draft, section, shown);
    let state = state(ctx, draft, draft.state(section), labels, fields::values(draft, section));
    let asked = fields::plain(draft, section).into_iter().map(|name| ask(ctx, draft, &state, name)).collect_view();
    let table = match section {
        Section::Service => Some(blocks::scenarios(ctx, &state, shown)),
        Section::Feedback => Some(blocks::feedback(ctx, &state, shown)),
        _ => None,
    };
    let lead = texts::t(ctx.locale, &format!("apply-section-{}-lead", section.code()));
    let kept = saved(ctx, &state);
    let known = from_before(ctx, draft, section);
    let live::Checks { fields, words, icon } = live::checks(ctx, draft, &state);
    let saving = live::saving(ctx, &section_path(&draft.id, section));
    let (stamp, back) = (stamp(draft.stamp(section)), path(&draft.id));
    view! {
        <FormPage title=section_title(ctx, section) state=state lead=Some(lead)>
            {kept}
            {known}
            <LiveForm fields=fields words=words icon=icon saving=saving>
                {stamp}
                {asked}
                {table}
            </LiveForm>
            <SaveButtons back=back />
        </FormPage>
    }
    .into_any()
}

/// 以下沿用您上次申请填写的内容，请核对: what is known is not asked again.
fn from_before(ctx: &PageCtx, draft: &DraftView, section: Section) -> Option<AnyView> {
    let (filed, sections) = draft.known.as_ref()?;
    let on = crate::pages::parts::dates::day(ctx, texts::local_date(*filed));
    let words = t!(ctx.locale, "apply-from-before", date = on);
    sections.contains(&section).then(|| view! { <Notice><p>{words}</p></Notice> }.into_any())
}

/// What was typed is kept although something is wrong with it.
pub fn saved(ctx: &PageCtx, state: &FormState) -> Option<AnyView> {
    (ctx.submission.is_some() && state.has_errors())
        .then(|| view! { <p class="field-hint">{t!(ctx.locale, "apply-kept")}</p> }.into_any())
}

/// One question.
fn ask(ctx: &PageCtx, draft: &DraftView, state: &FormState, name: &'static str) -> AnyView {
    let locale = ctx.locale;
    let hint = match (name, draft.level_needed) {
        ("mlps_level", Some(min)) => {
            Some(t!(locale, "apply-mlps-level-hint", min = texts::t(locale, &format!("apply-level-{min}"))))
        }
        ("mlps_level", None) => Some(t!(locale, "apply-mlps-level-none")),
        _ => fields::hint(ctx, name),
    };
    if name == "mlps_level" {
        let levels = (1..=5).map(|n| Choice::new(n.to_string(), texts::t(locale, &format!("apply-level-{n}"))));
        return view! {
            <Radios
                name=name
                label=state.label(name)
                choices=levels.collect()
                value=state.value(name)
                hint=hint
                error=state.error(name)
                optional=draft.level_needed.is_none()
            />
        }
        .into_any();
    }
    let control = match name {
        "contact_name" => Control::filled("name"),
        "contact_phone" => Control::PHONE,
        "contact_address" => Control::filled("street-address"),
        "theme" => Control::Select(themes(ctx)),
        "user_count" | "concurrency" => Control::Input {
            kind: "text",
            width: Some(18),
            inputmode: Some("numeric"),
            autocomplete: None,
            prose: false,
        },
        "mlps_filing_no" => Control::code(30),
        "service_name" | "system_name" | "datacentre_address" | "host_operator" => Control::TEXT,
        _ => Control::area(4, draft.limit(name)),
    };
    // Where no level is asked for nobody is asked whose system has it; in the sandbox a person needs none at all (C-18).
    let boxed = draft.applicant.kind == PartyKind::Person && draft.form.hosted();
    let optional = draft.level_needed.is_none()
        && (matches!(name, "mlps_filing_no" | "host_operator")
            || boxed && matches!(name, "system_name" | "datacentre_address"));
    let source = texts::t(locale, &format!("apply-source-{}", source(name)));
    view! {
        <Field
            name=name
            label=state.label(name)
            value=state.value(name)
            hint=hint
            source=source
            error=state.error(name)
            optional=optional
            control=control
        />
    }
    .into_any()
}

/// Where a question stands on the printed form.
fn source(name: &str) -> &'static str {
    match name {
        "host_operator" => "host",
        _ => "form",
    }
}

fn themes(ctx: &PageCtx) -> Vec<(String, String)> {
    let none = (String::new(), t!(ctx.locale, "apply-choose"));
    let all = Theme::ALL
        .iter()
        .map(|theme| (theme.code().to_owned(), texts::t(ctx.locale, &format!("code-theme-{}", theme.code()))));
    std::iter::once(none).chain(all).collect()
}
