//! Notices and mails: once in the portal, at least once by mail, under the notice's own id.
mod bounces;
mod deadlines;
mod mails;
mod pages;
mod sink;
mod webhooks;

use domain::account::{AccountState, PartyKind, Verification};
use domain::locale::Locale;
use server::clock::{Clock, FixedClock};
use server::config::{Config, MailConfig};
use server::portal::{Core, open_core};
use server::services::notices::{NewNotice, owe};
use std::sync::Arc;
use store::accounts::Account;
use store::parties::Party;
use testkit::{CountingIds, start_of_tests};
use uuid::Uuid;

/// What services share, without any work in the background: a test says when a worker runs.
struct Bench {
    core: Arc<Core>,
    clock: Arc<FixedClock>,
    _data: tempfile::TempDir,
}

impl Bench {
    /// With this mail server; none = mails become files.
    async fn open(smtp_url: &str) -> Self {
        Self::with(smtp_url, |_| {}).await
    }

    /// The same with other settings.
    async fn with(smtp_url: &str, set: impl FnOnce(&mut Config)) -> Self {
        let data = tempfile::tempdir().expect("a folder");
        let mail = MailConfig { smtp_url: smtp_url.into(), from: "平台 <no-reply@data.example.cn>".into() };
        let mut config = Config {
            data_dir: data.path().join("data"),
            base_url: "https://data.example.cn".into(),
            mail,
            ..Config::default()
        };
        set(&mut config);
        let clock = Arc::new(FixedClock::new(start_of_tests()));
        let core = open_core(config, clock.clone(), Arc::new(CountingIds::default()), true).await.expect("a core");
        Self { core, clock, _data: data }
    }

    /// Owes a notice in a transaction of its own.
    async fn owe(&self, notice: NewNotice) {
        let mut tx = self.core.store.write().await.expect("a write");
        owe(&self.core, &mut tx, notice).await.expect("owed");
        tx.commit(Vec::new()).await.expect("a commit");
    }

    /// An account with this address.
    async fn account(&self, email: &str, locale: Locale) -> Uuid {
        let (core, now) = (&self.core, self.clock.now());
        let (party, id) = (core.ids.id(now), core.ids.id(now));
        let mut tx = core.store.write().await.expect("a write");
        let name = core.seal("张三", &format!("parties.name:{party}")).expect("sealed");
        tx.add_party(&Party {
            id: party,
            kind: PartyKind::Person,
            name,
            identity: None,
            verification: Verification::Unverified,
            submitted: None,
            decided: None,
            decided_by: None,
            reason: None,
            created: now,
        })
        .await
        .expect("a party");
        tx.add_account(&Account {
            id,
            party,
            email: core.seal(email, &format!("accounts.email:{id}")).expect("sealed"),
            email_index: core.keys.blind("email", email),
            email_confirmed: true,
            email_new: None,
            password: None,
            state: AccountState::Active,
            locale,
            totp: None,
            totp_ends: None,
            created: now,
        })
        .await
        .expect("an account");
        tx.commit(Vec::new()).await.expect("a commit");
        id
    }
}
