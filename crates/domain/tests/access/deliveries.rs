//! Who may fetch what, until when (R-079, R-085, R-087…R-092).
use crate::fixture::{PARTY, TRANSPORT, filed};
use crate::support::{at, d};
use domain::access::DeliveryMode;
use domain::access::delivery::{
    ApiKey, Cut, Entitlement, Grant, OVERLAP, Recipient, Request, Situation, VolumeUnit, fetch, grant, history, rows,
    still, untreated,
};
use domain::account::PartyKind;
use domain::calendar::day_ends_at;
use domain::catalog::{Column, DataItem, Sensitivity};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

const NONE: BTreeSet<String> = BTreeSet::new();

fn entitlement() -> Entitlement {
    let line = filed("zhejiang", "09-10T15:02").lines.remove(0);
    let ends = day_ends_at(d("12-31")).expect("a date");
    grant(Uuid::from_u128(90), &line, "XY-20261021-0001", PARTY, "停车通平台", (at("10-21T09:30"), ends))
}

fn request() -> Request {
    Request {
        party: PARTY,
        mode: DeliveryMode::Api,
        items: None,
        from: None,
        to: None,
        regions: Vec::new(),
        system: Some("停车通平台".into()),
        amount: 1,
        consent: None,
    }
}

/// The items of the dataset with the last version that has them; 车牌 came later, 空位 was renamed after version 4.
fn items(free_until: Option<i64>) -> BTreeMap<String, Option<i64>> {
    BTreeMap::from([("lot".into(), None), ("free".into(), free_until), ("plate".into(), None), ("new".into(), None)])
}

fn ask(change: impl FnOnce(&mut Request), when: &str, used: u64) -> Result<Grant, Cut> {
    let (mut request, items) = (request(), items(None));
    change(&mut request);
    let situation =
        Situation { now: at(when), suspended: false, withdrawn: false, used, untreated: &NONE, items: &items };
    fetch(&entitlement(), &request, &situation)
}

#[test]
fn r088_exactly_what_was_approved_leaves() {
    let all = ask(|_| {}, "10-22T09:00", 0).expect("granted");
    assert_eq!(all.items, ["lot", "free"], "the approved items, never one that came later");
    assert_eq!((all.from, all.to, all.regions), (Some(d("01-01")), Some(d("12-31")), vec!["330100".to_owned()]));
    assert_eq!(all.trace, "XY-20261021-0001", "R-090");
    let part = ask(|r| (r.items, r.regions) = (Some(vec!["lot".into()]), vec!["330106".into()]), "10-22T09:00", 0);
    assert_eq!(part.map(|grant| (grant.items, grant.regions)), Ok((vec!["lot".into()], vec!["330106".into()])));
    let foreign = |name: &str| Cut::ItemNotApproved { items: vec![name.into()] };
    for name in ["plate", "new"] {
        assert_eq!(ask(|r| r.items = Some(vec!["lot".into(), name.into()]), "10-22T09:00", 0), Err(foreign(name)));
    }
    assert_eq!(ask(|r| r.from = Some(d("01-01").pred_opt().expect("a day")), "10-22T09:00", 0), Err(Cut::OutOfRange));
    assert_eq!(ask(|r| r.regions = vec!["330200".into()], "10-22T09:00", 0), Err(Cut::OutOfRange));
    assert_eq!(ask(|r| r.system = Some("别的系统".into()), "10-22T09:00", 0), Err(Cut::WrongSystem));
    assert_eq!(ask(|r| r.mode = DeliveryMode::File, "10-22T09:00", 0), Err(Cut::WrongMode), "R-087");
    // no key of a third party.
    assert_eq!(ask(|r| r.party = TRANSPORT, "10-22T09:00", 0).map_err(|cut| cut.code()), Err("not-found"));
}

#[test]
fn r079_r085_from_the_click_to_the_last_midnight() {
    assert_eq!(ask(|_| {}, "10-21T09:29", 0), Err(Cut::NotBegun));
    assert!(ask(|_| {}, "10-21T09:30", 0).is_ok() && ask(|_| {}, "12-31T23:59", 0).is_ok());
    let end = day_ends_at(d("12-31")).expect("a date");
    assert_eq!(still(&entitlement(), end, false, false), Err(Cut::Ended), "a download under way too");
    let renewing = Entitlement { ends: None, ..entitlement() };
    assert_eq!(still(&renewing, end, false, false), Ok(()));
}

#[test]
fn r012_r133_suspension_of_data_or_user_cuts_at_once() {
    let now = at("10-22T09:00");
    assert_eq!(still(&entitlement(), now, true, false), Err(Cut::DatasetSuspended));
    assert_eq!(still(&entitlement(), now, false, true), Err(Cut::Withdrawn));
    let closed = Entitlement { closed: Some(now), ..entitlement() };
    assert_eq!(still(&closed, at("10-22T08:59"), false, false), Ok(()));
    assert_eq!(still(&closed, now, false, false), Err(Cut::UserClosed));
}

