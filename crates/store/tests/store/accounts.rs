//! Accounts, sessions, parties, members, people of the bodies.
use crate::support::*;
use chrono::{DateTime, TimeDelta, Utc};
use domain::account::{AccountState, Mandate, PartyKind, Role, Verification};
use domain::locale::Locale;
use domain::party::proof::Proof;
use std::collections::BTreeSet;
use store::accounts::{Account, ProviderIdentity, SignIn, TokenPurpose};
use store::members::{Invitation, InvitedInto, Membership};
use store::parties::{Identity, Party};
use store::people::{BodyProfile, Contract, Staff};
use store::sessions::{ActingAs, Session};
use store::{Store, StoreError};

fn later(minutes: i64) -> DateTime<Utc> {
    noon() + TimeDelta::minutes(minutes)
}

pub fn party(n: u128, kind: PartyKind) -> Party {
    Party {
        id: id(0x9a00 + n),
        kind,
        name: vec![1, 2, 3],
        identity: None,
        verification: Verification::Unverified,
        submitted: None,
        decided: None,
        decided_by: None,
        reason: None,
        created: noon(),
    }
}

pub fn account(n: u128) -> Account {
    Account {
        id: id(0xacc0 + n),
        party: id(0x9a00 + n),
        email: vec![9, 9],
        email_index: format!("index{n}"),
        email_confirmed: false,
        email_new: None,
        password: Some("$argon2id$x".into()),
        state: AccountState::Registered,
        locale: Locale::En,
        totp: None,
        totp_ends: None,
        created: noon(),
    }
}

fn session(n: u128, account: u128, acting: ActingAs) -> Session {
    Session {
        id: id(0x5e00 + n),
        account: id(0xacc0 + account),
        token: format!("hash{n}"),
        pending: false,
        second_factor: true,
        acting,
        started: noon(),
        last_seen: noon(),
        expires: later(600),
        address: "192.0.2.1".into(),
        agent: "Firefox".into(),
        totp_setup: None,
        provider: None,
    }
}

async fn enter_accounts(store: &Store, count: u128) {
    let mut tx = store.write().await.unwrap();
    tx.upsert_body(&body(1), noon()).await.unwrap();
    tx.upsert_body(&body(2), noon()).await.unwrap();
    for n in 1..=count {
        tx.add_party(&party(n, PartyKind::Person)).await.unwrap();
        tx.add_account(&account(n)).await.unwrap();
    }
    tx.commit(vec![]).await.unwrap();
}

both! {
    async fn an_account_is_found_by_its_blind_index_until_it_is_closed(store: &Store) {
        enter_accounts(store, 2).await;
        let mut tx = store.write().await.unwrap();
        assert_eq!(tx.account_by_email("index1").await.unwrap(), Some(account(1)));
        assert_eq!(tx.account_by_email("nobody").await.unwrap(), None);
        tx.confirm_email(account(1).id, later(1)).await.unwrap();
        let active = tx.account(account(1).id).await.unwrap().unwrap();
        assert_eq!((active.state, active.email_confirmed), (AccountState::Active, true));
        tx.set_new_email(active.id, Some(&[7]), later(2)).await.unwrap();
        tx.replace_email(active.id, &[8], "index9", later(3)).await.unwrap();
        let moved = tx.account_by_email("index9").await.unwrap().unwrap();
        assert_eq!((moved.email, moved.email_new), (vec![8], None));
        tx.add_session(&session(1, 1, ActingAs::Person(party(1, PartyKind::Person).id))).await.unwrap();
        tx.close_account(active.id, later(4)).await.unwrap();
        assert_eq!(tx.account_by_email("index9").await.unwrap(), None);
        assert_eq!(tx.session_by_token("hash1").await.unwrap(), None);
        let closed = tx.account(active.id).await.unwrap().unwrap();
        assert_eq!((closed.state, closed.password), (AccountState::Closed, None));
        assert!(matches!(tx.close_account(active.id, later(5)).await, Err(StoreError::NotFound { .. })));
        assert_eq!(tx.account_count().await.unwrap(), 1);
        // The address is free again.
        let mut again = account(3);
        again.email_index = "index9".into();
        again.party = party(1, PartyKind::Person).id;
        tx.add_account(&again).await.unwrap();
        tx.commit(vec![]).await.unwrap();
        let mut tx = store.write().await.unwrap();
        let mut second = account(4);
        second.party = party(1, PartyKind::Person).id;
        second.email_index = "index9".into();
        assert!(matches!(tx.add_account(&second).await, Err(StoreError::Conflict(_))));
    }
}

