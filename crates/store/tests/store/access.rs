//! Windows, conditions, credit, lines, entitlements.
use crate::support::*;
use chrono::TimeDelta;
use domain::access::DeliveryMode;
use domain::access::application::CommitmentText;
use domain::access::conditions::{Conditions, in_force};
use domain::access::credit::{CreditCheck, CreditEntry};
use domain::access::delivery::{ApiKey, Entitlement, Volume, VolumeUnit};
use domain::access::window::{Window, WindowCommand};
use domain::account::PartyKind;
use domain::catalog::{AccessRights, Dataset, Suspension, SuspensionReason};
use domain::profile::CreditTest;
use store::access::{
    AgreementRow, AnnouncementRow, AnnouncementText, CreditRow, DeliveryRow, EntitlementRow, LineRow, SignatureRow,
    TemplateKind, TemplateRow, WindowRow,
};
use store::cases::CaseRow;
use store::parties::Party;
use store::{SealedColumn, Store, StoreError};
use uuid::Uuid;

/// A dataset and its publisher.
async fn one(store: &Store) -> (Uuid, Uuid) {
    let entry = dataset(1);
    let found = (entry.id, entry.publisher);
    enter(store, &[entry]).await;
    found
}

both! {
    async fn r057_a_window_is_changed_by_one_at_a_time(store: &Store) {
        let (_, body) = one(store).await;
        let draft = Window::draft(id(900), body, day("2026-09-01"), day("2026-09-30"));
        let mut tx = store.write().await.unwrap();
        tx.put_window(&WindowRow { window: draft.clone(), version: 0 }).await.unwrap();
        tx.commit(vec![]).await.unwrap();
        let command = WindowCommand::Announce { notice: "n1".into() };
        let at = "2026-08-20T02:00:00Z".parse().unwrap();
        let announced = draft.decide(command, &[], at).unwrap();
        let mut tx = store.write().await.unwrap();
        tx.put_window(&WindowRow { window: announced.clone(), version: 1 }).await.unwrap();
        let late = tx.put_window(&WindowRow { window: announced.clone(), version: 1 }).await;
        assert!(matches!(late, Err(StoreError::Conflict(_))));
        assert_eq!(tx.windows(Some(body)).await.unwrap(), [WindowRow { window: announced, version: 2 }]);
        assert_eq!(tx.windows(None).await.unwrap().len(), 1);
        assert_eq!(tx.windows(Some(id(999))).await.unwrap(), []);
        tx.commit(vec![]).await.unwrap();
    }
}

both! {
    async fn r059_published_conditions_never_change(store: &Store) {
        let (dataset, _) = one(store).await;
        let mut tx = store.write().await.unwrap();
        let draft = Conditions { modes: vec![DeliveryMode::File], ..Conditions::draft(dataset) };
        tx.put_conditions(&draft).await.unwrap();
        let first = draft.publish(noon()).unwrap();
        tx.put_conditions(&first).await.unwrap();
        let changed = Conditions { modes: vec![DeliveryMode::Api], ..first.clone() };
        assert!(matches!(tx.put_conditions(&changed).await, Err(StoreError::Conflict(_))));
        tx.put_conditions(&first.revised()).await.unwrap();
        let all = tx.conditions(dataset).await.unwrap();
        assert_eq!(all.iter().map(|set| set.version).collect::<Vec<_>>(), [1, 2]);
        assert_eq!(in_force(&all, dataset, noon() + TimeDelta::days(1)), Some(&first));
        tx.commit(vec![]).await.unwrap();
    }
}

