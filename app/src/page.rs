//! What a page is: an async function that loads first and renders afterwards, so that status, title and cache policy are known before
//! the first byte, and nothing of the page waits for scripts. `server` mounts [`crate::pages::ROUTES`] on its router, in both languages.
use contract::accounts::Accounts;
use contract::agreements::Agreements;
use contract::applications::Applications;
use contract::audit::AuditTrail;
use contract::bodies::Bodies;
use contract::cases::Cases;
use contract::datasets::Datasets;
use contract::deliveries::Deliveries;
use contract::directory::Directory;
use contract::law::Law;
use contract::notices::Notices;
use contract::opening::Opening;
use contract::oversight::Oversight;
use contract::query::Strictness;
use contract::regulation::Regulation;
use contract::site::Site;
use contract::statistics::Statistics;
use contract::tables::Tables;
use contract::{Caller, FormData, PortError, Refusal, Submission};
use domain::locale::Locale;
use domain::policy::Actor;
use leptos::prelude::*;
use std::collections::HashMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

/// The use cases that pages call.
#[derive(Clone)]
pub struct Ports {
    pub datasets: Arc<dyn Datasets>,
    pub tables: Arc<dyn Tables>,
    pub bodies: Arc<dyn Bodies>,
    pub law: Arc<dyn Law>,
    pub accounts: Arc<dyn Accounts>,
    pub applications: Arc<dyn Applications>,
    pub directory: Arc<dyn Directory>,
    pub cases: Arc<dyn Cases>,
    pub audit: Arc<dyn AuditTrail>,
    pub notices: Arc<dyn Notices>,
    pub opening: Arc<dyn Opening>,
    pub regulation: Arc<dyn Regulation>,
    pub statistics: Arc<dyn Statistics>,
    pub deliveries: Arc<dyn Deliveries>,
    pub agreements: Arc<dyn Agreements>,
    pub oversight: Arc<dyn Oversight>,
}

/// Addresses of the built site, content-hashed.
#[derive(Clone, Debug, Default)]
pub struct SiteAssets {
    pub css: String,
    /// Starts the islands; `None` when the site was built without wasm.
    pub boot: Option<String>,
    /// The islands of most pages.
    pub page: IslandFiles,
    /// The same and those of forms, for pages that have one.
    pub forms: IslandFiles,
    pub icons: String,
    pub favicon: String,
}

/// One entry point for the browser.
#[derive(Clone, Debug, Default)]
pub struct IslandFiles {
    pub js: String,
    pub wasm: String,
}

/// What the reader chose with a link, kept in a cookie.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Prefs {
    pub theme: Theme,
    /// 大字版
    pub large: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    #[default]
    Auto,
    Light,
    Dark,
}

/// Everything about one request that a page may need; also the Leptos context of the rendering.
#[derive(Clone)]
pub struct PageCtx {
    pub locale: Locale,
    pub actor: Actor,
    /// What use cases with legal effect are told of the request.
    pub caller: Arc<Caller>,
    /// The signed-in reader as the frame shows it.
    pub viewer: Option<Arc<Viewer>>,
    /// The form that was refused, when this is the answer to one.
    pub submission: Option<Arc<Submission>>,
    /// The pass of `/track`, if its cookie came: opens one case, whoever is signed in.
    pub pass: Option<Arc<str>>,
    /// The request came with the cookie of a session that has ended.
    pub lapsed: bool,
    /// What the last form did, told once.
    pub flash: Option<Flash>,
    /// An identity of a provider of sign-in that belongs to no account yet: sealed, as its cookie has it.
    pub offer: Option<Arc<str>>,
    pub site: Arc<Site>,
    pub ports: Ports,
    pub assets: Arc<SiteAssets>,
    pub prefs: Prefs,
    /// Path without language prefix, percent-encoded as it came.
    pub path: String,
    /// Query string without question mark, as it came.
    pub query: String,
    /// Local date (+08:00) of the request.
    pub today: chrono::NaiveDate,
    /// Shown on error pages, found in the log.
    pub request_id: String,
}