both! {
    /// B35: one 统一社会信用代码 is one organisation; unverified claims may stand beside each other.
    async fn b35_one_verified_code_is_one_organisation(store: &Store) {
        let identity = Identity { proof: Proof::Uscc, number: vec![5], index: "uscc-index".into() };
        let mut tx = store.write().await.unwrap();
        for n in [1, 2] {
            tx.add_party(&party(n, PartyKind::LegalPerson)).await.unwrap();
            assert!(tx.submit_identity(id(0x9a00 + n), &[4], &identity, later(i64::try_from(n).unwrap())).await.unwrap());
        }
        let pending = tx.pending_identities(10).await.unwrap();
        assert_eq!(pending.iter().map(|p| p.id).collect::<Vec<_>>(), [id(0x9a01), id(0x9a02)]);
        assert_eq!(pending[0].identity.as_ref(), Some(&identity));
        assert!(tx.decide_identity(id(0x9a01), Verification::Verified, None, None, later(3)).await.unwrap());
        assert_eq!(tx.verified_organisation("uscc-index").await.unwrap(), Some(id(0x9a01)));
        assert!(!tx.decide_identity(id(0x9a01), Verification::Refused, None, None, later(4)).await.unwrap(), "decided once");
        assert!(!tx.submit_identity(id(0x9a01), &[4], &identity, later(5)).await.unwrap(), "verified stays verified");
        tx.commit(vec![]).await.unwrap();
        let mut tx = store.write().await.unwrap();
        let second = tx.decide_identity(id(0x9a02), Verification::Verified, None, None, later(6)).await;
        assert!(matches!(second, Err(StoreError::Conflict(_))), "{second:?}");
        drop(tx);
        let mut tx = store.write().await.unwrap();
        assert!(tx.decide_identity(id(0x9a02), Verification::Refused, None, Some("重复"), later(6)).await.unwrap());
        assert_eq!(tx.party(id(0x9a02)).await.unwrap().unwrap().reason.as_deref(), Some("重复"));
    }
}

both! {
    async fn sessions_are_rotated_listed_and_ended(store: &Store) {
        enter_accounts(store, 2).await;
        let (person, body) = (ActingAs::Person(id(0x9a01)), ActingAs::Body(id(0xb0d1_0001)));
        let mut tx = store.write().await.unwrap();
        for one in [session(1, 1, person), session(2, 1, body), session(3, 1, body), session(4, 2, body)] {
            tx.add_session(&one).await.unwrap();
        }
        assert_eq!(tx.session_by_token("hash2").await.unwrap(), Some(session(2, 1, body)));
        let mut rotated = session(1, 1, body);
        rotated.token = "fresh".into();
        rotated.last_seen = later(1);
        assert!(tx.rotate_session(&rotated).await.unwrap());
        assert_eq!(tx.session_by_token("hash1").await.unwrap(), None, "the old cookie is worth nothing");
        assert_eq!(tx.session_by_token("fresh").await.unwrap(), Some(rotated.clone()));
        tx.touch_session(rotated.id, later(9)).await.unwrap();
        let order: Vec<_> = tx.sessions_of(id(0xacc1)).await.unwrap().into_iter().map(|s| s.id).collect();
        assert_eq!(order, [id(0x5e01), id(0x5e02), id(0x5e03)]);
        assert!(!tx.end_session(id(0xacc2), id(0x5e02)).await.unwrap(), "only one's own");
        assert!(tx.end_session(id(0xacc1), id(0x5e02)).await.unwrap());
        assert!(!tx.rotate_session(&session(2, 1, person)).await.unwrap(), "an ended session does not come back");
        assert_eq!(tx.end_sessions(id(0xacc1), Some(id(0x5e01))).await.unwrap(), 1);
        assert_eq!(tx.end_sessions_acting(id(0xacc2), person).await.unwrap(), 0);
        assert_eq!(tx.end_sessions_acting(id(0xacc2), body).await.unwrap(), 1);
        tx.set_totp_setup(rotated.id, Some(&[3])).await.unwrap();
        assert_eq!(tx.session(rotated.id).await.unwrap().unwrap().totp_setup, Some(vec![3]));
        tx.put_fresh_codes(rotated.id, &[6], later(10)).await.unwrap();
        assert_eq!(tx.take_fresh_codes(rotated.id, later(5)).await.unwrap(), Some(vec![6]));
        assert_eq!(tx.take_fresh_codes(rotated.id, later(5)).await.unwrap(), None, "shown once");
        tx.put_fresh_codes(rotated.id, &[6], later(10)).await.unwrap();
        assert_eq!(tx.take_fresh_codes(rotated.id, later(10)).await.unwrap(), None, "too late");
        assert_eq!(tx.forget_sessions(later(601)).await.unwrap(), 1);
    }
}

