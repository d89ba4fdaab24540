//! `/my/organisation` 单位信息与成员: what is known of the organisation, who may do what for it, invitations. `/my/organisation/{member}`: one
//! member's mandates, hand-over of the head's role, the end.
use crate::page::{Done, FormResult, PageCtx, PageResult, Params};
use crate::pages::parts::confirm::Proof;
use crate::pages::parts::{dates, persons, records, signed};
use crate::ui::{
    ActButton, Buttons, Checkboxes, Choice, ErrorSummary, Form, FormState, Hidden, SummaryList, SummaryRow, href,
};
use contract::accounts::{InvitationRow, MemberRow, OrganisationView};
use contract::{Coded, ErrorCode, FormData, Refusal};
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

const ORGANISATION: &str = "/my/organisation";

/// The page.
///
/// # Errors
/// A redirect to sign in; `not-found` for sessions that act for no organisation.
pub async fn page(ctx: Arc<PageCtx>, _: Params) -> PageResult {
    signed::require(&ctx)?;
    let organisation = ctx.ports.accounts.organisation(&ctx.caller).await?;
    let title = t!(ctx.locale, "organisation-title");
    let head = signed::head(title.clone(), signed::my_crumbs(&ctx, [(title.clone(), None)]));
    Ok(signed::page(head, move || view(&ctx, title, organisation)))
}

fn view(ctx: &PageCtx, title: String, organisation: OrganisationView) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let fields = [("email", t!(locale, "account-email")), ("mandates", t!(locale, "mandates"))];
    let state = FormState::of(ctx, fields).known("mandates", "handler").act("invite");
    let identity = &organisation.identity;
    let mut verified = SummaryRow::text(t!(locale, "identity-verification"), identity.verification.label.clone());
    if organisation.may_manage && matches!(identity.verification.value.as_str(), "unverified" | "refused") {
        verified = verified.change("/my/account/identity");
    }
    let mut rows = vec![
        SummaryRow::text(t!(locale, "organisation-name"), organisation.name),
        SummaryRow::text(t!(locale, "organisation-kind"), organisation.kind.label),
        SummaryRow::text(t!(locale, "organisation-uscc"), organisation.uscc),
        verified,
    ];
    rows.extend(identity.reason.clone().map(|reason| SummaryRow::text(t!(locale, "identity-reason"), reason)));
    let manage = organisation.may_manage;
    let errors = state.errors();
    let choices = mandate_choices(ctx, &organisation.mandates);
    let invite = manage.then(|| {
        view! {
            <section class="section" id="invite">
                <h2>{t!(locale, "member-invite")}</h2>
                <Form>
                    <Hidden name="act" value="invite" />
                    {persons::invited(locale, &state)}
                    <Checkboxes
                        name="mandates"
                        label=state.label("mandates")
                        values=state.values("mandates")
                        error=state.error("mandates")
                        choices=choices
                    />
                    <Buttons label=t!(locale, "invite-submit") />
                </Form>
            </section>
        }
    });
    view! {
        <ErrorSummary errors=errors />
        <div class="page-head">
            <h1>{title}</h1>
        </div>
        <SummaryList rows=rows />
        <section class="section" id="members">
            <h2>{t!(locale, "members")}</h2>
            <p class="field-hint">{t!(locale, "members-note")}</p>
            {members(ctx, organisation.members, manage)}
        </section>
        {invitations(ctx, organisation.invitations, manage)}
        {invite}
    }
}

/// Mandates to tick, each with what it allows.
fn mandate_choices(ctx: &PageCtx, mandates: &[Coded]) -> Vec<Choice> {
    // The head's role is handed over, never given beside.
    let given = mandates.iter().filter(|mandate| mandate.value != "head");
    let choice = |mandate: &Coded| {
        let choice = Choice::new(mandate.value.clone(), mandate.label.clone());
        let key = format!("mandate-{}-hint", mandate.value);
        if texts::has(ctx.locale, &key) { choice.hint(texts::t(ctx.locale, &key)) } else { choice }
    };
    given.map(choice).collect()
}

