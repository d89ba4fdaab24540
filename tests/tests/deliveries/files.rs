//! Files: exactly the approved items and rows, marked, for those entitled and nobody else.
use super::scene::{AGREEMENT, Scene, code, party_of};
use crate::fixture::run;
use domain::access::DeliveryMode;
use domain::account::Role;
use testkit::identities::OTHER_PUBLISHER;
use testkit::{Answer, Client, Identity};

async fn fetch(client: &Client<'_>, path: &str) -> Answer {
    client.send(client.request("GET", path).header("accept", "text/html")).await
}

#[test]
fn r088_r090_a_file_has_the_approved_items_and_rows_and_carries_its_mark() {
    run(async {
        let scene = Scene::new().await;
        let id = scene.entitle(DeliveryMode::File, |_| {}).await;
        let table = scene.table().await;
        let client = scene.test.sign_in_as(Identity::Company).await;
        let page = client.page("/my/access").await;
        assert!(page.contains("停车动态") && page.contains(AGREEMENT), "{page}");
        assert!(page.contains(&format!("/my/access/{id}/{table}.xlsx")), "{page}");
        assert!(page.contains("停车场（lot）"), "as people call it: {page}");
        for format in ["csv", "csv?encoding=gb18030", "json", "jsonl", "parquet", "xlsx"] {
            let answer = fetch(&client, &format!("/my/access/{id}/{table}.{format}")).await;
            assert_eq!(answer.status, 200, "{format}: {}", answer.text());
            assert_eq!(answer.header("cache-control"), "private, no-store", "{format}");
            assert_eq!(answer.header("x-agreement"), AGREEMENT, "{format}");
            assert!(answer.header("content-disposition").contains(AGREEMENT), "{format}: the name of the file");
            assert!(answer.header("etag").is_empty() && answer.header("accept-ranges").is_empty(), "{format}");
            assert!(answer.header("access-control-allow-origin").is_empty(), "{format}");
            assert_eq!(answer.header("x-row-count"), "2", "{format}");
            let has = |part: &str| answer.body.windows(part.len()).any(|bytes| bytes == part.as_bytes());
            for foreign in ["乙停车场", "丙停车场", "浙A0000", "plate", "region_code", "330106"] {
                assert!(!has(foreign), "{format}: {foreign}");
            }
            match format.split('?').next() {
                Some("parquet") => assert!(has(AGREEMENT), "key-value metadata"),
                Some("json" | "jsonl") => assert!(has("甲停车场") && has("己停车场") && has("\"free\":12"), "{format}"),
                Some("xlsx") => {
                    let read = unzip(&answer.body, "docProps/custom.xml");
                    assert!(read.contains(AGREEMENT), "{read}");
                }
                _ => {}
            }
        }
        // A CSV with its description beside it keeps the mark under any name.
        let packed = fetch(&client, &format!("/my/access/{id}/{table}.csv.zip")).await;
        assert_eq!((packed.status, packed.header("content-type")), (200, "application/zip"), "{}", packed.text());
        let names: Vec<String> = zip::ZipArchive::new(std::io::Cursor::new(&packed.body[..]))
            .expect("a ZIP")
            .file_names()
            .map(str::to_owned)
            .collect();
        let csv = names.iter().find(|name| name.ends_with(".csv")).expect("the file");
        assert!(csv.contains(AGREEMENT) && names.contains(&format!("{csv}-metadata.json")), "{names:?}");
        let text = unzip(&packed.body, csv);
        assert!(text.contains("甲停车场") && !text.contains("乙停车场"), "{text}");
        let about: serde_json::Value =
            serde_json::from_str(&unzip(&packed.body, &format!("{csv}-metadata.json"))).expect("JSON");
        assert_eq!((&about["portal:agreement"], &about["url"]), (&AGREEMENT.into(), &csv.as_str().into()), "{about}");
        assert_eq!(about["portal:rows"], 2);
        assert_eq!(about["portal:sha256"], hex::encode(<sha2::Sha256 as sha2::Digest>::digest(text.as_bytes())));
        let columns = about["tableSchema"]["columns"].as_array().expect("columns");
        assert!(columns.iter().any(|column| column["name"] == "free" && column["datatype"] == "integer"), "{about}");
        assert!(!about.to_string().contains("plate"), "nothing that was not approved");
        assert_eq!(scene.log(id).await, vec![None; 7], "each access is written down");
        let log = client.page(&format!("/my/access/{id}/log")).await;
        assert!(log.contains("已交付") && log.contains("2 行"), "{log}");
        // The other side sees the same, without addresses.
        let publisher = scene.test.sign_in_as(Identity::Reviewer).await;
        let desk = publisher.page("/admin/deliveries").await;
        assert!(desk.contains("停车动态") && desk.contains("测试有限公司") && desk.contains(&id.to_string()), "{desk}");
        let log = publisher.page(&format!("/admin/deliveries/{id}")).await;
        let main = log.split("<main").nth(1).and_then(|rest| rest.split("</main>").next()).expect("a main");
        assert!(main.contains("已交付") && !main.contains("127.0.0.1"), "{main}");
        let authority = scene.test.sign_in_as(Identity::AuthorityReviewer).await;
        assert!(authority.page("/admin/deliveries").await.contains(&id.to_string()), "its region");
    });
}

