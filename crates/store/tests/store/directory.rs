//! What system administrators look after, and forms kept over the end of a session.
use crate::support::*;
use chrono::TimeDelta;
use domain::account::{AccountState, PartyKind, Verification};
use domain::catalog::{BodyType, Level};
use domain::locale::Locale;
use store::accounts::Account;
use store::kept::KeptForm;
use store::parties::Party;
use store::people::Contract;
use store::{Added, BodyFilter, Store};

async fn enter_account(store: &Store, n: u128, confirmed: bool) -> uuid::Uuid {
    let mut tx = store.write().await.unwrap();
    let party = Party {
        id: id(0x9a00 + n),
        kind: PartyKind::Person,
        name: vec![1],
        identity: None,
        verification: Verification::Unverified,
        submitted: None,
        decided: None,
        decided_by: None,
        reason: None,
        created: noon(),
    };
    tx.add_party(&party).await.unwrap();
    let account = Account {
        id: id(0xacc0 + n),
        party: party.id,
        email: vec![9],
        email_index: format!("index{n}"),
        email_confirmed: confirmed,
        email_new: None,
        password: None,
        state: if confirmed { AccountState::Active } else { AccountState::Registered },
        locale: Locale::ZhCn,
        totp: None,
        totp_ends: None,
        created: noon() + TimeDelta::minutes(i64::try_from(n).unwrap()),
    };
    tx.add_account(&account).await.unwrap();
    tx.commit(vec![]).await.unwrap();
    account.id
}

both! {
    async fn b35_accounts_are_listed_suspended_and_restored(store: &Store) {
        let (first, second) = (enter_account(store, 1, true).await, enter_account(store, 2, false).await);
        let mut tx = store.write().await.unwrap();
        let (all, total) = tx.accounts(None, 0, 10).await.unwrap();
        assert_eq!((all.iter().map(|one| one.id).collect::<Vec<_>>(), total), (vec![second, first], 2), "newest first");
        for account in [first, second] {
            assert!(tx.suspend_account(account, &[7], noon()).await.unwrap());
            assert!(!tx.suspend_account(account, &[8], noon()).await.unwrap(), "once");
            assert_eq!(tx.suspension_of(account).await.unwrap().unwrap().reason, [7]);
        }
        assert_eq!(tx.accounts(Some(AccountState::Suspended), 0, 1).await.unwrap().1, 2);
        for (account, state) in [(first, AccountState::Active), (second, AccountState::Registered)] {
            assert!(tx.restore_account(account, noon()).await.unwrap());
            assert!(!tx.restore_account(account, noon()).await.unwrap());
            assert_eq!(tx.account(account).await.unwrap().unwrap().state, state, "as before");
            assert!(tx.suspension_of(account).await.unwrap().is_none());
        }
    }
}

