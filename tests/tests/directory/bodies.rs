//! Bodies: entered, changed, ended with their open cases handed on.
use super::*;

fn typed<'a>(name: &'a str, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut fields = more.to_vec();
    let rest = [("name", name), ("level", "CITY"), ("region", "330100"), ("body_type", "state_organ")];
    fields.extend(rest.into_iter().filter(|(field, _)| !more.iter().any(|(one, _)| one == field)));
    fields
}

#[test]
fn r157_a_body_is_entered_with_lead_contact_and_filing_and_its_first_administrator_invited() {
    run(async {
        let test = TestPortal::empty().await;
        let admin = test.sign_in_as(SYS_ADMIN).await;
        let (_, above) = test.body(AUTHORITY).await;
        let wrong = typed("", &[("level", ""), ("region", "999999"), ("body_type", "club"), ("parent", "无此机构")]);
        let page = admin.post("/admin/bodies/new", &wrong).await;
        assert_eq!(page.status, 422);
        for part in ["#name", "#level", "#region", "#body_type", "#parent", "value=\"无此机构\""] {
            assert!(page.text().contains(part), "{part}");
        }
        let filing = [
            ("parent", AUTHORITY),
            ("lead", "钱局长"),
            ("contact", "周处"),
            ("contact_phone", "0571-87654321"),
            ("chief_data_officer", "吴总工"),
            ("cdo_filed", "2026-03-01"),
        ];
        let place = admin.submit("/admin/bodies/new", &typed("杭州市测试园林局", &filing)).await;
        let page = admin.page(&place).await;
        for part in ["国家机关", "钱局长", "周处", "吴总工", AUTHORITY, "邀请第一位管理员", "杭州市"]
        {
            assert!(page.contains(part), "{part}");
        }
        let again = admin.post("/admin/bodies/new", &typed("杭州市 测试园林局", &[])).await;
        assert_eq!((again.status, again.text().contains("已有同名的机构")), (422, true));
        assert!(admin.page("/admin/bodies?q=园林").await.contains("杭州市测试园林局"));

        let answer = admin.post(&place, &[("act", "invite"), ("email", "first@example.cn")]).await;
        assert_eq!(answer.status, 303, "{}", answer.text());
        assert!(admin.page(&place).await.contains("f***@example.cn"));
        let code = place.rsplit('/').next().expect("a code").to_owned();
        let found = test.portal.store.read().await.unwrap().body_standing(&code).await.unwrap().expect("the body");
        assert_eq!(recorded(&test, "body.create", &found.body.id.to_string()).await.len(), 1);
        // A body with an administrator invites its people itself.
        test.account(Identity::Authority(Role::BodyAdmin)).await;
        let other = format!("/admin/bodies/{above}");
        let refused = admin.post(&other, &[("act", "invite"), ("email", "second@example.cn")]).await;
        assert_eq!(refused.status, 409);
    });
}

#[test]
fn r152_no_body_stands_below_itself() {
    run(async {
        let test = TestPortal::empty().await;
        let admin = test.sign_in_as(SYS_ADMIN).await;
        let top = admin.submit("/admin/bodies/new", &typed("测试甲局", &[])).await;
        let below = admin.submit("/admin/bodies/new", &typed("测试乙处", &[("parent", "测试甲局")])).await;
        let low = admin.submit("/admin/bodies/new", &typed("测试丙科", &[("parent", "测试乙处")])).await;
        for parent in ["测试甲局", "测试乙处", "测试丙科"] {
            let sent = admin.post(&format!("{top}/edit"), &typed("测试甲局", &[("parent", parent)])).await;
            assert_eq!((sent.status, sent.text().contains("也不能是它的下级")), (422, true), "{parent}");
        }
        let name = typed("测试丙科（数据）", &[("parent", "测试甲局"), ("level", "COUNTY"), ("authority", "yes")]);
        assert_eq!(admin.submit(&format!("{low}/edit"), &name).await, low, "the code stays");
        let page = admin.page(&low).await;
        assert!(page.contains("测试丙科（数据）") && page.contains("县级") && page.contains("公共数据主管部门"));
        assert!(admin.page(&below).await.contains("测试甲局"));
    });
}