both! {
    async fn r162_a_session_is_proved_anew_for_a_time_and_alone(store: &Store) {
        enter_accounts(store, 2).await;
        let person = ActingAs::Person(id(0x9a01));
        let mut tx = store.write().await.unwrap();
        for one in [session(1, 1, person), session(2, 1, person), session(3, 2, ActingAs::Person(id(0x9a02)))] {
            tx.add_session(&one).await.unwrap();
        }
        assert!(!tx.session_confirmed(id(0x5e01), noon()).await.unwrap(), "nobody proved anything yet");
        tx.confirm_session(id(0x5e01), Some(later(10))).await.unwrap();
        tx.commit(vec![]).await.unwrap();
        let mut tx = store.write().await.unwrap();
        assert!(tx.session_confirmed(id(0x5e01), later(9)).await.unwrap());
        assert!(!tx.session_confirmed(id(0x5e01), later(10)).await.unwrap(), "its end is no part of it");
        for other in [id(0x5e02), id(0x5e03), id(0x5e99)] {
            assert!(!tx.session_confirmed(other, later(1)).await.unwrap(), "no other session, of whomever");
        }
        // A new token is the same session: going on under it takes nothing away and gives nothing.
        let mut rotated = session(1, 1, person);
        rotated.token = "fresh".into();
        assert!(tx.rotate_session(&rotated).await.unwrap());
        assert!(tx.session_confirmed(id(0x5e01), later(9)).await.unwrap());
        tx.confirm_session(id(0x5e01), Some(later(20))).await.unwrap();
        assert!(tx.session_confirmed(id(0x5e01), later(19)).await.unwrap(), "proved once more");
        tx.confirm_session(id(0x5e01), None).await.unwrap();
        assert!(!tx.session_confirmed(id(0x5e01), later(1)).await.unwrap(), "used up");
        tx.commit(vec![]).await.unwrap();
        let mut tx = store.read().await.unwrap();
        assert!(matches!(tx.confirm_session(id(0x5e01), Some(later(30))).await, Err(StoreError::ReadOnly)), "a read");
    }
}

both! {
    async fn codes_and_links_count_once(store: &Store) {
        enter_accounts(store, 2).await;
        let (one, other) = (id(0xacc1), id(0xacc2));
        let mut tx = store.write().await.unwrap();
        tx.set_totp(one, Some(&[1]), noon()).await.unwrap();
        assert!(tx.take_totp_step(one, 100).await.unwrap());
        assert!(!tx.take_totp_step(one, 100).await.unwrap());
        assert!(!tx.take_totp_step(one, 99).await.unwrap());
        assert!(tx.take_totp_step(one, 101).await.unwrap());
        tx.set_totp_end(one, Some(later(60))).await.unwrap();
        assert_eq!(tx.account(one).await.unwrap().unwrap().totp_ends, Some(later(60)));
        tx.put_recovery_codes(one, &["a".into(), "b".into()]).await.unwrap();
        assert!(!tx.take_recovery_code(other, "a", noon()).await.unwrap());
        assert!(tx.take_recovery_code(one, "a", noon()).await.unwrap());
        assert!(!tx.take_recovery_code(one, "a", noon()).await.unwrap());
        assert_eq!(tx.recovery_codes_left(one).await.unwrap(), 1);
        tx.set_totp(one, None, noon()).await.unwrap();
        assert_eq!(tx.recovery_codes_left(one).await.unwrap(), 0);

        tx.add_token("t1", one, TokenPurpose::Reset, noon(), later(60)).await.unwrap();
        assert_eq!(tx.take_token("t1", TokenPurpose::Confirm, later(1)).await.unwrap(), None);
        assert_eq!(tx.take_token("t1", TokenPurpose::Reset, later(60)).await.unwrap(), None, "too old");
        tx.add_token("t2", one, TokenPurpose::Reset, later(1), later(61)).await.unwrap();
        assert_eq!(tx.take_token("t1", TokenPurpose::Reset, later(2)).await.unwrap(), None, "a newer link replaced it");
        assert_eq!(tx.take_token("t2", TokenPurpose::Reset, later(2)).await.unwrap(), Some(one));
        assert_eq!(tx.take_token("t2", TokenPurpose::Reset, later(2)).await.unwrap(), None);
        assert_eq!(tx.tokens_since(one, TokenPurpose::Reset, noon()).await.unwrap(), 1);
    }
}

