//! The lists of `/my/account`: as whom one may act, where one is signed in, who tried to sign in.
use crate::page::PageCtx;
use crate::pages::parts::{dates, records};
use crate::ui::{ActButton, href};
use contract::accounts::{Capacity, SessionRow, SignInRow};
use leptos::prelude::*;
use texts::t;

/// Capacities with the roles held there.
pub fn capacities(ctx: &PageCtx, capacities: Vec<Capacity>) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let several = capacities.len() > 1;
    let items = capacities
        .into_iter()
        .map(|capacity| {
            let roles: Vec<&str> = capacity.roles.iter().map(|role| role.label.as_str()).collect();
            let roles = (!roles.is_empty()).then(|| view! { <span class="meta">{texts::list(locale, &roles)}</span> });
            let current = capacity.current.then(|| view! { <strong>{t!(locale, "capacity-current")}</strong> });
            view! { <li>{capacity.label} " " {current} " " {roles}</li> }
        })
        .collect_view();
    let switch =
        several.then(|| view! { <li><a href=href(locale, "/my/act-as")>{t!(locale, "act-as-title")}</a></li> });
    view! {
        <ul class="guide-list">{items}</ul>
        <ul class="form-ways">
            {switch} <li>
                <a href=href(locale, "/my/account/organisation")>{t!(locale, "organisation-add-title")}</a>
            </li>
        </ul>
    }
}

/// Sessions, each with its 结束.
pub fn sessions(ctx: &PageCtx, rows: Vec<SessionRow>) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let heads = ["session-device", "session-address", "session-acting", "session-started", "session-seen", "acts"];
    let heads = heads.map(|key| texts::t(locale, key)).to_vec();
    let rows = rows
        .into_iter()
        .map(|row| {
            let device = device(locale, &row.agent);
            let act = if row.current {
                t!(locale, "session-current").into_any()
            } else {
                let about = format!("{device} {}", row.address);
                view! { <ActButton act="end-session" id=row.id label=t!(locale, "session-end") about=about /> }
                    .into_any()
            };
            vec![
                device.into_any(),
                row.address.into_any(),
                row.acting.into_any(),
                dates::instant(ctx, row.started).into_any(),
                dates::instant(ctx, row.last_seen).into_any(),
                act,
            ]
        })
        .collect();
    records::table("sessions-caption", t!(locale, "account-sessions-caption"), heads, rows)
}

/// The last tries to sign in.
pub fn history(ctx: &PageCtx, rows: Vec<SignInRow>) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let heads = ["history-at", "history-outcome", "session-address", "session-device"];
    let heads = heads.map(|key| texts::t(locale, key)).to_vec();
    let rows = rows
        .into_iter()
        .map(|row| {
            vec![
                dates::instant(ctx, row.at).into_any(),
                row.outcome.label.into_any(),
                row.address.into_any(),
                device(locale, &row.agent).into_any(),
            ]
        })
        .collect();
    records::table("history-caption", t!(locale, "account-history-caption"), heads, rows)
}

/// Browser and system of a `User-Agent`, for those who do not read them; the first match counts, because browsers name each other.
fn device(locale: domain::locale::Locale, agent: &str) -> String {
    let find = |names: &[(&str, &str)]| {
        names.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, name)| (*name).to_owned())
    };
    let browser = find(&[
        ("MicroMessenger", "WeChat"),
        ("Edg", "Edge"),
        ("Firefox/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ]);
    let system = find(&[
        ("HarmonyOS", "HarmonyOS"),
        ("Android", "Android"),
        ("iPhone", "iOS"),
        ("iPad", "iPadOS"),
        ("Windows", "Windows"),
        ("Mac OS X", "macOS"),
        ("Linux", "Linux"),
    ]);
    match (browser, system) {
        (Some(browser), Some(system)) => format!("{browser} · {system}"),
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => t!(locale, "session-unknown"),
    }
}

#[cfg(test)]
mod tests {
    use super::device;
    use domain::locale::Locale;

    #[test]
    fn devices_are_named_so_that_their_owner_knows_them() {
        let chrome = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36";
        assert_eq!(device(Locale::En, chrome), "Chrome · Windows");
        assert_eq!(device(Locale::En, &format!("{chrome} Edg/126.0")), "Edge · Windows");
        assert_eq!(device(Locale::ZhCn, "curl/8.0"), "未识别的设备");
    }
}
