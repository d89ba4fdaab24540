//! Who a request comes from: the session cookie, looked up. Only its hash is in the database.
use super::{App, client, trace::RequestId};
use crate::config::Config;
use crate::services::accounts::session::{self, Found};
use crate::services::notices;
use app::page::Viewer;
use contract::Caller;
use domain::locale::Locale;
use domain::policy::Actor;
use http::{HeaderMap, header, request::Parts};
use std::sync::Arc;

/// Longest `User-Agent` kept.
const MAX_AGENT: usize = 200;

/// Name of the cookie. With https the prefix binds it to this host alone.
pub fn name(config: &Config) -> &'static str {
    if config.base().starts_with("https://") { "__Host-session" } else { "session" }
}

/// A cookie for a session: not for scripts, not for other sites; it ends with the browser, the session by its own limits.
pub fn cookie(config: &Config, token: &str) -> String {
    let secure = if config.base().starts_with("https://") { "; Secure" } else { "" };
    format!("{}={token}; Path=/; SameSite=Lax; HttpOnly{secure}", name(config))
}

/// Takes the cookie away.
pub fn cleared(config: &Config) -> String {
    let secure = if config.base().starts_with("https://") { "; Secure" } else { "" };
    format!("{}=; Path=/; Max-Age=0; SameSite=Lax; HttpOnly{secure}", name(config))
}

/// Name of the cookie that holds the pass of `/track`.
fn pass_name(config: &Config) -> &'static str {
    if config.base().starts_with("https://") { "__Host-track" } else { "track" }
}

/// The pass of `/track`, if one came.
pub fn pass(config: &Config, headers: &HeaderMap) -> Option<Arc<str>> {
    cookie_value(headers, pass_name(config)).filter(|token| !token.is_empty()).map(Arc::from)
}

/// A cookie for a pass: as that of a session, and it comes with no request from elsewhere. No seconds = taken away.
pub fn pass_cookie(config: &Config, token: &str, seconds: u32) -> String {
    let secure = if config.base().starts_with("https://") { "; Secure" } else { "" };
    format!("{}={token}; Path=/; Max-Age={seconds}; SameSite=Strict; HttpOnly{secure}", pass_name(config))
}

/// Value of a cookie of the request.
pub fn cookie_value<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    cookies.flat_map(|value| value.split(';')).find_map(|one| one.trim().strip_prefix(name)?.strip_prefix('='))
}

/// Who calls, before anybody asked whose session it is.
pub fn caller(portal: &App, parts: &Parts) -> Caller {
    let agent = parts.headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    Caller {
        actor: Actor::Anonymous,
        pending: None,
        locale: parts.extensions.get::<Locale>().copied().unwrap_or_default(),
        address: client::address(&portal.config, &parts.extensions, &parts.headers).to_string(),
        agent: agent.chars().take(MAX_AGENT).collect(),
        request_id: parts.extensions.get::<RequestId>().map(|id| id.0.clone()).unwrap_or_default(),
    }
}

/// The caller, and what the frame shows of them. A cookie that cannot be looked up is nobody's: reading goes on without it.
pub async fn identify(portal: &App, parts: &Parts) -> (Caller, Option<Arc<Viewer>>) {
    let mut caller = caller(portal, parts);
    let Some(token) = cookie_value(&parts.headers, name(&portal.config)) else { return (caller, None) };
    match session::identify(portal.core(), token).await {
        Ok(Found::Account { signed, name, acting }) => {
            let unread = notices::unread(portal.core(), signed.account).await.unwrap_or_default();
            let viewer = Viewer {
                name,
                acting,
                staff: signed.acting.body().is_some(),
                unread: u32::try_from(unread).unwrap_or(u32::MAX),
            };
            caller.actor = Actor::Account(signed);
            (caller, Some(Arc::new(viewer)))
        }
        Ok(Found::Pending(session)) => {
            caller.pending = Some(session);
            (caller, None)
        }
        Ok(Found::Nobody) => (caller, None),
        Err(error) => {
            tracing::error!(%error, request = caller.request_id, "a session could not be looked up");
            (caller, None)
        }
    }
}