both! {
    async fn r162_tries_are_counted_by_pair_address_and_account(store: &Store) {
        let mut tx = store.write().await.unwrap();
        let mut n = 0;
        for (account, address, outcome, minute) in [
            ("a", "1", "wrong-password", 0),
            ("a", "1", "wrong-password", 1),
            ("a", "1", "signed-in", 2),
            ("a", "1", "wrong-password", 3),
            ("a", "2", "wrong-code", 4),
            ("b", "1", "wrong-password", 5),
            ("b", "1", "throttled", 6),
        ] {
            n += 1;
            let one = SignIn {
                id: id(n),
                account_index: account.into(),
                address: address.into(),
                agent: String::new(),
                outcome: outcome.into(),
                at: later(minute),
            };
            tx.add_sign_in(&one).await.unwrap();
        }
        let tries = tx.tries("a", "1", later(-1)).await.unwrap();
        assert_eq!((tries.pair, tries.pair_last), (1, Some(later(3))), "a success forgives what was before it");
        assert_eq!((tries.address, tries.address_last), (4, Some(later(5))));
        assert_eq!(tries.account, 4);
        assert_eq!(tx.tries("a", "3", later(-1)).await.unwrap().pair, 0, "the owner elsewhere is not kept out");
        assert_eq!(tx.tries("a", "1", later(3)).await.unwrap().pair, 0, "old tries are forgotten");
        assert_eq!(tx.wrong_codes("a", later(-1)).await.unwrap(), 1);
        assert_eq!(tx.sign_ins("a", 2).await.unwrap().iter().map(|s| s.at).collect::<Vec<_>>(), [later(4), later(3)]);
        assert_eq!(tx.forget_sign_ins(later(3)).await.unwrap(), 3);
    }
}

both! {
    async fn members_and_invitations_of_an_organisation(store: &Store) {
        enter_accounts(store, 2).await;
        let organisation = party(9, PartyKind::LegalPerson);
        let mut tx = store.write().await.unwrap();
        tx.add_party(&organisation).await.unwrap();
        let mut one = Membership {
            id: id(1),
            account: id(0xacc1),
            party: organisation.id,
            mandates: BTreeSet::from([Mandate::Head, Mandate::Signatory]),
            since: noon(),
            ended: None,
        };
        tx.add_membership(&one).await.unwrap();
        assert_eq!(tx.members_of(organisation.id).await.unwrap(), vec![one.clone()]);
        assert!(tx.set_mandates(one.id, &BTreeSet::from([Mandate::Handler])).await.unwrap());
        assert!(tx.end_membership(one.id, later(1)).await.unwrap());
        assert!(!tx.end_membership(one.id, later(2)).await.unwrap());
        assert_eq!(tx.memberships_of(id(0xacc1), false).await.unwrap(), vec![]);
        one.mandates = BTreeSet::from([Mandate::Handler]);
        one.ended = Some(later(1));
        assert_eq!(tx.memberships_of(id(0xacc1), true).await.unwrap(), vec![one]);

        let invitation = |n: u128| Invitation {
            id: id(n),
            hash: format!("h{n}"),
            into: InvitedInto::Organisation(organisation.id),
            email: vec![1],
            email_index: "index2".into(),
            offered: vec!["handler".into(), "signatory".into()],
            invited_by: None,
            created: noon(),
            expires: later(100),
        };
        tx.add_invitation(&invitation(1)).await.unwrap();
        tx.add_invitation(&invitation(2)).await.unwrap();
        assert_eq!(tx.invitation("h1", later(1)).await.unwrap(), None, "a second one replaces the first");
        assert_eq!(tx.invitation("h2", later(1)).await.unwrap(), Some(invitation(2)));
        assert_eq!(tx.invitation("h2", later(100)).await.unwrap(), None, "too old");
        assert_eq!(tx.invitations_into(organisation.id, later(1)).await.unwrap().len(), 1);
        assert!(tx.close_invitation(id(2), later(2)).await.unwrap());
        assert!(!tx.close_invitation(id(2), later(2)).await.unwrap());
    }
}