fn members(ctx: &PageCtx, members: Vec<MemberRow>, manage: bool) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let heads = ["account-name", "account-email", "mandates", "member-since"].map(|key| texts::t(locale, key));
    let heads = heads.into_iter().chain(manage.then(|| t!(locale, "acts"))).collect();
    let rows = members
        .into_iter()
        .map(|member| {
            let mandates: Vec<&str> = member.mandates.iter().map(|mandate| mandate.label.as_str()).collect();
            let mandates = texts::list(locale, &mandates);
            let mut cells = vec![
                member.name.clone().into_any(),
                member.email_masked.into_any(),
                mandates.into_any(),
                dates::day_view(ctx, texts::local_date(member.since)).into_any(),
            ];
            if manage {
                cells.push(if member.own {
                    t!(locale, "member-own").into_any()
                } else {
                    let path = href(locale, &format!("{ORGANISATION}/{}", member.id));
                    let about = format!(" {}", member.name);
                    view! { <a href=path>{t!(locale, "member-manage")} <span class="visually-hidden">{about}</span></a> }
                        .into_any()
                });
            }
            cells
        })
        .collect();
    records::table("members-caption", t!(locale, "members-caption"), heads, rows)
}

/// Invitations that nobody accepted yet; also those of a body.
pub fn invitations(ctx: &PageCtx, rows: Vec<InvitationRow>, manage: bool) -> impl IntoView + use<> {
    let locale = ctx.locale;
    if rows.is_empty() {
        return ().into_any();
    }
    let heads = ["account-email", "invitation-offered", "invitation-until"].map(|key| texts::t(locale, key));
    let heads = heads.into_iter().chain(manage.then(|| t!(locale, "acts"))).collect();
    let rows = rows
        .into_iter()
        .map(|row| {
            let offered: Vec<&str> = row.offered.iter().map(|coded| coded.label.as_str()).collect();
            let mut cells = vec![
                row.email_masked.clone().into_any(),
                texts::list(locale, &offered).into_any(),
                dates::instant(ctx, row.until).into_any(),
            ];
            if manage {
                let (label, about) = (t!(locale, "invitation-withdraw"), row.email_masked);
                cells.push(view! { <ActButton act="withdraw" id=row.id label=label about=about /> }.into_any());
            }
            cells
        })
        .collect();
    view! {
        <section class="section" id="invitations">
            <h2>{t!(locale, "invitations")}</h2>
            {records::table("invitations-caption", t!(locale, "invitations-caption"), heads, rows)}
        </section>
    }
    .into_any()
}

/// Invites, or takes an invitation back.
///
/// # Errors
/// As [`contract::accounts::Accounts::invite_member`].
pub async fn submit(ctx: Arc<PageCtx>, _: Params, form: FormData) -> FormResult {
    signed::require(&ctx)?;
    let accounts = &ctx.ports.accounts;
    match form.text("act").as_str() {
        "invite" => {
            let email = form.text("email");
            signed::in_form(accounts.invite_member(&ctx.caller, &email, &form.all("mandates")).await)?;
            Ok(Done::to(ORGANISATION).flash("invited", email))
        }
        "withdraw" => {
            accounts.withdraw_invitation(&ctx.caller, &form.text("id")).await?;
            Ok(Done::to(ORGANISATION).flash("invitation-withdrawn", ""))
        }
        _ => Err(Refusal::new(ErrorCode::BadValue).field("act").into()),
    }
}

