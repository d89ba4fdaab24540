//! All pages, one file each. `ROUTES` is the one route list: the router, the sitemap test and the audit of addresses read it.
use crate::page::Route;

#[cfg(test)]
mod account_tests;
pub mod admin;
#[cfg(test)]
mod agreements_tests;
pub mod apply;
pub mod cases;
#[cfg(test)]
mod dataset_fixtures;
#[cfg(test)]
mod dataset_tests;
#[cfg(test)]
mod deliveries_tests;
#[cfg(test)]
mod desk_tests;
#[cfg(test)]
mod directory_tests;
pub mod my;
#[cfg(test)]
mod oversight_tests;
#[cfg(test)]
mod own_tests;
pub mod parts;
pub mod public;
#[cfg(test)]
pub mod testing;
#[cfg(test)]
mod tests;

pub use public::error::{error_page, refusal_words};

/// `path => folder::module`, `path => folder::module::function`; with `+ submit` (or `+ submit_function`) the page has a form that posts to its own address.
macro_rules! routes {
    ($($path:literal => $($part:ident)::+ $(+ $submit:ident)?),+ $(,)?) => {
        &[$(routes!(@route $path, [$($part)::+] $(, $submit)?)),+]
    };
    (@route $path:literal, [$folder:ident :: $module:ident] $(, $submit:ident)?) => {
        Route {
            path: $path,
            page: |ctx, params| Box::pin($folder::$module::page(ctx, params)),
            submit: routes!(@submit $folder::$module $(, $submit)?),
        }
    };
    (@route $path:literal, [$folder:ident :: $module:ident :: $function:ident] $(, $submit:ident)?) => {
        Route {
            path: $path,
            page: |ctx, params| Box::pin($folder::$module::$function(ctx, params)),
            submit: routes!(@submit $folder::$module $(, $submit)?),
        }
    };
    (@submit $folder:ident :: $module:ident) => { None };
    (@submit $folder:ident :: $module:ident, $submit:ident) => {
        Some(|ctx, params, form| Box::pin($folder::$module::$submit(ctx, params, form)))
    };
}

