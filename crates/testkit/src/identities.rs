//! People in a test: who they are, and a client that carries their cookie and speaks as a browser does.
//!
//! `portal.sign_in_as(Identity::Reviewer).await` makes the account at the first call and begins a session with the second factor given.
//! Bodies: [`AUTHORITY`] is the competent authority of 浙江省, [`PUBLISHER`] and [`OTHER_PUBLISHER`] are bodies of the same region,
//! [`ELSEWHERE`] lies in another one.
use crate::{Answer, TestPortal};
use domain::account::Role;
use domain::catalog::Level;
use domain::catalog::record::BodyKey;
use reqwest::header::{COOKIE, LOCATION, ORIGIN, SET_COOKIE};
use server::clock::Clock;
use server::services::accounts::create;
use server::services::catalogue_import;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;
use uuid::Uuid;

/// Name of the competent authority of the region.
pub const AUTHORITY: &str = "浙江省测试数据局";
/// Name of a body that publishes, in the same region.
pub const PUBLISHER: &str = "浙江省测试交通厅";
/// Name of another body of the same region.
pub const OTHER_PUBLISHER: &str = "浙江省测试水利厅";
/// Name of a body of another region.
pub const ELSEWHERE: &str = "宁波市测试局";
/// Password of every identity.
pub const PASSWORD: &str = "lichen-velvet-orbit-47";

/// Somebody to sign in as. Two identities are always two persons.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Identity {
    /// A verified natural person.
    Person,
    /// Another one.
    OtherPerson,
    /// Head, signatory and handler of a verified company.
    Company,
    /// Somebody with one role in [`PUBLISHER`].
    Publisher(Role),
    /// A second reviewer of [`PUBLISHER`].
    SecondReviewer,
    /// Somebody with one role in [`OTHER_PUBLISHER`].
    OtherPublisher(Role),
    /// Somebody with one role in [`AUTHORITY`].
    Authority(Role),
    /// A second authority reviewer.
    SecondAuthorityReviewer,
    /// Somebody with one role in [`ELSEWHERE`], an authority of its own region.
    Elsewhere(Role),
}

impl Identity {
    /// The one who handles the cases of [`PUBLISHER`].
    #[allow(non_upper_case_globals)]
    pub const Reviewer: Self = Self::Publisher(Role::Reviewer);
    /// The one who approves in [`PUBLISHER`].
    #[allow(non_upper_case_globals)]
    pub const Head: Self = Self::Publisher(Role::Head);
    /// The one who routes and decides in [`AUTHORITY`].
    #[allow(non_upper_case_globals)]
    pub const AuthorityReviewer: Self = Self::Authority(Role::AuthorityReviewer);

    /// Everybody: each role in the publisher and in the authority, and the public.
    pub fn all() -> Vec<Self> {
        let mut all = vec![Self::Person, Self::OtherPerson, Self::Company];
        all.extend(Role::ALL.iter().map(|role| Self::Publisher(*role)));
        all.extend(Role::ALL.iter().map(|role| Self::Authority(*role)));
        all
    }

    /// E-mail address, which is also the name of the account.
    pub fn email(self) -> String {
        let name = match self {
            Self::Person => "person".to_owned(),
            Self::OtherPerson => "other-person".to_owned(),
            Self::Company => "company".to_owned(),
            Self::Publisher(role) => format!("publisher-{}", role.code()),
            Self::SecondReviewer => "publisher-reviewer-2".to_owned(),
            Self::OtherPublisher(role) => format!("other-{}", role.code()),
            Self::Authority(role) => format!("authority-{}", role.code()),
            Self::SecondAuthorityReviewer => "authority-reviewer-2".to_owned(),
            Self::Elsewhere(role) => format!("elsewhere-{}", role.code()),
        };
        format!("{name}@example.cn")
    }

    /// The person's name: each has their own, so that leaks show whose it is.
    pub fn name(self) -> String {
        format!("测试{}", self.email().split('@').next().unwrap_or_default())
    }

