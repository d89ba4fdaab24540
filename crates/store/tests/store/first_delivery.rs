//! When data was first had under an agreement: what its build target counts from.
use crate::support::*;
use chrono::TimeDelta;
use domain::access::DeliveryMode;
use domain::access::delivery::Entitlement;
use store::Store;
use store::access::{DeliveryRow, EntitlementRow};

const NUMBER: &str = "XY-20261021-0001";

both! {
    async fn r096_the_first_delivery_is_the_earliest_that_was_granted_under_any_line(store: &Store) {
        let data = dataset(1);
        enter(store, std::slice::from_ref(&data)).await;
        let entitlement = |n: u128, agreement: &str| Entitlement {
            id: id(n),
            agreement: agreement.into(),
            party: id(60),
            dataset: data.id,
            publisher: data.publisher,
            mode: DeliveryMode::Api,
            items: vec!["lot".into()],
            from: None,
            to: None,
            regions: Vec::new(),
            volume: None,
            consent: None,
            system: String::new(),
            begins: noon(),
            ends: None,
            closed: None,
        };
        let delivery = |n: u128, of: u128, hours: i64, refusal: Option<&str>| DeliveryRow {
            id: id(n),
            entitlement: id(of),
            at: noon() + TimeDelta::hours(hours),
            amount: 1,
            mode: "api".into(),
            items: vec!["lot".into()],
            rows: None,
            bytes: None,
            refusal: refusal.map(str::to_owned),
            key: None,
            account: None,
            address: "203.0.113.9".into(),
        };
        let mut tx = store.write().await.unwrap();
        for (n, agreement) in [(50, NUMBER), (51, NUMBER), (52, "XY-20261021-0002")] {
            tx.put_entitlement(&EntitlementRow { entitlement: entitlement(n, agreement), version: 0 }).await.unwrap();
        }
        assert_eq!(tx.first_delivery(NUMBER).await.unwrap(), None, "nothing was had");
        tx.add_data_delivery(&delivery(70, 50, 1, Some("suspended"))).await.unwrap();
        tx.add_data_delivery(&delivery(71, 52, 2, None)).await.unwrap();
        assert_eq!(tx.first_delivery(NUMBER).await.unwrap(), None, "refused, or under another agreement");
        tx.add_data_delivery(&delivery(72, 50, 9, None)).await.unwrap();
        tx.add_data_delivery(&delivery(73, 51, 5, None)).await.unwrap();
        assert_eq!(tx.first_delivery(NUMBER).await.unwrap(), Some(noon() + TimeDelta::hours(5)), "under any line");
        assert_eq!(tx.first_delivery("XY-0").await.unwrap(), None);
        tx.commit(vec![]).await.unwrap();
    }
}