both! {
    async fn r055_r137_credit_entries_are_found_by_hash_and_lifted(store: &Store) {
        let row = |n, violation: Option<&str>| CreditRow {
            id: id(n),
            subject: "hash".into(),
            entry: CreditEntry {
                test: CreditTest::RecordUnderRegulation,
                from: day("2026-01-10"),
                to: None,
                source: "本平台".into(),
                grade: None,
            },
            violation: violation.map(str::to_owned),
            added: noon(),
        };
        let mut tx = store.write().await.unwrap();
        tx.add_credit(&row(1, Some("WG-20260110-0001"))).await.unwrap();
        tx.commit(vec![]).await.unwrap();
        let mut tx = store.write().await.unwrap();
        assert!(tx.add_credit(&row(2, Some("WG-20260110-0001"))).await.is_err(), "once for a violation");
        drop(tx);
        let mut tx = store.write().await.unwrap();
        assert!(tx.lift_credit(id(1), day("2026-09-05")).await.unwrap());
        assert!(!tx.lift_credit(id(1), day("2026-09-06")).await.unwrap(), "lifted before");
        let entries: Vec<_> = tx.credit_of("hash").await.unwrap().into_iter().map(|row| row.entry).collect();
        let listed = |on: &str| {
            CreditCheck::of(&[CreditTest::RecordUnderRegulation], &entries, day(on), noon()).listed().count()
        };
        assert_eq!((listed("2026-09-05"), listed("2026-09-06")), (1, 0));
        assert_eq!(tx.credit_of("another").await.unwrap(), []);
        tx.commit(vec![]).await.unwrap();
    }
}

both! {
    async fn r088_entitlements_and_every_access_are_kept(store: &Store) {
        let (dataset, publisher) = one(store).await;
        let entitlement = Entitlement {
            id: id(50),
            agreement: "XY-20261021-0001".into(),
            party: id(60),
            dataset,
            publisher,
            mode: DeliveryMode::Api,
            items: vec!["lot".into()],
            from: None,
            to: None,
            regions: Vec::new(),
            volume: Some(Volume { count: 10, unit: VolumeUnit::Day }),
            consent: None,
            system: "停车通平台".into(),
            begins: noon(),
            ends: Some(noon() + TimeDelta::days(100)),
            closed: None,
        };
        let mut tx = store.write().await.unwrap();
        tx.put_entitlement(&EntitlementRow { entitlement: entitlement.clone(), version: 0 }).await.unwrap();
        let closed = Entitlement { closed: Some(noon() + TimeDelta::days(2)), ..entitlement.clone() };
        tx.put_entitlement(&EntitlementRow { entitlement: closed.clone(), version: 1 }).await.unwrap();
        let late = tx.put_entitlement(&EntitlementRow { entitlement, version: 1 }).await;
        assert!(matches!(late, Err(StoreError::Conflict(_))));
        let stored = EntitlementRow { entitlement: closed, version: 2 };
        assert_eq!(tx.entitlements_of(id(60)).await.unwrap(), std::slice::from_ref(&stored));
        assert_eq!(tx.entitlements_to(stored.entitlement.dataset).await.unwrap(), std::slice::from_ref(&stored));
        assert_eq!(tx.entitlements_to(Uuid::nil()).await.unwrap(), []);
        assert_eq!(tx.entitlements_under("XY-20261021-0001").await.unwrap(), [stored]);
        assert_eq!(tx.entitlements_of(id(61)).await.unwrap(), []);
        let delivery = |n: i64, amount, refusal: Option<&str>| DeliveryRow {
            id: id(u128::from(n.unsigned_abs()) + 70),
            entitlement: id(50),
            at: noon() + TimeDelta::hours(n),
            amount,
            mode: "api".into(),
            items: vec!["lot".into()],
            rows: Some(3),
            bytes: Some(12),
            refusal: refusal.map(str::to_owned),
            key: Some(id(90)),
            account: None,
            address: "203.0.113.9".into(),
        };
        for row in [delivery(0, 3, None), delivery(1, 4, None), delivery(2, 5, Some("suspended"))] {
            tx.add_data_delivery(&row).await.unwrap();
        }
        assert_eq!(tx.delivered_since(id(50), noon()).await.unwrap(), 7, "refused ones take nothing");
        assert_eq!(tx.delivered_since(id(50), noon() + TimeDelta::minutes(30)).await.unwrap(), 4);
        assert_eq!(tx.delivered_since(id(51), noon()).await.unwrap(), 0);
        let newest = tx.data_deliveries(id(50), 0, 2).await.unwrap();
        assert_eq!(newest, [delivery(2, 5, Some("suspended")), delivery(1, 4, None)]);
        assert_eq!(tx.data_deliveries(id(50), 2, 2).await.unwrap(), [delivery(0, 3, None)]);
        assert_eq!(tx.count_data_deliveries(id(50)).await.unwrap(), (3, 1));
        tx.hold_entitlement(id(50)).await.unwrap();
        let opened = tx.entitlements_opened_by(publisher, None).await.unwrap();
        assert_eq!(opened.iter().map(|row| (row.entitlement.id, row.version)).collect::<Vec<_>>(), [(id(50), 2)]);
        assert_eq!(tx.entitlements_opened_by(id(61), None).await.unwrap(), []);
        let region = tx.body_by_id(publisher).await.unwrap().unwrap().region;
        assert_eq!(tx.entitlements_opened_by(id(61), Some(&region)).await.unwrap().len(), 1, "the authority of its region");
        assert_eq!(tx.entitlement(id(50)).await.unwrap().map(|row| row.version), Some(2));
        assert_eq!(tx.entitlement(id(51)).await.unwrap(), None);
        tx.commit(vec![]).await.unwrap();
    }
}