#[test]
fn r088_a_removed_item_answers_with_the_version_where_it_ended() {
    let items = items(Some(4));
    let situation = Situation {
        now: at("10-22T09:00"),
        suspended: false,
        withdrawn: false,
        used: 0,
        untreated: &NONE,
        items: &items,
    };
    let gone = fetch(&entitlement(), &request(), &situation).expect_err("gone");
    assert_eq!(gone, Cut::ItemGone { item: "free".into(), version: 4 });
    assert!(gone.is_told());
    let rest = Request { items: Some(vec!["lot".into()]), ..request() };
    assert!(fetch(&entitlement(), &rest, &situation).is_ok(), "the others go on");
}

#[test]
fn r088_the_volume_warns_once_at_80_percent_and_ends_at_100() {
    let at_ = |used| ask(|_| {}, "10-22T09:00", used).map(|grant| (grant.remaining, grant.warn));
    assert_eq!(at_(0), Ok((Some(999), false)));
    assert_eq!((at_(798), at_(799), at_(800)), (Ok((Some(201), false)), Ok((Some(200), true)), Ok((Some(199), false))));
    assert_eq!(at_(999), Ok((Some(0), false)));
    assert_eq!(at_(1000), Err(Cut::VolumeUsedUp { count: 1000 }));
    // Counted by the legal day: 16:00 UTC is midnight.
    let since = |unit: VolumeUnit| unit.since(at("10-22T00:30"), at("10-21T09:30")).expect("a date");
    assert_eq!(since(VolumeUnit::Day), at("10-22T00:00"));
    assert_eq!(since(VolumeUnit::Month), at("10-01T00:00"));
    assert_eq!(since(VolumeUnit::Total), at("10-21T09:30"));
}

#[test]
fn r089_an_authorised_query_carries_the_consent() {
    let query = Entitlement { mode: DeliveryMode::AuthorisedQuery, ..entitlement() };
    let items = items(None);
    let situation = Situation {
        now: at("10-22T09:00"),
        suspended: false,
        withdrawn: false,
        used: 0,
        untreated: &NONE,
        items: &items,
    };
    let call = |consent: Option<&str>| Request {
        mode: DeliveryMode::AuthorisedQuery,
        consent: consent.map(str::to_owned),
        ..request()
    };
    assert_eq!(fetch(&query, &call(None), &situation), Err(Cut::ConsentNeeded));
    assert_eq!(fetch(&query, &call(Some(" ")), &situation), Err(Cut::ConsentNeeded));
    assert!(fetch(&query, &call(Some("consent-77")), &situation).is_ok());
}

#[test]
fn r091_the_register_masks_natural_persons() {
    assert_eq!(Recipient::published_name(PartyKind::Person, "张三丰"), "张**");
    assert_eq!(Recipient::published_name(PartyKind::LegalPerson, "示例科技有限公司"), "示例科技有限公司");
    let stored = serde_json::to_string(&entitlement()).expect("json");
    assert_eq!(serde_json::from_str::<Entitlement>(&stored).expect("read"), entitlement());
}

#[test]
fn r074_sensitive_items_leave_with_consent_or_treatment_only() {
    let items = items(None);
    let ask = |consent: Option<&str>, untreated: &[&str], reference: Option<&str>| {
        let untreated = untreated.iter().map(|item| (*item).to_owned()).collect();
        let now = at("10-22T09:00");
        let situation =
            Situation { now, suspended: false, withdrawn: false, used: 0, untreated: &untreated, items: &items };
        let entitled = Entitlement { consent: consent.map(str::to_owned), ..entitlement() };
        fetch(&entitled, &Request { consent: reference.map(str::to_owned), ..request() }, &situation).map(|_| ())
    };
    assert_eq!(ask(None, &["lot"], None), Err(Cut::ConsentNeeded), "flagged after the approval");
    assert_eq!(ask(None, &["plate"], None), Ok(()), "an item that was not approved");
    assert_eq!(ask(Some("treatment"), &["lot"], None), Err(Cut::ConsentNeeded), "not treated yet");
    assert_eq!(ask(Some("treatment"), &[], None), Ok(()));
    assert_eq!(ask(Some("now"), &["lot"], None), Ok(()));
    assert_eq!(ask(Some("per-call"), &["lot"], None), Err(Cut::ConsentNeeded));
    let bulk = ask(Some("per-call"), &["lot"], Some("consent-77"));
    assert_eq!(bulk, Err(Cut::ConsentNeeded), "one person's consent opens nobody else's rows");
    let query = |reference: Option<&str>| {
        let untreated = ["lot".to_owned()].into();
        let now = at("10-22T09:00");
        let situation =
            Situation { now, suspended: false, withdrawn: false, used: 0, untreated: &untreated, items: &items };
        let mode = DeliveryMode::AuthorisedQuery;
        let entitled = Entitlement { consent: Some("per-call".into()), mode, ..entitlement() };
        fetch(&entitled, &Request { consent: reference.map(str::to_owned), mode, ..request() }, &situation).map(|_| ())
    };
    assert_eq!(query(None), Err(Cut::ConsentNeeded));
    assert_eq!(query(Some("consent-77")), Ok(()));
}

