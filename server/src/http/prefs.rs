//! 深色, 大字版: links that set a cookie and lead back. No script, no tracking: the cookie holds the choice and nothing else.
use super::App;
use app::page::{Prefs, Theme};
use axum::Router;
use axum::extract::{RawQuery, State};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use domain::locale::Locale;
use http::{HeaderMap, StatusCode, header};

const COOKIE: &str = "prefs";

pub fn router() -> Router<App> {
    Router::new().route("/prefs", get(set))
}

/// `/prefs?theme=auto|light|dark&text=normal|large&back=/data`
async fn set(
    State(portal): State<App>,
    axum::Extension(locale): axum::Extension<Locale>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    let mut prefs = read(&headers);
    let mut back = "/".to_owned();
    for (name, value) in contract::query::pairs(query.as_deref().unwrap_or_default()) {
        match (name.as_str(), value.as_str()) {
            ("theme", "auto") => prefs.theme = Theme::Auto,
            ("theme", "light") => prefs.theme = Theme::Light,
            ("theme", "dark") => prefs.theme = Theme::Dark,
            ("text", "large") => prefs.large = true,
            ("text", "normal") => prefs.large = false,
            // Only a path of ours: never another host.
            ("back", path)
                if path.starts_with('/') && !path.starts_with("//") && !path.contains(['\\', '\r', '\n']) =>
            {
                back = path.to_owned()
            }
            _ => {}
        }
    }
    let theme = match prefs.theme {
        Theme::Auto => "auto",
        Theme::Light => "light",
        Theme::Dark => "dark",
    };
    let secure = if portal.config.base().starts_with("https://") { "; Secure" } else { "" };
    let cookie =
        format!("{COOKIE}={theme}.{}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly{secure}", u8::from(prefs.large));
    let to = format!("{}{}", locale.prefix(), encode_path(&back));
    (
        StatusCode::SEE_OTHER,
        [(header::LOCATION, to), (header::SET_COOKIE, cookie), (header::CACHE_CONTROL, "no-store".into())],
    )
        .into_response()
}

/// A `Location` holds ASCII only; what arrives decoded is encoded again.
fn encode_path(path: &str) -> String {
    path.chars()
        .map(|c| if c.is_ascii_graphic() { c.to_string() } else { contract::query::encode(&c.to_string()) })
        .collect()
}

/// The choice in the cookie, or the defaults.
pub fn read(headers: &HeaderMap) -> Prefs {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|v| v.to_str().ok());
    let Some(value) = cookies.flat_map(|v| v.split(';')).find_map(|c| c.trim().strip_prefix(COOKIE)?.strip_prefix('='))
    else {
        return Prefs::default();
    };
    let (theme, large) = value.split_once('.').unwrap_or((value, "0"));
    let theme = match theme {
        "light" => Theme::Light,
        "dark" => Theme::Dark,
        _ => Theme::Auto,
    };
    Prefs { theme, large: large == "1" }
}