both! {
    async fn r012_r088_how_a_dataset_stands_is_asked_by_its_id(store: &Store) {
        let (dataset, _) = one(store).await;
        let mut tx = store.write().await.unwrap();
        let open = tx.standing(dataset).await.unwrap().expect("the dataset");
        assert!(!open.withdrawn && !open.suspended);
        let suspension = Suspension {
            id: id(70),
            since: noon(),
            reason: SuspensionReason::RightsVerification,
            case: None,
            ended: None,
        };
        tx.suspend(&open.code, &suspension, noon()).await.unwrap();
        assert!(tx.standing(dataset).await.unwrap().is_some_and(|standing| standing.suspended && !standing.withdrawn));
        tx.end_suspension(&open.code, id(70), noon()).await.unwrap();
        tx.set_access_rights(&open.code, AccessRights::NonPublic, noon()).await.unwrap();
        assert!(tx.standing(dataset).await.unwrap().is_some_and(|standing| !standing.suspended && standing.withdrawn));
        assert_eq!(tx.standing(id(999)).await.unwrap(), None);
        tx.commit(vec![]).await.unwrap();
    }
}

both! {
    async fn r092_keys_are_kept_by_their_hash_and_end_once(store: &Store) {
        let mut tx = store.write().await.unwrap();
        let account = crate::accounts::account(1);
        tx.add_party(&Party { id: account.party, ..crate::accounts::party(1, PartyKind::Person) }).await.unwrap();
        tx.add_account(&account).await.unwrap();
        let key = |n: u128| ApiKey {
            id: id(n),
            party: account.party,
            agreement: "XY-20261021-0001".into(),
            prefix: format!("odk_{n}"),
            hash: format!("hash-{n}"),
            label: "停车通".into(),
            system: "停车通平台".into(),
            addresses: vec!["203.0.113.9".into()],
            made: noon() + TimeDelta::minutes(i64::try_from(n).unwrap()),
            made_by: account.id,
            replaces: (n > 1).then(|| id(1)),
            retires: None,
            revoked: None,
            expires: (n > 1).then(|| noon() + TimeDelta::days(30)),
            used: None,
        };
        tx.add_api_key(&key(1)).await.unwrap();
        tx.add_api_key(&key(2)).await.unwrap();
        assert_eq!(tx.api_keys_of(account.party).await.unwrap(), [key(2), key(1)]);
        assert_eq!(tx.api_key_by_hash("hash-1").await.unwrap(), Some(key(1)));
        assert_eq!(tx.api_key_by_hash("hash-3").await.unwrap(), None);
        let later = noon() + TimeDelta::hours(9);
        assert!(tx.retire_api_key(id(1), later).await.unwrap());
        assert!(!tx.retire_api_key(id(1), noon()).await.unwrap(), "its time is set");
        assert!(tx.revoke_api_key(id(2), later).await.unwrap());
        assert!(!tx.revoke_api_key(id(2), noon()).await.unwrap(), "revoked before");
        tx.api_key_used(id(1), later, "203.0.113.9").await.unwrap();
        let used = Some((later, "203.0.113.9".to_owned()));
        assert_eq!(tx.api_key_by_hash("hash-1").await.unwrap(), Some(ApiKey { retires: Some(later), used, ..key(1) }));
        assert_eq!(tx.api_key_by_hash("hash-2").await.unwrap(), Some(ApiKey { revoked: Some(later), ..key(2) }));
        tx.commit(vec![]).await.unwrap();
    }
}