impl PageCtx {
    /// Decoded query parameters.
    pub fn pairs(&self) -> Vec<(String, String)> {
        contract::query::pairs(&self.query)
    }

    /// First value of a query parameter, if not empty.
    pub fn param(&self, name: &str) -> Option<String> {
        self.pairs().into_iter().find(|(n, v)| n == name && !v.is_empty()).map(|(_, v)| v)
    }

    /// The search in the address; pages ignore what they do not know.
    pub fn search_query(&self) -> contract::datasets::SearchQuery {
        contract::datasets::SearchQuery::parse(&self.pairs(), Strictness::Lenient).unwrap_or_default()
    }
}

/// The signed-in reader, for the frame of every page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Viewer {
    /// The person's name as they know it.
    pub name: String,
    /// As whom the session acts, in words.
    pub acting: String,
    /// Acts for a public body: the agency desk is theirs.
    pub staff: bool,
    /// Notices not read yet.
    pub unread: u32,
}

/// One sentence after a redirect: `flash-<code>` in the locales, with at most one fact (`{ $value }`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flash {
    pub code: String,
    pub value: String,
}

/// What a form led to. The answer is 303, so that a reload repeats nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Done {
    /// Path and query without language prefix.
    pub to: String,
    pub flash: Option<Flash>,
    /// What becomes of the session cookie.
    pub session: SessionCookie,
    /// What becomes of the pass of `/track`.
    pub pass: PassCookie,
    /// The identity in the reader's cookie ([`PageCtx::offer`]) has an account now.
    pub offer_taken: bool,
    /// What a script that sent the form in the background goes on with.
    pub kept: Option<Kept>,
}

/// A form that was saved without leaving its page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The version the page stands for now.
    pub stamp: String,
    /// 已保存 14:32
    pub said: String,
}

/// What becomes of the session cookie.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum SessionCookie {
    #[default]
    Keep,
    /// A new session, or the same one under a new token.
    Set(String),
    Clear,
}

/// What becomes of the pass of `/track`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum PassCookie {
    #[default]
    Keep,
    Set {
        token: String,
        seconds: u32,
    },
    Clear,
}

impl Done {
    /// Go there.
    pub fn to(path: impl Into<String>) -> Self {
        Self { to: path.into(), ..Self::default() }
    }

    /// And say this once.
    #[must_use]
    pub fn flash(mut self, code: &str, value: impl Into<String>) -> Self {
        self.flash = Some(Flash { code: code.to_owned(), value: value.into() });
        self
    }

    /// And this for a script that stays on the page.
    #[must_use]
    pub fn kept(mut self, stamp: String, said: String) -> Self {
        self.kept = Some(Kept { stamp, said });
        self
    }

    /// With this pass.
    #[must_use]
    pub fn pass(mut self, pass: PassCookie) -> Self {
        self.pass = pass;
        self
    }

    /// And forget the identity in the cookie: it has an account now.
    #[must_use]
    pub fn offer_taken(mut self) -> Self {
        self.offer_taken = true;
        self
    }

    /// With this session.
    #[must_use]
    pub fn session(mut self, session: SessionCookie) -> Self {
        self.session = session;
        self
    }
}

/// How a form ends. [`PortError::Invalid`] shows the same page again with what was typed.
pub type FormResult = Result<Done, Ending>;
pub type FormFuture = Pin<Box<dyn Future<Output = FormResult> + Send>>;

/// Path parameters by name, decoded.
pub type Params = HashMap<String, String>;