    /// Body and role, for staff.
    pub const fn office(self) -> Option<(&'static str, Role)> {
        match self {
            Self::Person | Self::OtherPerson | Self::Company => None,
            Self::Publisher(role) => Some((PUBLISHER, role)),
            Self::SecondReviewer => Some((PUBLISHER, Role::Reviewer)),
            Self::OtherPublisher(role) => Some((OTHER_PUBLISHER, role)),
            Self::Authority(role) => Some((AUTHORITY, role)),
            Self::SecondAuthorityReviewer => Some((AUTHORITY, Role::AuthorityReviewer)),
            Self::Elsewhere(role) => Some((ELSEWHERE, role)),
        }
    }
}

/// Somebody's browser: cookies are kept, forms say where they come from, nothing follows redirects by itself.
pub struct Client<'a> {
    portal: &'a TestPortal,
    /// Who it is; the account of the identity, nil for a browser nobody signed in with.
    pub account: Uuid,
    cookies: Mutex<BTreeMap<String, String>>,
}

impl TestPortal {
    /// A body by its name, made at the first call; its id and public code.
    pub async fn body(&self, name: &str) -> (Uuid, String) {
        let core = self.portal.core();
        let elsewhere = name == ELSEWHERE;
        let key = BodyKey {
            region: if elsewhere { "330200" } else { "330000" }.into(),
            name: name.into(),
            level: if elsewhere { Level::City } else { Level::Province },
            unattributed: false,
        };
        let mut tx = core.store.write().await.expect("a write");
        let id = catalogue_import::publisher(core, &mut tx, &key, None, core.clock.now()).await.expect("a body");
        if elsewhere || name == AUTHORITY {
            tx.set_authority(id, true).await.expect("an authority");
        }
        let code = tx.body_by_id(id).await.expect("a read").expect("the body").code;
        tx.commit(Vec::new()).await.expect("a commit");
        (id, code)
    }

    /// The account of an identity, made at the first call.
    pub async fn account(&self, identity: Identity) -> Uuid {
        let core = self.portal.core();
        let email = identity.email();
        let index = core.keys.blind("email", &email);
        let known = self.portal.store.read().await.expect("a read").account_by_email(&index).await.expect("a read");
        if let Some(known) = known {
            return known.id;
        }
        let office = match identity.office() {
            Some((body, role)) => Some((self.body(body).await.0, role)),
            None => None,
        };
        let mut tx = core.store.write().await.expect("a write");
        let name = identity.name();
        let new = create::New {
            name: &name,
            email: &email,
            password: create::Password::Any(PASSWORD),
            totp: office.is_some().then(|| secret_of(identity)),
        };
        let account = create::account(core, &mut tx, new).await.expect("an account");
        if let Some((body, role)) = office {
            create::staff(core, &mut tx, account, body, BTreeSet::from([role])).await.expect("a role");
        }
        if identity == Identity::Company {
            create::organisation(core, &mut tx, account, "测试有限公司", "91330100799655058B")
                .await
                .expect("a company");
        }
        if matches!(identity, Identity::Person | Identity::OtherPerson) {
            let passport = if identity == Identity::Person { "E12345678" } else { "E87654321" };
            create::verified(core, &mut tx, account, &name, passport).await.expect("a proof");
        }
        tx.commit(Vec::new()).await.expect("a commit");
        account
    }