both! {
    async fn r063_a_publisher_reads_its_own_lines_alone(store: &Store) {
        let (dataset, publisher) = one(store).await;
        let mut tx = store.write().await.unwrap();
        let second = tx.upsert_body(&body(2), noon()).await.unwrap().id;
        let case = crate::cases::case(1, publisher, None);
        tx.add_case(&case).await.unwrap();
        let line = |no, publisher, decision: &str| LineRow { case: case.id, no, dataset, publisher, decision: decision.into() };
        tx.put_lines(&[line(1, publisher, "pending"), line(2, second, "pending")]).await.unwrap();
        tx.put_lines(&[line(2, second, "agreed")]).await.unwrap();
        assert_eq!(tx.lines(case.id, Some(second)).await.unwrap(), [line(2, second, "agreed")]);
        assert_eq!(tx.lines(case.id, None).await.unwrap(), [line(1, publisher, "pending"), line(2, second, "agreed")]);
        assert_eq!(tx.lines(id(4), None).await.unwrap(), []);
        tx.commit(vec![]).await.unwrap();
    }
}

both! {
    /// a signature is entered once and never changed; a new master key may only seal the same values anew.
    async fn r077_r082_a_signature_stays_as_it_is(store: &Store) {
        let (_, body) = one(store).await;
        let mut tx = store.write().await.unwrap();
        let (application, agreement) = (id(700), id(701));
        for (case, number, kind) in [(application, "SQ-20260910-0001", "SQ"), (agreement, "XY-20261020-0001", "XY")] {
            let row = CaseRow { id: case, number: number.into(), kind: kind.into(), ..crate::cases::case(1, body, Some(body)) };
            tx.add_case(&row).await.unwrap();
        }
        let beside = AgreementRow {
            case: agreement,
            number: "XY-20261020-0001".into(),
            application,
            renews: None,
            version: 1,
            secret: vec![1],
        };
        tx.add_agreement(&beside).await.unwrap();
        tx.set_agreement_secret(agreement, &[2]).await.unwrap();
        let beside = AgreementRow { secret: vec![2], ..beside };
        assert_eq!(tx.agreement(agreement).await.unwrap(), Some(beside.clone()));
        assert_eq!(tx.agreements_of(application).await.unwrap(), [beside]);
        let open: Vec<_> = tx.open_agreements().await.unwrap().into_iter().map(|row| row.id).collect();
        assert_eq!(open, [agreement]);
        let signature = SignatureRow {
            case: agreement,
            number: "XY-20261020-0001".into(),
            at: noon(),
            sha256: "ab".repeat(32),
            template: 1,
            opening: body,
            party: id(7),
            account: id(8),
            name: vec![1],
            address: vec![2],
            text: vec![3],
        };
        let unsigned = tx.register_stamp().await.unwrap();
        assert_eq!(tx.signed_agreements().await.unwrap(), [], "R-091: only who signed has the data");
        tx.add_signature(&signature).await.unwrap();
        let signed = tx.signed_agreements().await.unwrap();
        assert_eq!(signed.iter().map(|row| row.id).collect::<Vec<_>>(), [agreement]);
        let changed = CaseRow { state: "renewed".into(), ..signed.into_iter().next().unwrap() };
        tx.save_case(&changed).await.unwrap();
        assert_eq!(tx.signed_agreements().await.unwrap(), [], "the version that took its place stands for it");
        assert_ne!(tx.register_stamp().await.unwrap(), unsigned);
        assert!(tx.add_agreement_file(&"cd".repeat(32), agreement, "text", noon()).await.unwrap());
        assert!(!tx.add_agreement_file(&"cd".repeat(32), agreement, "text", noon()).await.unwrap(), "known already");
        assert_eq!(tx.agreement_pdf(agreement).await.unwrap(), None, "the text is no PDF");
        assert!(tx.add_agreement_file(&"ef".repeat(32), agreement, "sealed-pdf", noon()).await.unwrap());
        assert_eq!(tx.agreement_pdf(agreement).await.unwrap().as_deref(), Some("sealed-pdf"));
        tx.commit(vec![]).await.unwrap();

        let mut tx = store.write().await.unwrap();
        let anew = SealedColumn { table: "agreement_signatures", id: "case_id", part: None, column: "name" };
        assert_eq!(tx.replace_sealed(anew, agreement, &[1], &[9]).await.unwrap(), 1);
        tx.commit(vec![]).await.unwrap();
        for (column, old) in [("account_id", id(8)), ("party_id", id(7)), ("opening_id", body)] {
            let mut tx = store.write().await.unwrap();
            let forged = SealedColumn { table: "agreement_signatures", id: "case_id", part: None, column };
            assert!(tx.replace_sealed(forged, agreement, old.as_bytes(), id(99).as_bytes()).await.is_err(), "{column}");
        }
        let mut tx = store.write().await.unwrap();
        assert!(tx.add_signature(&signature).await.is_err(), "once");
        drop(tx);
        let mut tx = store.read().await.unwrap();
        let kept = SignatureRow { name: vec![9], ..signature };
        assert_eq!(tx.signature(agreement).await.unwrap(), Some(kept.clone()));
        assert_eq!(tx.signature_by("XY-20261020-0001", &"ab".repeat(32)).await.unwrap(), Some(kept.clone()));
        assert_eq!(tx.signature_by("XY-20261020-0001", &"ac".repeat(32)).await.unwrap(), None);
        assert_eq!(tx.signature_of_file(&"cd".repeat(32)).await.unwrap(), Some(kept));
        assert_eq!(tx.signature_of_file(&"ab".repeat(32)).await.unwrap(), None);
    }
}