fn column(name: &str, title: &str, dtype: &str) -> Column {
    let (name, title) = (name.into(), title.into());
    Column { name, title, dtype: dtype.into(), nulls: 0, distinct: None, min: None, max: None }
}

fn item(name: &str, title: &str, sensitivity: Vec<Sensitivity>) -> DataItem {
    DataItem {
        title: title.into(),
        name: name.into(),
        data_type: None,
        description: None,
        unit: None,
        sensitivity,
        treatment: None,
    }
}

#[test]
fn r088_items_are_found_by_either_name_and_end_with_their_last_version() {
    let items = [item("lot", "停车场", vec![]), item("vacant", "空位", vec![Sensitivity::PersonalInfo])];
    let newest = [column("lot", "停车场", "text"), column("new", "新增", "text")];
    let middle = [column("Lot", "", "text"), column("vacant", "空 位", "integer"), column("old", "", "text")];
    let other = [column("fee", "收费", "number")];
    let versions = [(7, vec![newest.as_slice(), other.as_slice()]), (4, vec![middle.as_slice()])];
    let approved: Vec<String> = ["lot", "停车场", "空位", "old", "fee", "never"].map(str::to_owned).into();
    let known = history(&approved, &items, &versions);
    let of = |name: &str| known.get(name).copied();
    assert_eq!((of("lot"), of("停车场"), of("fee")), (Some(None), Some(None), Some(None)));
    assert_eq!((of("空位"), of("old"), of("never")), (Some(Some(4)), Some(Some(4)), None));
    assert_eq!(untreated(&approved, &items).into_iter().collect::<Vec<_>>(), ["空位"]);
}

#[test]
fn r088_rows_are_told_apart_by_the_first_day_and_the_first_code_or_not_at_all() {
    let all = ask(|_| {}, "10-22T09:00", 0).expect("granted");
    let columns = [
        column("lot", "停车场", "text"),
        column("at", "时间", "datetime"),
        column("made", "建成日期", "date"),
        column("xz", "行政区划代码", "integer"),
    ];
    let found = rows(&all, &columns, "330000").expect("told");
    assert_eq!(found.days, Some(("at".into(), Some(d("01-01")), Some(d("12-31")))));
    assert_eq!(found.regions, Some(("xz".into(), vec!["3301".into()])));
    assert_eq!(rows(&all, &columns[..3], "330106").expect("told").regions, None, "all of it lies within");
    assert_eq!(rows(&all, &columns[..3], "330000"), Err(Cut::RangeUnclear), "no column of codes");
    assert_eq!(rows(&all, &columns[3..], "330100"), Err(Cut::RangeUnclear), "no column of days");
    let unlimited = Grant { from: None, to: None, regions: Vec::new(), ..all };
    assert_eq!(rows(&unlimited, &columns[..1], "330000"), Ok(domain::access::delivery::Rows::default()));
}

#[test]
fn r092_a_key_is_for_its_agreement_its_addresses_and_its_time() {
    let it = entitlement();
    let made = at("10-21T10:00");
    let key = ApiKey {
        id: Uuid::from_u128(91),
        party: PARTY,
        agreement: it.agreement.clone(),
        prefix: "odk_x".into(),
        hash: String::new(),
        label: String::new(),
        system: "停车通平台".into(),
        addresses: vec!["203.0.113.9".into()],
        made,
        made_by: Uuid::from_u128(92),
        replaces: None,
        retires: Some(made + OVERLAP),
        revoked: None,
        expires: None,
        used: None,
    };
    let own = |key: &ApiKey, when| key.admits(&it, "203.0.113.9", when);
    assert_eq!(own(&key, made), Ok(()));
    assert_eq!(own(&key, made + OVERLAP), Err(Cut::KeyRevoked), "another took its place");
    assert_eq!(own(&ApiKey { revoked: Some(made), ..key.clone() }, made), Err(Cut::KeyRevoked));
    assert_eq!(own(&ApiKey { expires: Some(made), ..key.clone() }, made), Err(Cut::KeyRevoked), "its own end");
    assert_eq!(key.admits(&it, "203.0.113.8", made), Err(Cut::WrongAddress));
    let foreign = ApiKey { agreement: "XY-20261021-0002".into(), ..key.clone() };
    assert_eq!(own(&foreign, made), Err(Cut::NotYours));
    assert_eq!(own(&ApiKey { party: TRANSPORT, ..key }, made), Err(Cut::NotYours), "R-092");
}