/// Every address that answers with a page.
pub const ROUTES: &[Route] = routes![
    "/" => public::home,
    "/data" => public::search,
    "/data/{id}" => public::dataset,
    "/data/{id}/table" => public::table,
    "/data/{id}/rows/{row}" => public::row,
    "/data/{id}/fields" => public::items,
    "/data/{id}/files" => public::files,
    "/data/{id}/versions" => public::versions,
    "/themes" => public::themes,
    "/themes/{code}" => public::theme,
    "/publishers" => public::publishers,
    "/publishers/{id}" => public::publisher,
    "/stats" => public::stats,
    "/recipients" => public::recipients,
    "/law" => public::law,
    "/law/{doc}" => public::law::document,
    "/help" => public::help,
    "/help/{topic}" => public::help::topic,
    "/developers" => public::developers,
    "/accessibility" => public::accessibility,
    "/sitemap" => public::sitemap,
    "/notices" => public::notices,
    "/notices/{id}" => public::notices::one,
    "/apply" => public::apply + submit,
    "/apply/check" => public::apply::check_page,
    "/complaints/new" => public::complaint + submit,
    "/suggestions/new" => public::complaint + submit,
    "/complaints/receipt" => public::complaint::receipt_page,
    "/track" => public::track + submit,
    "/track/do/{command}" => public::track::step + submit_step,
    "/apply/new" => apply::start + submit,
    "/apply/{id}" => apply::tasks + submit,
    "/apply/{id}/check" => apply::check + submit,
    "/apply/{id}/receipt" => apply::receipt + submit,
    "/apply/{id}/lines/add" => apply::lines::add + submit_add,
    "/apply/{id}/lines/{line}" => apply::line + submit,
    "/apply/{id}/{section}" => apply::section + submit,
    "/cases/{no}" => cases::view + submit,
    "/cases/{no}/do/{command}" => cases::command + submit,
    "/cases/{no}/receipt" => cases::print::receipt,
    "/cases/{no}/letter" => cases::print::letter,
    "/cases/{no}/print" => cases::print::file,
    "/cases/{no}/agreement" => cases::agreement_text,
    "/verify" => public::verify + submit,
    "/my/requests" => my::requests,
    "/my/drafts" => my::drafts + submit,
    "/my/drafts/{id}" => my::drafts::one + submit_one,
    "/my/absence" => my::absence + submit,
    "/admin" => admin::queue + submit,
    "/admin/cases" => admin::queue::search,
    "/admin/violations" => admin::violations,
    "/admin/violations/new" => admin::violation + submit,
    "/admin/counter" => admin::counter + submit,
    "/sign-in" => public::sign_in + submit,
    "/sign-in/code" => public::sign_in::second_factor + submit_second_factor,
    "/sign-in/code/lost" => public::sign_in::lost + submit_lost,
    "/sign-in/new" => public::join + submit,
    "/sign-out" => public::sign_out + submit,
    "/sign-up" => public::sign_up + submit,
    "/sign-up/sent" => public::sign_up::sent,
    "/sign-up/confirm" => public::confirm_email + submit,
    "/sign-in/recover" => public::recover + submit,
    "/sign-in/reset" => public::recover::reset + submit_reset,
    "/invitations" => public::invitation + submit,
    "/my" => my::home,
    "/my/act-as" => my::act_as + submit,
    "/my/account" => my::account + submit,
    "/my/account/password" => my::contact::password + submit_password,
    "/my/account/email" => my::contact::email + submit_email,
    "/my/account/organisation" => my::contact::organisation + submit_organisation,
    "/my/account/identity" => my::identity + submit,
    "/my/account/second-factor" => my::second_factor + submit,
    "/my/account/recovery-codes" => my::second_factor::recovery_codes + submit_recovery_codes,
    "/my/account/ways-in" => my::ways_in + submit,
    "/my/account/close" => my::close + submit,
    "/my/agreements" => my::agreements,
    "/my/access" => my::access,
    "/my/access/{id}/log" => my::access::log,
    "/my/keys" => my::keys + submit,
    "/my/keys/{id}" => my::keys::one + submit_one,
    "/my/organisation" => my::organisation + submit,
    "/my/organisation/{member}" => my::organisation::member + submit_member,
    "/admin/agreements" => admin::agreements,
    "/admin/deliveries" => admin::deliveries,
    "/admin/deliveries/{id}" => admin::deliveries::one,
    "/admin/people" => admin::people + submit,
    "/admin/people/{id}" => admin::people::person + submit_person,
    "/admin/contractors" => admin::contractors + submit,
    "/admin/contractors/{id}" => admin::contractors::contract + submit_contract,
    "/admin/body" => admin::body + submit,
    "/admin/accounts" => admin::accounts + submit,
    "/admin/accounts/{id}" => admin::accounts::one + submit_one,
    "/admin/bodies" => admin::bodies,
    "/admin/bodies/new" => admin::bodies::new + submit_new,
    "/admin/bodies/{id}" => admin::bodies::one + submit_one,
    "/admin/bodies/{id}/edit" => admin::bodies::edit + submit_edit,
    "/admin/bodies/{id}/end" => admin::bodies::end + submit_end,
    "/admin/verifications" => admin::verifications,
    "/admin/verifications/{id}" => admin::verifications::one + submit,
    "/admin/notices" => admin::notices,
    "/admin/notices/{code}" => admin::notices::one + submit_one,
    "/admin/windows" => admin::windows + submit,
    "/admin/windows/{id}" => admin::windows::one + submit_one,
    "/admin/catalogue" => admin::catalogue,
    "/admin/catalogue/{id}/conditions" => admin::catalogue::conditions + submit_conditions,
    "/admin/credit" => admin::credit + submit,
    "/admin/opinions" => admin::opinions,
    "/admin/opinions/{id}" => admin::opinions::one + submit_one,
    "/admin/templates" => admin::templates,
    "/admin/templates/{kind}" => admin::templates::one + submit_one,
    "/admin/templates/{kind}/preview" => admin::templates::preview,
    "/my/messages" => my::messages + submit,
    "/my/messages/settings" => my::message_settings + submit,
    "/admin/coordination" => admin::coordination,
    "/admin/mails" => admin::mails + submit,
    "/admin/audit" => admin::audit,
    "/admin/audit/{seq}" => admin::audit::row,
    "/admin/calendar" => admin::calendar,
    "/admin/calendar/{year}" => admin::calendar::year + submit_year,
    "/admin/profiles" => admin::profiles,
    "/admin/profiles/{id}" => admin::profiles::one + submit_one,
    "/admin/profiles/{id}/edit" => admin::profiles::edit + submit_edit,
    "/admin/profile-drafts/{id}" => admin::profiles::draft + submit_draft,
];

/// Addresses that pages link to and `server` answers itself.
pub const SERVED: &[&str] = &[
    "/sign-in/with/{provider}",
    "/sign-in/with/{provider}/callback",
    "/my/account/data.json",
    "/my/access/{id}/{file}",
    "/admin/audit/export",
    "/admin/queue.csv",
    "/stats/applications.csv",
    "/recipients.csv",
    "/admin/calendar/{year}/export",
    "/apply/{id}/papers/{paper}",
    "/cases/{no}/docs/{doc}",
    "/cases/{no}/print.zip",
    "/cases/{no}/agreement.txt",
    "/cases/{no}/agreement.pdf",
    "/track/docs/{doc}",
    "/feeds/new.atom",
    "/feeds/notices.atom",
    "/feeds/search.atom",
    "/data.csv",
    "/catalog.json",
    "/openapi.json",
    "/sitemap.xml",
    "/opensearch.xml",
    "/prefs",
    "/api/v1/datasets/{id}",
    "/download/{dataset}/{file}",
    "/download/{dataset}/view/{file}",
    "/download/{dataset}/original/{nth}",
    "/download/{dataset}/v/{version}/original/{nth}",
];
