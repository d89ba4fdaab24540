//! `portal demo`: one account a role. Every run gives them new passwords, secrets and sessions, so that what was printed once is worth
//! nothing after the next run; addresses end in `.example`, which nobody can own.
use crate::portal::Core;
use crate::services::accounts::create;
use crate::services::{catalogue_import, notices};
use anyhow::Context;
use domain::account::{Mandate, Role};
use domain::catalog::Level;
use domain::catalog::record::BodyKey;
use serde::Serialize;
use std::collections::BTreeSet;
use store::Tx;
use uuid::Uuid;

/// 浙江省
const REGION: &str = "330000";
const AUTHORITY: &str = "浙江省数据局（示例）";
const PUBLISHER: &str = "浙江省交通运输厅（示例）";
/// Opens data beside the first, so that an application can be a joint one.
const SECOND: &str = "浙江省气象局（示例）";
/// Of the company; made up, the check character is right.
const USCC: &str = "91520100MA6FAKE18H";

/// An account as it is printed.
#[derive(Clone, Debug, Serialize)]
pub struct DemoAccount {
    /// `person`, `organisation`, or the code of the role.
    pub role: String,
    /// As whom it acts.
    pub acting: String,
    pub email: String,
    pub password: String,
    /// Base32, for an authenticator app; staff only.
    pub totp_secret: Option<String>,
    /// `name=value` of a session that is ready, second factor given.
    pub cookie: String,
}

/// Who is made: name, part of the address, body and role.
const STAFF: [(&str, &str, &str, Role); 13] = [
    ("编目员", "cataloguer", PUBLISHER, Role::Cataloguer),
    ("审核员", "reviewer", PUBLISHER, Role::Reviewer),
    ("厅长", "head", PUBLISHER, Role::Head),
    ("安全员", "security", PUBLISHER, Role::SecurityOfficer),
    ("厅管理员", "body-admin", PUBLISHER, Role::BodyAdmin),
    ("局审核员", "authority", AUTHORITY, Role::AuthorityReviewer),
    ("局审核员乙", "authority-2", AUTHORITY, Role::AuthorityReviewer),
    ("数据办主任", "data-office", AUTHORITY, Role::DataOfficeHead),
    ("督促员", "supervisor", AUTHORITY, Role::Supervisor),
    ("审计员", "auditor", AUTHORITY, Role::Auditor),
    ("局管理员", "authority-admin", AUTHORITY, Role::BodyAdmin),
    ("系统管理员", "sys-admin", AUTHORITY, Role::SysAdmin),
    ("气象审核员", "second-reviewer", SECOND, Role::Reviewer),
];

/// Accounts of the public: a person, the head of a company, its handler.
const PUBLIC: usize = 3;

async fn body(core: &Core, tx: &mut Tx, name: &str, authority: bool) -> anyhow::Result<Uuid> {
    let key = BodyKey { region: REGION.into(), name: name.into(), level: Level::Province, unattributed: false };
    let id = catalogue_import::publisher(core, tx, &key, None, core.clock.now()).await?;
    tx.set_authority(id, authority).await?;
    Ok(id)
}

struct Wanted<'a> {
    name: &'a str,
    local: &'a str,
    role: &'a str,
    acting: &'a str,
    office: Option<(Uuid, Role)>,
}

/// `password`: with its hash.
async fn one(
    core: &Core,
    tx: &mut Tx,
    cookie: &str,
    (password, hash): (String, String),
    wanted: Wanted<'_>,
) -> anyhow::Result<(Uuid, bool, DemoAccount)> {
    let email = format!("{}@demo.example", wanted.local);
    let (secret, totp_secret) = create::totp(core)?;
    let totp = wanted.office.is_some().then_some(secret);
    let known = tx.account_by_email(&notices::blind(core, &email)).await?;
    let fresh = known.is_none();
    let account = match known {
        Some(known) => {
            create::renew(core, tx, known.id, &hash, totp.as_deref()).await?;
            known.id
        }
        None => {
            let password = create::Password::Hashed(&hash);
            let new = create::New { name: wanted.name, email: &email, password, totp };
            create::account(core, tx, new).await?
        }
    };
    if let Some((body, role)) = wanted.office
        && !tx.offices_of(account).await?.iter().any(|office| office.staff.body == body)
    {
        create::staff(core, tx, account, body, BTreeSet::from([role])).await?;
    }
    let token = create::session(core, tx, account, wanted.office.is_some()).await?;
    let made = DemoAccount {
        role: wanted.role.into(),
        acting: wanted.acting.into(),
        email,
        password,
        totp_secret: wanted.office.is_some().then_some(totp_secret),
        cookie: format!("{cookie}={token}"),
    };
    Ok((account, fresh, made))
}

/// Makes the accounts, or renews them. `cookie` is the name of the session cookie.
///
/// # Errors
/// Of database and keys.
pub async fn make(core: &Core, cookie: &str) -> anyhow::Result<Vec<DemoAccount>> {
    let mut passwords = create::passwords(core, STAFF.len() + PUBLIC).await?.into_iter();
    let mut next = || passwords.next().context("a password for everybody");
    let mut tx = core.store.write().await?;
    let authority = body(core, &mut tx, AUTHORITY, true).await.context("the authority")?;
    let publisher = body(core, &mut tx, PUBLISHER, false).await.context("the publisher")?;
    let second = body(core, &mut tx, SECOND, false).await.context("the second publisher")?;
    let mut made = Vec::new();
    for (name, local, acting, role) in STAFF {
        let body = match acting {
            AUTHORITY => authority,
            SECOND => second,
            _ => publisher,
        };
        let wanted = Wanted { name, local, role: role.code(), acting, office: Some((body, role)) };
        made.push(one(core, &mut tx, cookie, next()?, wanted).await?.2);
    }
    let person = Wanted { name: "张三", local: "person", role: "person", acting: "张三", office: None };
    let (account, fresh, person) = one(core, &mut tx, cookie, next()?, person).await?;
    if fresh {
        create::verified(core, &mut tx, account, "张三", "E00000001").await?;
    }
    made.push(person);
    let company = "示例科技有限公司";
    let head = Wanted { name: "李四", local: "company", role: "organisation", acting: company, office: None };
    let (account, fresh, mut head) = one(core, &mut tx, cookie, next()?, head).await?;
    let handler = Wanted { name: "王五", local: "handler", role: "organisation", acting: company, office: None };
    let (second, _, mut handler) = one(core, &mut tx, cookie, next()?, handler).await?;
    if fresh {
        let party = create::organisation(core, &mut tx, account, company, USCC).await?;
        create::member(core, &mut tx, second, party, BTreeSet::from([Mandate::Handler])).await?;
        // The sessions began before there was an organisation to act for.
        head.cookie = format!("{cookie}={}", create::session(core, &mut tx, account, false).await?);
        handler.cookie = format!("{cookie}={}", create::session(core, &mut tx, second, false).await?);
    }
    made.extend([head, handler]);
    tx.commit(Vec::new()).await?;
    Ok(made)
}