both! {
    async fn r057_an_announcement_is_corrected_by_a_version_and_never_goes_away(store: &Store) {
        let (_, body) = one(store).await;
        let row = AnnouncementRow {
            id: id(910), code: "n0t1ce0001".into(), authority: body, kind: "acceptance".into(), version: 0, issued: None,
        };
        let text = |number, published| AnnouncementText {
            announcement: id(910), number, title: format!("公告{number}"), body: "正文".into(), title_en: String::new(), body_en: String::new(),
            note: String::new(), by: None, written: noon(), published,
        };
        let mut tx = store.write().await.unwrap();
        tx.put_announcement(&row).await.unwrap();
        tx.put_announcement_text(&text(1, None)).await.unwrap();
        assert_eq!(tx.announcements("", 10, 0).await.unwrap(), [], "a draft is nobody's business");
        tx.put_announcement(&AnnouncementRow { version: 1, issued: Some(noon()), ..row.clone() }).await.unwrap();
        tx.put_announcement_text(&text(1, Some(noon()))).await.unwrap();
        let late = tx.put_announcement(&AnnouncementRow { version: 1, ..row.clone() }).await;
        assert!(matches!(late, Err(StoreError::Conflict(_))));
        assert!(matches!(tx.put_announcement_text(&text(1, None)).await, Err(StoreError::Conflict(_))));
        tx.put_announcement_text(&text(2, None)).await.unwrap();
        assert!(tx.drop_announcement_draft(id(910)).await.unwrap() && !tx.drop_announcement_draft(id(910)).await.unwrap());
        let stored = AnnouncementRow { version: 2, issued: Some(noon()), ..row };
        assert_eq!(tx.announcements("acceptance", 10, 0).await.unwrap(), std::slice::from_ref(&stored));
        assert_eq!(tx.announcement("n0t1ce0001").await.unwrap(), Some(stored));
        assert_eq!(tx.announcement_texts(id(910)).await.unwrap(), [text(1, Some(noon()))]);
        assert_eq!((tx.count_announcements("other").await.unwrap(), tx.count_announcements("").await.unwrap()), (0, 1));
        assert_eq!(tx.announcements_of(body).await.unwrap().len(), 1);
        tx.commit(vec![]).await.unwrap();
    }
}

