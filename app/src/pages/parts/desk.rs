//! Where the work of an office is: the pages of the desk that somebody's roles open.
use crate::page::PageCtx;
use domain::account::Role;
use domain::policy::{Action, ResourceFacts, authorize};

/// Key of the words and address of each place, in the order of a working day. Nothing for those who do not act for a body.
pub fn places(ctx: &PageCtx) -> Vec<(&'static str, &'static str)> {
    let Some(signed) = ctx.actor.signed_in().filter(|signed| signed.acting.body().is_some()) else {
        return Vec::new();
    };
    let may = |action| authorize(&ctx.actor, action, &ResourceFacts::Portal).is_ok();
    [
        (signed.holds(Role::AuthorityReviewer), "desk-place-verifications", "/admin/verifications"),
        (signed.holds(Role::BodyAdmin), "desk-place-people", "/admin/people"),
        (true, "desk-place-body", "/admin/body"),
        (may(Action::ReadRegulation), "desk-place-profiles", "/admin/profiles"),
        (may(Action::ReadRegulation), "desk-place-calendar", "/admin/calendar"),
        (may(Action::ReadAudit), "desk-place-audit", "/admin/audit"),
        (signed.holds(Role::SysAdmin), "desk-place-mails", "/admin/mails"),
    ]
    .into_iter()
    .filter_map(|(open, key, path)| open.then_some((key, path)))
    .collect()
}