/// `/my/organisation/{member}`
///
/// # Errors
/// `not-found` for unknown members, and for readers who may not manage.
pub async fn member(ctx: Arc<PageCtx>, params: Params) -> PageResult {
    signed::require(&ctx)?;
    let organisation = ctx.ports.accounts.organisation(&ctx.caller).await?;
    let id = params.get("member").map(String::as_str).unwrap_or_default();
    let manage = organisation.may_manage;
    let found = organisation.members.into_iter().find(|member| manage && member.id == id && !member.own);
    let member = found.ok_or_else(|| Refusal::new(ErrorCode::NotFound))?;
    let crumbs = [(t!(ctx.locale, "organisation-title"), Some(ORGANISATION)), (member.name.clone(), None)];
    let head = signed::head(member.name.clone(), signed::my_crumbs(&ctx, crumbs));
    let mandates = organisation.mandates;
    let proof = Proof::of(&ctx).await?;
    Ok(signed::page(head, move || member_view(&ctx, member, &mandates, &proof)))
}

fn member_view(ctx: &PageCtx, member: MemberRow, mandates: &[Coded], proof: &Proof) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let mut state = FormState::of(ctx, [("mandates", t!(locale, "mandates"))]).act("mandates");
    for mandate in &member.mandates {
        state = state.known("mandates", mandate.value.clone());
    }
    let over = FormState::of(ctx, [("password", t!(locale, "account-password-current"))]).act("hand-over");
    let end = FormState::of::<&str, &str>(ctx, []).act("end");
    let errors = [state.errors(), over.errors(), end.errors()].concat();
    let head_points =
        ["hand-over-theirs", "hand-over-yours"].map(|key| view! { <li>{texts::t(locale, key)}</li> }).collect_view();
    let choices = mandate_choices(ctx, mandates);
    let over_submit = t!(locale, "hand-over-submit", name = member.name.as_str());
    let end_submit = t!(locale, "member-end-submit", name = member.name.as_str());
    let question = proof.field(ctx, &over, "password");
    view! {
        <ErrorSummary errors=errors />
        <div class="page-head">
            <h1>{member.name}</h1>
            <p class="lead">{member.email_masked}</p>
        </div>
        <Form>
            <Hidden name="act" value="mandates" />
            <Checkboxes
                name="mandates"
                label=state.label("mandates")
                values=state.values("mandates")
                error=state.error("mandates")
                choices=choices
            />
            <Buttons label=t!(locale, "mandates-submit") cancel=ORGANISATION />
        </Form>
        <section class="section">
            <h2>{t!(locale, "hand-over-title")}</h2>
            <Form>
                <Hidden name="act" value="hand-over" />
                <ul class="guide-list">{head_points}</ul>
                {question}
                <Buttons label=over_submit danger=true />
            </Form>
        </section>
        <section class="section">
            <h2>{t!(locale, "member-end-title")}</h2>
            <Form>
                <Hidden name="act" value="end" />
                <p>{t!(locale, "member-end-note")}</p>
                <Buttons label=end_submit danger=true />
            </Form>
        </section>
    }
}

/// Mandates, hand-over, end.
///
/// # Errors
/// As [`contract::accounts::Accounts::set_mandates`].
pub async fn submit_member(ctx: Arc<PageCtx>, params: Params, form: FormData) -> FormResult {
    signed::require(&ctx)?;
    let accounts = &ctx.ports.accounts;
    let id = params.get("member").map(String::as_str).unwrap_or_default();
    let flash = match form.text("act").as_str() {
        "mandates" => {
            signed::in_form(accounts.set_mandates(&ctx.caller, id, &form.all("mandates")).await)?;
            "mandates-set"
        }
        "hand-over" => {
            signed::in_form(accounts.hand_over_head(&ctx.caller, id, form.raw("password")).await)?;
            "handed-over"
        }
        "end" => {
            signed::in_form(accounts.end_member(&ctx.caller, id).await)?;
            "member-ended"
        }
        _ => return Err(Refusal::new(ErrorCode::BadValue).field("act").into()),
    };
    Ok(Done::to(ORGANISATION).flash(flash, ""))
}