both! {
    async fn r157_bodies_are_entered_changed_and_ended(store: &Store) {
        let mut tx = store.write().await.unwrap();
        let (one, mut two) = (body(1), body(2));
        two.body.parent = Some(one.body.id);
        assert_eq!(tx.add_body(&one, Some(BodyType::StateOrgan), noon()).await.unwrap(), Added::Yes);
        assert_eq!(tx.add_body(&two, None, noon()).await.unwrap(), Added::Yes);
        let again = tx.add_body(&body(1), None, noon()).await.unwrap();
        assert_eq!(again, Added::Known("body000001".into()));
        let mut taken = body(3);
        taken.body.code = "body000001".into();
        assert_eq!(tx.add_body(&taken, None, noon()).await.unwrap(), Added::CodeTaken);
        assert!(tx.body_within(one.body.id, two.body.id).await.unwrap(), "below it");
        assert!(tx.body_within(one.body.id, one.body.id).await.unwrap(), "itself");
        assert!(!tx.body_within(two.body.id, one.body.id).await.unwrap());

        let mut changed = two.clone();
        changed.normalised = one.normalised.clone();
        assert_eq!(tx.change_body(&changed, None, noon()).await.unwrap().as_deref(), Some("body000001"));
        (changed.normalised, changed.body.name) = ("新名".into(), "新名".into());
        changed.body.level = Level::County;
        assert_eq!(tx.change_body(&changed, Some(BodyType::Institution), noon()).await.unwrap(), None);
        tx.set_authority(two.body.id, true).await.unwrap();
        let found = tx.body_standing("body000002").await.unwrap().unwrap();
        assert_eq!((found.body, found.body_type, found.authority), (changed.body, Some(BodyType::Institution), true));

        assert!(tx.end_body(one.body.id, Some(two.body.id), noon()).await.unwrap());
        assert!(!tx.end_body(one.body.id, None, noon()).await.unwrap());
        let list = |ended, text| BodyFilter { text, level: None, ended };
        let codes = |found: (Vec<store::BodyStanding>, i64)| -> (Vec<String>, i64) {
            (found.0.into_iter().map(|one| one.body.code).collect(), found.1)
        };
        let standing = tx.body_standings(list(Some(false), None), 0, 10).await.unwrap();
        assert_eq!(codes(standing), (vec!["body000002".to_owned()], 1));
        let ended = tx.body_standings(list(Some(true), Some("单位")), 0, 10).await.unwrap();
        assert_eq!(codes(ended), (vec!["body000001".to_owned()], 1));
        let by_code = tx.body_standings(list(None, Some("body000001")), 0, 10).await.unwrap();
        assert_eq!(codes(by_code).1, 1);
        assert_eq!(tx.body_standings(BodyFilter { level: Some(Level::County), ..list(None, None) }, 0, 10).await.unwrap().1, 1);
        assert_eq!(tx.body_standings(list(None, None), 1, 10).await.unwrap().0.len(), 1, "the second of two");
        assert_eq!(tx.active_bodies().await.unwrap().len(), 1);
        tx.set_authority(one.body.id, true).await.unwrap();
        assert_eq!(tx.authorities().await.unwrap(), [(two.body.id, "330100".to_owned())], "no case goes to an ended one");
        assert!(tx.resume_body(one.body.id, noon()).await.unwrap());
        assert_eq!(tx.active_bodies().await.unwrap().len(), 2);
    }
}

both! {
    async fn r165_contracts_past_their_last_day_are_found(store: &Store) {
        let mut tx = store.write().await.unwrap();
        tx.upsert_body(&body(1), noon()).await.unwrap();
        for (n, until) in [(1, "2026-09-27"), (2, "2026-09-28"), (3, "2026-09-01")] {
            let contract = Contract {
                id: id(n),
                body: body(1).body.id,
                contractor: "某公司".into(),
                number: format!("HT-{n}"),
                until: day(until),
                created: noon(),
                ended: None,
                proof: None,
                proof_note: None,
            };
            tx.add_contract(&contract).await.unwrap();
        }
        assert!(tx.end_contract(id(3), noon()).await.unwrap());
        let past = tx.contracts_past(day("2026-09-28")).await.unwrap();
        assert_eq!(past.iter().map(|one| one.id).collect::<Vec<_>>(), [id(1)], "the last day itself counts");
    }
}

both! {
    async fn a_form_is_kept_until_it_is_back_or_too_old(store: &Store) {
        let account = enter_account(store, 1, true).await;
        let mut tx = store.write().await.unwrap();
        let kept = |n: u128, account| KeptForm {
            id: id(n),
            hash: format!("hash{n}"),
            account,
            path: "/my/x?y=1".into(),
            data: vec![1, 2],
            expires: noon() + TimeDelta::hours(1),
        };
        tx.keep_form(&kept(1, Some(account))).await.unwrap();
        tx.keep_form(&kept(2, None)).await.unwrap();
        assert_eq!(tx.kept_forms(Some(account)).await.unwrap(), 1);
        assert_eq!(tx.kept_forms(None).await.unwrap(), 1);
        assert_eq!(tx.kept_form("hash1", noon()).await.unwrap(), Some(kept(1, Some(account))));
        assert_eq!(tx.kept_form("hash1", noon() + TimeDelta::hours(1)).await.unwrap(), None);
        tx.forget_form(id(1)).await.unwrap();
        assert_eq!(tx.kept_form("hash1", noon()).await.unwrap(), None);
        assert_eq!(tx.forget_forms(noon()).await.unwrap(), 0);
        assert_eq!(tx.forget_forms(noon() + TimeDelta::hours(1)).await.unwrap(), 1);
    }
}