both! {
    ///
    async fn r165_people_contracts_and_profiles_of_a_body(store: &Store) {
        enter_accounts(store, 2).await;
        let place = id(0xb0d1_0001);
        let contract = Contract {
            id: id(7),
            body: place,
            contractor: "某公司".into(),
            number: "HT-1".into(),
            until: day("2026-12-31"),
            created: noon(),
            ended: None,
            proof: None,
            proof_note: None,
        };
        let staff = |n: u128, role, contract| Staff {
            id: id(n),
            account: id(0xacc0 + n),
            body: place,
            roles: BTreeSet::from([role]),
            contract,
            since: noon(),
            provider: (n == 2).then(|| "work".to_owned()),
        };
        let mut tx = store.write().await.unwrap();
        tx.add_contract(&contract).await.unwrap();
        tx.add_staff(&staff(1, Role::BodyAdmin, None)).await.unwrap();
        tx.add_staff(&staff(2, Role::Cataloguer, Some(contract.id))).await.unwrap();
        assert_eq!(tx.holders_of(place, Role::BodyAdmin).await.unwrap(), vec![id(0xacc1)]);
        let office = tx.offices_of(id(0xacc2)).await.unwrap().remove(0);
        assert_eq!((office.code.as_str(), office.region.as_str(), office.authority), ("body000001", "330100", false));
        assert_eq!(office.staff, staff(2, Role::Cataloguer, Some(contract.id)));
        assert!(tx.set_roles(id(2), &BTreeSet::from([Role::Reviewer, Role::Cataloguer])).await.unwrap());
        assert!(!tx.put_deletion_proof(contract.id, "早", later(1)).await.unwrap(), "no proof is due yet");
        assert!(tx.end_contract(contract.id, later(2)).await.unwrap());
        assert!(!tx.end_contract(contract.id, later(3)).await.unwrap());
        assert!(tx.put_deletion_proof(contract.id, "已销毁", later(4)).await.unwrap());
        let ended = tx.contract(contract.id).await.unwrap().unwrap();
        assert_eq!((ended.ended, ended.proof, ended.proof_note.as_deref()), (Some(later(2)), Some(later(4)), Some("已销毁")));
        assert!(tx.end_staff(id(2), later(5)).await.unwrap());
        assert_eq!(tx.staff_of(place).await.unwrap().len(), 1);
        assert_eq!(tx.staff(id(2)).await.unwrap(), None);

        assert_eq!(tx.body_profile(place).await.unwrap(), BodyProfile::default());
        tx.set_authority(place, true).await.unwrap();
        let profile = BodyProfile {
            authority: false,
            people: Some(vec![1]),
            contact_phone: "0571".into(),
            contact_email: String::new(),
            cdo_filed: Some(day("2026-03-01")),
            changed: None,
        };
        tx.put_body_profile(place, &profile, later(6)).await.unwrap();
        let kept = tx.body_profile(place).await.unwrap();
        assert_eq!(kept, BodyProfile { authority: true, changed: Some(later(6)), ..profile }, "the authority is not the body's to change");
        assert_eq!(tx.authorities_of("330100").await.unwrap(), vec![place]);
        assert!(tx.offices_of(id(0xacc1)).await.unwrap()[0].authority);
    }
}

both! {
    /// an identity belongs to one account, an account has one of each provider; closing takes them off.
    async fn r162_identities_of_providers_belong_to_one_account(store: &Store) {
        enter_accounts(store, 2).await;
        let one = |n: u128, account: u128, provider: &str| ProviderIdentity {
            id: id(0x1d00 + n),
            account: id(0xacc0 + account),
            provider: provider.into(),
            subject_index: format!("subject{n}"),
            shown: vec![4, 2],
            linked: noon(),
            used: None,
        };
        let mut tx = store.write().await.unwrap();
        tx.add_provider_identity(&one(1, 1, "work")).await.unwrap();
        tx.add_provider_identity(&one(2, 1, "city")).await.unwrap();
        tx.use_provider_identity(one(1, 1, "work").id, later(3)).await.unwrap();
        tx.commit(vec![]).await.unwrap();
        for (taken, why) in [
            (ProviderIdentity { id: id(9), ..one(1, 2, "work") }, "the subject has an account"),
            (one(3, 1, "work"), "the account has an identity of the provider"),
        ] {
            let mut tx = store.write().await.unwrap();
            let refused = tx.add_provider_identity(&taken).await;
            assert!(matches!(refused, Err(StoreError::Conflict(_))), "{why}: {refused:?}");
        }
        let mut tx = store.write().await.unwrap();
        let found = tx.provider_identity("subject1").await.unwrap();
        assert_eq!(found, Some(ProviderIdentity { used: Some(later(3)), ..one(1, 1, "work") }));
        assert_eq!(tx.provider_identity("subject9").await.unwrap(), None);
        assert!(!tx.drop_provider_identity(id(0xacc2), id(0x1d02)).await.unwrap(), "somebody else's");
        assert!(tx.drop_provider_identity(id(0xacc1), id(0x1d02)).await.unwrap());
        assert_eq!(tx.provider_identities_of(id(0xacc1)).await.unwrap().len(), 1);
        tx.close_account(id(0xacc1), later(5)).await.unwrap();
        assert_eq!(tx.provider_identities_of(id(0xacc1)).await.unwrap(), vec![]);
    }
}