/// The text of a part of a workbook.
fn unzip(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a workbook");
    let mut text = String::new();
    std::io::Read::read_to_string(&mut archive.by_name(name).expect("a part"), &mut text).expect("text");
    text
}

#[test]
fn r088_r092_nobody_else_gets_anything() {
    run(async {
        let scene = Scene::new().await;
        let id = scene.entitle(DeliveryMode::File, |_| {}).await;
        let table = scene.table().await;
        let path = format!("/my/access/{id}/{table}.csv");
        let visitor = scene.test.get(&path).await;
        assert_eq!(visitor.status, 303, "to sign in: {}", visitor.text());
        let secret = "甲停车场";
        for (identity, status) in [
            (Identity::OtherPerson, 404),
            (Identity::Reviewer, 403),
            (Identity::OtherPublisher(Role::Reviewer), 404),
            (Identity::AuthorityReviewer, 404),
        ] {
            let client = scene.test.sign_in_as(identity).await;
            let answer = fetch(&client, &path).await;
            assert_eq!(answer.status, status, "{identity:?}: {}", answer.text());
            assert!(!answer.text().contains(secret), "{identity:?}");
        }
        assert_eq!(scene.log(id).await.len(), 4, "each try is written down");
        let person = scene.test.sign_in_as(Identity::OtherPerson).await;
        assert!(!person.page("/my/access").await.contains("停车动态"));
        for path in [format!("/my/access/{id}/log"), format!("/admin/deliveries/{id}")] {
            assert_eq!(person.get(&path).await.status, 404, "{path}");
        }
        let (other, _) = scene.test.body(OTHER_PUBLISHER).await;
        assert_ne!(other, scene.publisher);
        let official = scene.test.sign_in_as(Identity::OtherPublisher(Role::Reviewer)).await;
        assert!(!official.page("/admin/deliveries").await.contains("停车动态"));
        assert_eq!(official.get(&format!("/admin/deliveries/{id}")).await.status, 404);
        // The anonymous doors of open data stay shut.
        for path in [
            format!("/download/{}/{table}.csv", scene.dataset),
            format!("/download/{}/original/0", scene.dataset),
            format!("/download/{}/view/{table}.csv", scene.dataset),
            format!("/api/v1/tables/{table}/rows"),
            format!("/data/{}/table", scene.dataset),
        ] {
            for client in [&scene.test.visitor(), &scene.test.sign_in_as(Identity::Company).await] {
                let answer = client.get(&path).await;
                assert!(answer.status != 200 || !answer.text().contains(secret), "{path}: {}", answer.text());
            }
        }
    });
}