both! {
    async fn r075_texts_are_versioned_and_published_ones_never_change(store: &Store) {
        let (_, body) = one(store).await;
        let row = |number, published| TemplateRow {
            authority: body, number, text: CommitmentText::shipped(), note: "依据官方文本".into(), by: None, written: noon(), published,
        };
        let kind = TemplateKind::Commitment;
        let mut tx = store.write().await.unwrap();
        tx.put_template(kind, &row(2, None)).await.unwrap();
        tx.put_template(kind, &row(2, Some(noon()))).await.unwrap();
        assert!(matches!(tx.put_template(kind, &row(2, None)).await, Err(StoreError::Conflict(_))));
        tx.put_template(kind, &row(3, None)).await.unwrap();
        assert!(tx.drop_template_draft(kind, body).await.unwrap());
        assert_eq!(tx.templates::<CommitmentText>(kind, body).await.unwrap(), [row(2, Some(noon()))]);
        assert_eq!(tx.templates::<CommitmentText>(TemplateKind::Agreement, body).await.unwrap(), []);
        assert!(tx.add_window_reminder(id(7), body, noon()).await.unwrap());
        assert!(!tx.add_window_reminder(id(7), body, noon()).await.unwrap(), "asked for once");
        assert_eq!(tx.window_reminders().await.unwrap(), [(id(7), body)]);
        assert!(tx.take_window_reminder(id(7), body).await.unwrap() && !tx.take_window_reminder(id(7), body).await.unwrap());
        tx.commit(vec![]).await.unwrap();
    }
}

both! {
    async fn r055_entries_are_listed_and_those_that_ended_are_told_apart(store: &Store) {
        let entry = |to| CreditEntry { test: CreditTest::DishonestDebtor, from: day("2026-01-10"), to, source: "法院".into(), grade: None };
        let row = |n, to| CreditRow { id: id(n), subject: format!("s{n}"), entry: entry(to), violation: None, added: noon() };
        let mut tx = store.write().await.unwrap();
        tx.add_credit(&row(921, None)).await.unwrap();
        tx.add_credit(&row(922, Some(day("2026-02-01")))).await.unwrap();
        let today = Some(day("2026-09-10"));
        assert_eq!(tx.credit_entries(today, 10, 0).await.unwrap(), [row(921, None)]);
        assert_eq!(tx.credit_entries(None, 1, 1).await.unwrap().len(), 1);
        assert_eq!((tx.count_credit_entries(today).await.unwrap(), tx.count_credit_entries(None).await.unwrap()), (1, 2));
        assert_eq!(tx.credit_entry(id(922)).await.unwrap(), Some(row(922, Some(day("2026-02-01")))));
        tx.commit(vec![]).await.unwrap();
    }
}

both! {
    async fn r059_a_body_sees_how_far_the_conditions_of_its_restricted_data_are(store: &Store) {
        let (mut with, mut without) = (dataset(1), dataset(2));
        (with.access_rights, without.access_rights) = (AccessRights::Restricted, AccessRights::Restricted);
        without.title = "100%_停车".into();
        let publisher = with.publisher;
        without.publisher = publisher;
        enter(store, &[with.clone(), without.clone(), Dataset { publisher, ..dataset(3) }]).await;
        let mut tx = store.write().await.unwrap();
        let first = Conditions { modes: vec![DeliveryMode::File], ..Conditions::draft(with.id) }.publish(noon()).unwrap();
        tx.put_conditions(&first).await.unwrap();
        tx.put_conditions(&first.revised()).await.unwrap();
        let rows = tx.restricted_of(publisher, "", 10, 0).await.unwrap();
        let found: Vec<_> = rows.iter().map(|row| (row.code.as_str(), row.version, row.published, row.drafts)).collect();
        let expected = [(without.code.as_str(), None, None, 0), (with.code.as_str(), Some(1), Some(noon()), 1)];
        assert_eq!(found, expected, "those without conditions first");
        assert_eq!(tx.restricted_of(publisher, "100%_", 10, 0).await.unwrap().len(), 1, "no wildcards");
        assert_eq!(tx.count_restricted_of(publisher, "").await.unwrap(), 2);
        assert_eq!(tx.count_restricted_of(id(999), "").await.unwrap(), 0);
        assert!(tx.drop_conditions_draft(with.id).await.unwrap());
        assert_eq!(tx.conditions(with.id).await.unwrap(), [first]);
        tx.commit(vec![]).await.unwrap();
    }
}
