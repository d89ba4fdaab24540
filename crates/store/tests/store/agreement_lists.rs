//! Lists of agreements: of a party, of an office.
use crate::support::*;
use domain::access::agreement::Group;
use store::Store;
use store::access::{Only, Whose};
use store::cases::CaseRow;
use uuid::Uuid;

const PARTY: Uuid = Uuid::from_u128(71);
const OTHER: Uuid = Uuid::from_u128(72);

/// Agreements in some states, and a case of another kind. The body is the authority of all of them, signs the second for the publisher, and
/// opens data of its own by the fourth.
async fn entered(store: &Store) -> (Uuid, Uuid) {
    let first = dataset(1);
    let body = first.publisher;
    enter(store, &[first]).await;
    let mut tx = store.write().await.unwrap();
    let publisher = tx.upsert_body(&super::support::body(2), noon()).await.unwrap().id;
    let rows = [
        (701, "XY-20261020-0001", "XY", "pending-click", PARTY, publisher, None),
        (702, "XY-20261020-0002", "XY", "active", PARTY, body, None),
        (703, "XY-20261020-0003", "XY", "drafted", OTHER, publisher, Some(publisher)),
        (704, "XY-20261020-0004", "XY", "destroyed", PARTY, body, None),
        (705, "SQ-20261020-0001", "SQ", "drafted", PARTY, body, Some(body)),
    ];
    for (n, number, kind, state, party, handler, with) in rows {
        let row = CaseRow {
            id: id(n),
            number: number.into(),
            kind: kind.into(),
            state: state.into(),
            party: Some(party),
            handler: Some(handler),
            closed: (state == "destroyed").then(noon),
            ..crate::cases::case(1, body, with)
        };
        tx.add_case(&row).await.unwrap();
    }
    tx.put_case_bodies(id(702), &[(publisher, false)]).await.unwrap();
    tx.commit(vec![]).await.unwrap();
    (body, publisher)
}

async fn numbers(store: &Store, whose: Whose<'_>, only: Only) -> Vec<u32> {
    let mut tx = store.read().await.unwrap();
    let rows = tx.agreement_list(whose, only, 0, 20).await.unwrap();
    assert_eq!(tx.agreement_count(whose, only).await.unwrap(), rows.len() as u64, "counted like listed");
    rows.iter().map(|row| row.number[14..].parse().unwrap()).collect()
}

both! {
    async fn r076_a_party_finds_its_agreements_with_what_waits_for_it_first(store: &Store) {
        entered(store).await;
        let mine = Whose::Party(PARTY);
        assert_eq!(numbers(store, mine, Only::All).await, [1, 2, 4], "agreements alone, what is over last");
        assert_eq!(numbers(store, mine, Only::Turn).await, [1]);
        assert_eq!(numbers(store, mine, Only::Group(Group::InForce)).await, [2]);
        assert_eq!(numbers(store, mine, Only::Group(Group::Over)).await, [4]);
        assert_eq!(numbers(store, Whose::Party(OTHER), Only::Group(Group::Preparing)).await, [3]);
        assert!(numbers(store, Whose::Party(id(99)), Only::All).await.is_empty());
        let mut tx = store.read().await.unwrap();
        let second = tx.agreement_list(mine, Only::All, 1, 1).await.unwrap();
        assert_eq!(second.iter().map(|row| row.id).collect::<Vec<_>>(), [id(702)], "page by page");
    }
}

both! {
    async fn r152_r155_an_office_finds_what_it_has_a_part_in_and_nothing_of_its_readers_own(store: &Store) {
        let (body, publisher) = entered(store).await;
        let office = |body, publisher, authority, without| Whose::Office { body, publisher, authority, without };
        assert_eq!(numbers(store, office(body, false, true, &[]), Only::All).await, [3, 2, 1, 4], "what is over last");
        assert_eq!(numbers(store, office(body, true, false, &[]), Only::All).await, [4], "its own data alone");
        assert_eq!(numbers(store, office(publisher, true, false, &[]), Only::All).await, [3, 2, 1], "its turn first");
        assert_eq!(numbers(store, office(publisher, true, false, &[]), Only::Turn).await, [3]);
        assert_eq!(numbers(store, office(publisher, true, true, &[OTHER]), Only::All).await, [2, 1]);
        assert_eq!(numbers(store, office(body, false, true, &[PARTY, OTHER]), Only::All).await, Vec::<u32>::new());
        assert_eq!(numbers(store, office(body, false, false, &[]), Only::All).await, Vec::<u32>::new(), "no role, nothing");
    }
}