#[test]
fn r087_r088_part_of_it_can_be_asked_for_and_nothing_beyond() {
    run(async {
        let scene = Scene::new().await;
        let id = scene.entitle(DeliveryMode::File, |_| {}).await;
        let api = scene.entitle(DeliveryMode::Api, |_| {}).await;
        let sandbox = scene.entitle(DeliveryMode::Sandbox, |_| {}).await;
        let table = scene.table().await;
        let client = scene.test.sign_in_as(Identity::Company).await;
        let part =
            fetch(&client, &format!("/my/access/{id}/{table}.json?items=lot&from=2026-02-01&region=330100")).await;
        assert_eq!(part.status, 200, "{}", part.text());
        assert!(part.text().contains("己停车场") && !part.text().contains("甲停车场") && !part.text().contains("free"));
        for (query, status) in [
            ("items=plate", 403),
            ("items=lot&items=day", 403),
            ("from=2025-12-31", 403),
            ("to=2027-01-01", 403),
            ("region=330212", 403),
            ("from=soon", 400),
        ] {
            let answer = fetch(&client, &format!("/my/access/{id}/{table}.json?{query}")).await;
            assert_eq!(answer.status, status, "{query}: {}", answer.text());
            assert!(!answer.text().contains("停车场\""), "{query}");
        }
        assert_eq!(fetch(&client, &format!("/my/access/{id}/zzzzzzzzzz.csv")).await.status, 404);
        assert_eq!(fetch(&client, &format!("/my/access/{id}/{table}.exe")).await.status, 406);
        for other in [api, sandbox] {
            assert_eq!(
                fetch(&client, &format!("/my/access/{other}/{table}.csv")).await.status,
                403,
                "not agreed as a file"
            );
        }
        let head = client.send(client.request("HEAD", &format!("/my/access/{id}/{table}.csv"))).await;
        assert_eq!(head.status, 405, "to look is no access");
        let refusals = scene.log(id).await;
        for reason in ["item-not-approved", "out-of-range", "not-found"] {
            assert!(refusals.iter().flatten().any(|code| code == reason), "{reason}: {refusals:?}");
        }
        assert_eq!(scene.log(sandbox).await, [Some("wrong-mode".to_owned())]);
    });
}

#[test]
fn r088_a_range_that_no_column_tells_lets_nothing_out() {
    run(async {
        let scene = Scene::new().await;
        scene.version("lot,free\n甲停车场,12\n").await;
        let id = scene.entitle(DeliveryMode::File, |_| {}).await;
        let table = scene.table().await;
        let client = scene.test.sign_in_as(Identity::Company).await;
        let answer = fetch(&client, &format!("/my/access/{id}/{table}.csv")).await;
        assert_eq!(answer.status, 403, "{}", answer.text());
        assert_eq!(scene.log(id).await, [Some("range-unclear".to_owned())]);
        fetch(&client, &format!("/my/access/{id}/{table}.csv")).await;
        assert_eq!(scene.told(client.account).await, ["access-range-unclear"], "told once");
        // The whole of the data lies within what is approved: no column is needed.
        let whole = |it: &mut domain::access::delivery::Entitlement| {
            (it.from, it.to, it.regions) = (None, None, vec!["330000".into()]);
        };
        let id = scene.entitle(DeliveryMode::File, whole).await;
        assert_eq!(fetch(&client, &format!("/my/access/{id}/{table}.csv")).await.status, 200);
    });
}

#[test]
fn r074_a_flagged_item_leaves_with_consent_alone() {
    run(async {
        let scene = Scene::new().await;
        let table = scene.table().await;
        let client = scene.test.sign_in_as(Identity::Company).await;
        let plate = |it: &mut domain::access::delivery::Entitlement| it.items.push("plate".into());
        let refused = scene.entitle(DeliveryMode::File, plate).await;
        assert_eq!(fetch(&client, &format!("/my/access/{refused}/{table}.json")).await.status, 403);
        let consented = scene
            .entitle(DeliveryMode::File, |it| {
                plate(it);
                it.consent = Some("now".into());
            })
            .await;
        let answer = fetch(&client, &format!("/my/access/{consented}/{table}.json")).await;
        assert!(answer.text().contains("浙A00001") && !answer.text().contains("浙A00002"), "{}", answer.text());
    });
}

#[test]
fn r152_a_person_is_entitled_as_a_person_and_not_through_their_company() {
    run(async {
        let scene = Scene::new().await;
        let account = scene.test.account(Identity::Person).await;
        let person = party_of(&scene.test, account).await;
        let id = scene.entitle(DeliveryMode::File, |it| it.party = person).await;
        let table = scene.table().await;
        let path = format!("/my/access/{id}/{table}.csv");
        assert_eq!(fetch(&scene.test.sign_in_as(Identity::Person).await, &path).await.status, 200);
        assert_eq!(fetch(&scene.test.sign_in_as(Identity::Company).await, &path).await.status, 404);
        let desk = scene.test.sign_in_as(Identity::Reviewer).await.page("/admin/deliveries").await;
        assert!(!desk.contains("测试person"), "masked for the other side: {desk}");
        let anonymous = Answer::of(scene.test.request("GET", "/api/v1/entitlements")).await;
        assert_eq!((anonymous.status, code(&anonymous).as_str()), (401, "key-needed"));
    });
}