    /// A browser signed in as somebody, with the second factor given.
    pub async fn sign_in_as(&self, identity: Identity) -> Client<'_> {
        self.enter_as(identity, true).await
    }

    /// A browser signed in as somebody, without the second factor.
    pub async fn sign_in_without_factor(&self, identity: Identity) -> Client<'_> {
        self.enter_as(identity, false).await
    }

    async fn enter_as(&self, identity: Identity, second_factor: bool) -> Client<'_> {
        let account = self.account(identity).await;
        let core = self.portal.core();
        let mut tx = core.store.write().await.expect("a write");
        let token = create::session(core, &mut tx, account, second_factor).await.expect("a session");
        tx.commit(Vec::new()).await.expect("a commit");
        let cookies = Mutex::new(BTreeMap::from([("session".to_owned(), token)]));
        Client { portal: self, account, cookies }
    }

    /// A browser nobody signed in with.
    pub fn visitor(&self) -> Client<'_> {
        Client { portal: self, account: Uuid::nil(), cookies: Mutex::default() }
    }

    /// The code that the app of an identity shows now.
    pub fn totp_code(&self, identity: Identity) -> String {
        let now = u64::try_from(self.clock.now().timestamp()).expect("after 1970");
        create::totp_code(&secret_of(identity), now).expect("a code")
    }
}

/// Secret of an identity's app: made from its name.
fn secret_of(identity: Identity) -> Vec<u8> {
    identity.email().bytes().cycle().take(20).collect()
}

impl Client<'_> {
    /// A request with the cookies.
    pub fn request(&self, method: &str, path: &str) -> reqwest::RequestBuilder {
        let request = self.portal.request(method, path);
        let cookies = self.cookies.lock().expect("cookies");
        if cookies.is_empty() {
            return request;
        }
        let text: Vec<String> = cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        request.header(COOKIE, text.join("; "))
    }

    /// Sends a request and keeps the cookies of its answer.
    pub async fn send(&self, request: reqwest::RequestBuilder) -> Answer {
        let answer = Answer::of(request).await;
        let mut cookies = self.cookies.lock().expect("cookies");
        for set in answer.headers.get_all(SET_COOKIE) {
            let text = set.to_str().expect("a cookie");
            let (name, value) = text.split(';').next().and_then(|pair| pair.split_once('=')).expect("a cookie");
            if text.contains("Max-Age=0") {
                cookies.remove(name);
            } else {
                cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        answer
    }

    /// `GET`, whatever the status.
    pub async fn get(&self, path: &str) -> Answer {
        self.send(self.request("GET", path)).await
    }

    /// `GET` that must answer 200 with a page.
    pub async fn page(&self, path: &str) -> String {
        let answer = self.get(path).await;
        assert_eq!(answer.status, 200, "{path} → {}: {}", answer.header("location"), answer.text());
        answer.text()
    }

    /// Sends a form as a browser does, from the portal's own page.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let encode = contract::query::encode;
        let body: Vec<String> =
            fields.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect();
        let request = self
            .request("POST", path)
            .header(ORIGIN, &self.portal.base)
            .header("content-type", "application/x-www-form-urlencoded")
            .body(body.join("&"));
        self.send(request).await
    }

    /// Sends a form with files: (field, file name, media type, bytes).
    pub async fn post_files(&self, path: &str, fields: &[(&str, &str)], files: &[(&str, &str, &str, &[u8])]) -> Answer {
        let mut body = Vec::new();
        for (name, value) in fields {
            body.extend(
                format!("--part\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").bytes(),
            );
        }
        for (name, file, media, bytes) in files {
            body.extend(
                format!(
                    "--part\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{file}\"\r\nContent-Type: {media}\r\n\r\n"
                )
                .bytes(),
            );
            body.extend_from_slice(bytes);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(b"--part--\r\n");
        let request = self
            .request("POST", path)
            .header(ORIGIN, &self.portal.base)
            .header("content-type", "multipart/form-data; boundary=part")
            .body(body);
        self.send(request).await
    }

    /// Sends a form that must lead somewhere (303); where, as path and query.
    pub async fn submit(&self, path: &str, fields: &[(&str, &str)]) -> String {
        let answer = self.post(path, fields).await;
        assert_eq!(answer.status, 303, "{path}: {}", answer.text());
        answer.header(LOCATION.as_str()).to_owned()
    }

    /// The value of the session cookie.
    pub fn session(&self) -> Option<String> {
        self.cookies.lock().expect("cookies").get("session").cloned()
    }
}
