//! Data that is had, killed on the way: what left is in the log and counts against the volume, and a key that was shown works.
use super::world::{Sent, World};
use domain::access::DeliveryMode;
use domain::access::delivery::Entitlement;
use store::access::DeliveryRow;

/// How long a request for data may run before the server is killed.
const MOMENTS: [u64; 2] = [20, 200];

/// What an agreement opens in a mode.
pub async fn opened(world: &World, agreement: &str, mode: DeliveryMode) -> Entitlement {
    let store = world.store().await;
    let rows = store.read().await.expect("a read").entitlements_under(agreement).await.expect("entitlements");
    store.close().await;
    rows.into_iter().map(|row| row.entitlement).find(|one| one.mode == mode).expect("an entitlement")
}

/// The accesses that were granted, and what they took from the volume.
async fn log(world: &World, of: &Entitlement) -> (Vec<DeliveryRow>, u64) {
    let store = world.store().await;
    let mut tx = store.read().await.expect("a read");
    let rows = tx.data_deliveries(of.id, 0, 100).await.expect("accesses");
    let taken = tx.delivered_since(of.id, of.begins).await.expect("the volume");
    drop(tx);
    store.close().await;
    (rows.into_iter().filter(|row| row.refusal.is_none()).collect(), taken)
}

/// Asks for data, kills the server meanwhile, and starts it again, at one moment after another, at last in peace: whatever left was written down.
pub async fn had(world: &mut World, of: &Entitlement, request: impl Fn(&World) -> reqwest::RequestBuilder) {
    let mut left = 0;
    for moment in MOMENTS.into_iter().map(Some).chain([None]) {
        let sent = match moment {
            Some(moment) => world.cut(request(world), moment).await,
            None => {
                let sent = Sent::of(request(world)).await;
                world.kill();
                sent
            }
        };
        left += usize::from(sent.is_some_and(|sent| sent.status == 200));
        let (rows, taken) = log(world, of).await;
        assert!(rows.len() >= left, "{left} left, {} are written down", rows.len());
        let amounts: u64 = rows.iter().map(|row| row.amount).sum();
        assert_eq!(amounts, taken, "each of them counts");
        if of.volume.is_some() {
            assert!(rows.iter().all(|row| row.amount > 0), "{rows:?}");
        }
        world.start().await;
    }
    assert!(left > 0, "in peace it is had");
}

/// Makes a key, killed meanwhile at one moment after another, at last in peace: each that was shown works ever after. The last one.
pub async fn key(world: &mut World, agreement: &str, of: &Entitlement) -> String {
    let password = world.password("company").to_owned();
    let mut shown: Vec<String> = Vec::new();
    for (n, moment) in MOMENTS.into_iter().map(Some).chain([None]).enumerate() {
        let label = format!("停车通{n}");
        let fields =
            [("agreement", agreement), ("label", label.as_str()), ("addresses", ""), ("password", password.as_str())];
        let request = world.post("company", "/my/keys", &fields);
        let sent = match moment {
            Some(moment) => world.cut(request, moment).await,
            None => {
                let sent = Sent::of(request).await;
                world.kill();
                sent
            }
        };
        let text = sent.filter(|sent| sent.status == 200).map(|sent| sent.text).unwrap_or_default();
        let key = text.find("odk_").map(|at| &text[at..]);
        let key: Option<String> =
            key.map(|rest| rest.chars().take_while(|c| c.is_ascii_alphanumeric() || "_-".contains(*c)).collect());
        shown.extend(key);
        world.start().await;
    }
    for key in &shown {
        let answer = call(world, of, key).send().await.expect("an answer");
        assert_eq!(answer.status().as_u16(), 200, "a key that was shown works");
    }
    shown.pop().expect("in peace a key is made")
}

/// A call with a key.
pub fn call(world: &World, of: &Entitlement, key: &str) -> reqwest::RequestBuilder {
    world.request(&format!("/api/v1/entitlements/{}/rows?limit=3", of.id)).bearer_auth(key)
}