#[test]
fn r152_an_ended_body_hands_its_open_cases_on_and_its_people_lose_their_access() {
    run(async {
        let test = portal().await;
        let admin = test.sign_in_as(SYS_ADMIN).await;
        let ((ended, code), (next, other)) = (test.body(PUBLISHER).await, test.body(OTHER_PUBLISHER).await);
        let successor = test.account(Identity::OtherPublisher(Role::Reviewer)).await;
        let reporter = caller(&test, Identity::Person).await;
        let number = file(&test, &reporter, &complaint(&[])).await.number;
        let about = complaint(&[("target_kind", "body"), ("target", &other)]);
        let about = file(&test, &reporter, &about).await.number;
        let router = caller(&test, Identity::AuthorityReviewer).await;
        for number in [&number, &about] {
            act(&test, &router, number, "route", &[("to", &code)]).await;
        }
        let official = caller(&test, Identity::Reviewer).await;
        act(&test, &official, &number, "accept", &[]).await;
        let due = view(&test, &official, &number).await.clocks[0].due;

        let page = format!("/admin/bodies/{code}/end");
        assert!(admin.page(&page).await.contains("有 2 件未办结的办件"));
        let none = admin.post(&page, &[("reason", "机构改革")]).await;
        assert_eq!((none.status, none.text().contains("#successor")), (422, true));
        let fields = [("successor", OTHER_PUBLISHER), ("reason", "机构改革")];
        let unfit = admin.post(&page, &fields).await;
        assert!(unfit.status == 422 && unfit.text().contains(&about), "never to the body complained about (R-127)");
        act(&test, &official, &about, "return", &[("reason", "不属于本机构的职责，请另行分办。")]).await;
        admin.submit(&page, &fields).await;

        let heir = caller(&test, Identity::OtherPublisher(Role::Reviewer)).await;
        let seen = view(&test, &heir, &number).await;
        assert_eq!(seen.head.state.value, "handling");
        assert_eq!(seen.clocks[0].due, due, "a reorganisation gives no more time");
        assert!(seen.timeline.iter().any(|entry| entry.event.value == "handed-on"), "{:?}", seen.timeline);
        assert!(told(&test, successor).await.contains(&"case-new"));
        assert!(told(&test, test.account(Identity::Person).await).await.contains(&"case-routed"));
        act(
            &test,
            &heir,
            &number,
            "answer",
            &[("outcome", "substantiated"), ("answer", "经核实，接口自本月起恢复每日更新，历史数据已补齐。")],
        )
        .await;
        assert_eq!(test.sign_in_as(Identity::Reviewer).await.get(&format!("/cases/{number}")).await.status, 404);

        let mut tx = test.portal.store.read().await.expect("a read");
        assert!(tx.staff_of(ended).await.expect("staff").is_empty());
        assert_eq!(tx.body_standing(&code).await.unwrap().unwrap().successor, Some(next));
        drop(tx);
        assert_eq!(recorded(&test, "body.end", &ended.to_string()).await, [("done".into(), Some("机构改革".into()))]);
        assert_eq!(recorded(&test, "case.handed-on", &number).await.len(), 1);
        assert!(!admin.page("/admin/bodies").await.contains(PUBLISHER));
        // Everybody reads it on the page of the publisher; the name leads on once the successor has a page.
        test.dataset("停车场", |dataset| dataset.publisher = ended).await;
        let address = format!("/publishers/{code}");
        let shown = test.visitor().page(&address).await;
        assert!(shown.contains("停用，数据仍可查阅") && shown.contains(OTHER_PUBLISHER), "{shown}");
        let link = format!("href=\"/publishers/{}\"", test.body(OTHER_PUBLISHER).await.1);
        assert!(!shown.contains(&link), "a page that is not there");
        test.dataset("水库", |dataset| dataset.publisher = next).await;
        assert!(test.visitor().page(&address).await.contains(&link));
        assert!(test.visitor().page(&format!("/en{address}")).await.contains("This body ended on"));
        assert!(admin.page("/admin/bodies?ended=yes").await.contains(PUBLISHER));

        let place = format!("/admin/bodies/{code}");
        admin.submit(&place, &[("act", "resume"), ("reason", "撤销改革")]).await;
        assert!(admin.page("/admin/bodies").await.contains(PUBLISHER));
        assert!(!test.visitor().page(&address).await.contains("停用"));
    });
}

#[test]
fn r156_nobody_ends_the_body_they_administer_from_and_an_authority_follows_an_authority() {
    run(async {
        let test = TestPortal::empty().await;
        let admin = test.sign_in_as(SYS_ADMIN).await;
        let (_, own) = test.body(AUTHORITY).await;
        let (_, elsewhere) = test.body(testkit::identities::ELSEWHERE).await;
        test.body(PUBLISHER).await;
        let page = |code: &str| format!("/admin/bodies/{code}/end");
        let own = admin.post(&page(&own), &[("successor", PUBLISHER), ("reason", "机构改革")]).await;
        assert_eq!(own.status, 409);
        let city = page(&elsewhere);
        let none = admin.post(&city, &[("reason", "机构改革")]).await;
        assert_eq!(none.status, 422, "an authority has a successor");
        let plain = admin.post(&city, &[("successor", PUBLISHER), ("reason", "机构改革")]).await;
        assert!(plain.status == 422 && plain.text().contains("主管部门只能由主管部门承接"));
        admin.submit(&city, &[("successor", AUTHORITY), ("reason", "机构改革")]).await;
    });
}
