//! Pages for signed-in readers: who may come in, where they return to, and how the answers of ports become answers of forms.
use crate::page::{Cache, Ending, Head, Page, PageCtx, SessionCookie};
use crate::ui::with_query;
use contract::accounts::Entered;
use contract::{PortError, PortResult};
use domain::account::SignedIn;
use leptos::prelude::*;
use texts::t;

/// Where signing in starts.
pub const SIGN_IN: &str = "/sign-in";
/// Where the code of the second factor is asked.
pub const SECOND_FACTOR: &str = "/sign-in/code";
/// Where a second factor is set up.
pub const ENROL: &str = "/my/account/second-factor";
/// What somebody does with an identity of a provider that belongs to no account yet.
pub const NEW: &str = "/sign-in/new";
/// The ways into one's own account.
pub const WAYS_IN: &str = "/my/account/ways-in";

/// The signed-in reader; others are led to sign in and back to this address.
///
/// # Errors
/// The redirect.
pub fn require(ctx: &PageCtx) -> Result<&SignedIn, Ending> {
    ctx.actor.signed_in().ok_or_else(|| Ending::Redirect { to: sign_in_path(ctx), permanent: false })
}

/// `/sign-in?back=` with the address in hand.
pub fn sign_in_path(ctx: &PageCtx) -> String {
    let here = if ctx.query.is_empty() { ctx.path.clone() } else { format!("{}?{}", ctx.path, ctx.query) };
    with_query(SIGN_IN, [("back", here.as_str())])
}

/// Where to return to: the parameter `back`, if it is a path of ours and not one of signing in again.
pub fn back(ctx: &PageCtx) -> Option<String> {
    let path = ctx.param("back")?;
    let second = path.chars().nth(1);
    let ours = path.starts_with('/') && !matches!(second, Some('/' | '\\'));
    let clean = !path.chars().any(|c| c.is_control() || c == '\\');
    let loops = path.starts_with("/sign-") || path.starts_with("/en/");
    (ours && clean && !loops).then_some(path)
}

/// The head of a page that is nobody else's: not for search engines.
pub fn head(title: impl Into<String>, crumbs: Vec<(String, Option<String>)>) -> Head {
    Head { title: title.into(), noindex: true, crumbs, ..Head::default() }
}

/// Crumbs below 个人中心 or 单位中心; the last is the page itself.
pub fn my_crumbs<const N: usize>(ctx: &PageCtx, rest: [(String, Option<&str>); N]) -> Vec<(String, Option<String>)> {
    let centre = (centre(ctx), Some("/my".to_owned()));
    std::iter::once(centre).chain(rest.into_iter().map(|(label, path)| (label, path.map(str::to_owned)))).collect()
}

/// Crumbs below 工作台.
pub fn desk_crumbs<const N: usize>(ctx: &PageCtx, rest: [(String, Option<&str>); N]) -> Vec<(String, Option<String>)> {
    let desk = (t!(ctx.locale, "nav-desk"), Some("/admin".to_owned()));
    std::iter::once(desk).chain(rest.into_iter().map(|(label, path)| (label, path.map(str::to_owned)))).collect()
}

/// 个人中心, or 单位中心 for those who act for an organisation.
pub fn centre(ctx: &PageCtx) -> String {
    let organisation = ctx
        .actor
        .signed_in()
        .is_some_and(|signed| matches!(signed.acting, domain::account::Acting::Organisation { .. }));
    let key = if organisation { "my-centre-organisation" } else { "my-centre" };
    texts::t(ctx.locale, key)
}

/// A page that is never kept.
pub fn page<V: IntoView + 'static>(head: Head, main: impl FnOnce() -> V + Send + 'static) -> Page {
    Page::new(head, main).cache(Cache::NoStore)
}

/// A refusal that is about what was typed belongs to the form, not on a page of its own.
///
/// # Errors
/// The error of the port, as the answer to a form.
pub fn in_form<T>(result: PortResult<T>) -> Result<T, Ending> {
    result.map_err(|error| match error {
        PortError::Refused(refusal) if refusal.field.is_some() || matches!(refusal.code.status(), 400 | 422 | 429) => {
            Ending::Error(PortError::Invalid(vec![refusal]))
        }
        error => Ending::Error(error),
    })
}

/// The cookie of a session that began or goes on.
pub fn session(entered: &Entered) -> SessionCookie {
    SessionCookie::Set(entered.token.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::testing::{Fake, ctx};
    use domain::locale::Locale;

    #[test]
    fn only_paths_of_ours_are_returned_to() {
        let back = |value: &str| {
            let address = with_query(SIGN_IN, [("back", value)]);
            super::back(&ctx(&Fake::default(), Locale::ZhCn, &address))
        };
        assert_eq!(back("/my/account?x=1#a").as_deref(), Some("/my/account?x=1#a"));
        for evil in [
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "\\\\evil",
            "/a\r\nSet-Cookie: x",
            "/sign-in",
            "/sign-out",
            "my",
        ] {
            assert_eq!(back(evil), None, "{evil}");
        }
    }
}
