//! Where the work of an office is: the pages of the desk that somebody's roles open.
use crate::page::PageCtx;
use crate::pages::parts::signed;
use crate::ui::{Notice, Tone, href};
use domain::account::Role;
use domain::policy::{AccessAction, Action, CaseAction, ResourceFacts, authorize, authorize_access, authorize_desk};
use leptos::prelude::*;
use texts::t;

/// Key of the words and address of each place, in the order of a working day. Nothing for those who do not act for a body.
pub fn places(ctx: &PageCtx) -> Vec<(&'static str, &'static str)> {
    let Some(signed) = ctx.actor.signed_in().filter(|signed| signed.acting.body().is_some()) else {
        return Vec::new();
    };
    let coordinates = authorize_access(&ctx.actor, AccessAction::Coordinate, None).is_ok();
    let deliveries = authorize_access(&ctx.actor, AccessAction::Deliveries, None).is_ok();
    let writes = authorize_desk(&ctx.actor, CaseAction::Opinions).is_ok();
    let may = |action| authorize(&ctx.actor, action, &ResourceFacts::Portal).is_ok();
    let opens = |action| authorize_access(&ctx.actor, action, signed.acting.body()).is_ok();
    [
        (coordinates, "desk-place-coordination", "/admin/coordination"),
        (opens(AccessAction::Conditions), "desk-place-catalogue", "/admin/catalogue"),
        (opens(AccessAction::Windows), "desk-place-windows", "/admin/windows"),
        (opens(AccessAction::Announce), "desk-place-notices", "/admin/notices"),
        (opens(AccessAction::Templates), "desk-place-templates", "/admin/templates"),
        (writes, "desk-place-opinions", "/admin/opinions"),
        (opens(AccessAction::Credit), "desk-place-credit", "/admin/credit"),
        (signed.holds(Role::AuthorityReviewer), "desk-place-verifications", "/admin/verifications"),
        (opens(AccessAction::Agreements), "desk-place-agreements", "/admin/agreements"),
        (deliveries, "desk-place-deliveries", "/admin/deliveries"),
        (opens(AccessAction::Violations), "desk-place-violations", "/admin/violations"),
        (signed.holds(Role::BodyAdmin), "desk-place-people", "/admin/people"),
        (true, "desk-place-body", "/admin/body"),
        (may(Action::ManageAccounts), "desk-place-accounts", "/admin/accounts"),
        (may(Action::ManageBodies), "desk-place-bodies", "/admin/bodies"),
        (may(Action::ReadRegulation), "desk-place-profiles", "/admin/profiles"),
        (may(Action::ReadRegulation), "desk-place-calendar", "/admin/calendar"),
        (may(Action::ReadAudit), "desk-place-audit", "/admin/audit"),
        (signed.holds(Role::SysAdmin), "desk-place-mails", "/admin/mails"),
    ]
    .into_iter()
    .filter_map(|(open, key, path)| open.then_some((key, path)))
    .collect()
}

/// Why the desk is empty for staff without a second factor, and the way to it: three steps to set one up, or signing in again with it.
pub fn second_factor_hint(ctx: &PageCtx, enrolled: bool) -> AnyView {
    let locale = ctx.locale;
    let title = t!(locale, "desk-factor-title");
    if enrolled {
        return view! {
            <Notice tone=Tone::Warning title=Some(title)>
                <p>{t!(locale, "desk-factor-again")}</p>
                <p>
                    <a href=href(locale, "/sign-out")>{t!(locale, "sign-out")}</a>
                </p>
            </Notice>
        }
        .into_any();
    }
    let steps = ["desk-factor-step-app", "desk-factor-step-scan", "desk-factor-step-codes"];
    let steps = steps.map(|key| view! { <li>{texts::t(locale, key)}</li> }).collect_view();
    view! {
        <Notice tone=Tone::Warning title=Some(title)>
            <p>{t!(locale, "desk-factor-why")}</p>
            <ol class="guide-list">{steps}</ol>
            <p>
                <a class="button primary" href=href(locale, signed::ENROL)>
                    {t!(locale, "second-factor-set-up")}
                </a>
            </p>
        </Notice>
    }
    .into_any()
}