/// What stands in the `<head>` and above `<main>`.
#[derive(Clone, Debug, Default)]
pub struct Head {
    /// `{page} — {section}`; the frame adds the site.
    pub title: String,
    pub description: Option<String>,
    /// Path and query that search engines should keep, without language prefix; `None` = this path without query.
    pub canonical: Option<String>,
    pub noindex: bool,
    /// schema.org JSON-LD, already serialised; the frame escapes it.
    pub json_ld: Option<String>,
    /// Atom feed of this page, without language prefix.
    pub atom: Option<String>,
    /// Breadcrumb: label and path; the last has no path.
    pub crumbs: Vec<(String, Option<String>)>,
    /// False only on the home page, which has its own.
    pub no_search_box: bool,
    /// True on pages that hold an island: only they load scripts.
    pub island: bool,
    /// Catalogue values on the page are Chinese: in English a line says so.
    pub chinese_values: bool,
}

/// How long others may keep the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cache {
    /// May be stored, must be asked again with its `ETag`.
    Revalidate,
    /// Seconds it may be used without asking.
    Public(u32),
    NoStore,
}

/// A loaded page.
pub struct Page {
    /// HTTP status.
    pub status: u16,
    pub head: Head,
    pub cache: Cache,
    /// Addresses of ours that the page shows within itself, as they stand in it; no other address is ever framed.
    pub frames: Vec<String>,
    /// Builds what stands in `<main>`; runs inside the reactive owner of the rendering.
    pub main: Box<dyn FnOnce() -> AnyView + Send>,
}

impl Page {
    /// A page with status 200.
    pub fn new<V: IntoView + 'static>(head: Head, main: impl FnOnce() -> V + Send + 'static) -> Self {
        Self {
            status: 200,
            head,
            cache: Cache::Revalidate,
            frames: Vec::new(),
            main: Box::new(move || main().into_any()),
        }
    }

    /// The same page with another status.
    #[must_use]
    pub fn status(mut self, status: u16) -> Self {
        self.status = status;
        self
    }

    /// The same page with documents of ours shown within it.
    #[must_use]
    pub fn frames(mut self, frames: Vec<String>) -> Self {
        self.frames = frames;
        self
    }

    /// The same page with another cache policy.
    #[must_use]
    pub fn cache(mut self, cache: Cache) -> Self {
        self.cache = cache;
        self
    }
}

/// What a page function ends with when it has no page of its own.
pub enum Ending {
    /// Rendered by the common error pages (404, 410 tombstone, 503 …).
    Error(PortError),
    /// Path and query without language prefix; permanent or not.
    Redirect { to: String, permanent: bool },
    /// The answer to a form is this page and no other address: what may be seen once, such as an unmasked number.
    Shown(Box<Page>),
}

impl From<PortError> for Ending {
    fn from(error: PortError) -> Self {
        Self::Error(error)
    }
}

impl From<Refusal> for Ending {
    fn from(refusal: Refusal) -> Self {
        Self::Error(refusal.into())
    }
}

pub type PageResult = Result<Page, Ending>;
pub type PageFuture = Pin<Box<dyn Future<Output = PageResult> + Send>>;

/// One address of the portal. `path` is in Axum's form (`/data/{id}`); the same under `/en`.
#[derive(Clone, Copy)]
pub struct Route {
    pub path: &'static str,
    pub page: fn(Arc<PageCtx>, Params) -> PageFuture,
    /// Takes the form that posts to this address, if the page has one.
    pub submit: Option<Submit>,
}

/// Takes a form: decodes it, calls a port, says where to go.
pub type Submit = fn(Arc<PageCtx>, Params, FormData) -> FormFuture;

/// Renders a loaded page to a whole HTML document.
pub fn render(ctx: Arc<PageCtx>, page: Page) -> String {
    let shared = Arc::new(hydration_context::SsrSharedContext::new_islands());
    let owner = Owner::new_root(Some(shared));
    let html = owner.with(|| {
        provide_context(ctx.locale);
        provide_context(ctx.clone());
        // Islands only: outside them nothing is hydrated, so no marker and no resource is written into the page.
        if let Some(shared) = Owner::current_shared_context() {
            shared.set_is_hydrating(false);
        }
        let Page { head, main, .. } = page;
        let main = main();
        crate::ui::frame(&ctx, head, main).to_html()
    });
    owner.unset_with_forced_cleanup();
    html
}
