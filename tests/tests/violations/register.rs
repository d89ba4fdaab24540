//! 受限数据获取名单公示: who holds which restricted data, for what, until when; persons masked; nothing else of them.
use super::*;
use crate::fixture::run;
use testkit::identities::OTHER_PUBLISHER;

#[test]
fn r091_the_register_names_recipients_and_masks_persons() {
    run(async {
        let ground = ground("zhejiang").await;
        let test = &ground.test;
        test.account(Identity::Person).await;
        let person = agreements::drafted(test, Identity::Person, &[OTHER_PUBLISHER]).await.remove(0);
        let before = test.page("/recipients").await;
        assert!(before.contains("测试有限公司") && before.contains("共 1 条"), "only who signed: {before}");
        confirmed(&test.sign_in_as(agreements::opening(OTHER_PUBLISHER)).await, &person).await;
        let signed = click(&test.sign_in_as(Identity::Person).await, &person, PASSWORD).await;
        assert_eq!(signed.status, 303, "{}", signed.text());

        let page = test.page("/recipients").await;
        assert!(page.contains("共 2 条"), "{page}");
        for part in [
            "停车通",
            "停车诱导",
            PARKING,
            RAIN,
            PUBLISHER,
            OTHER_PUBLISHER,
            "使用中",
            "2026-10-09\">2026年10月9日",
            "2027-04-08\">2027年4月8日",
        ] {
            assert!(page.contains(part), "{part}: {page}");
        }
        let name = Identity::Person.name();
        let masked = domain::party::mask::name(&name);
        assert!(page.contains(&masked) && !page.contains(&name), "{masked}: {page}");
        let csv = test.get("/recipients.csv").await;
        assert_eq!(csv.header("content-type"), "text/csv; charset=utf-8");
        let text = csv.text();
        assert_eq!(text.lines().count(), 3, "{text}");
        assert!(text.contains("2026-10-09,2027-04-08,使用中") && text.contains(&masked), "{text}");
        // The least data: no numbers, contacts, systems, agreements, and nobody by name.
        for public in [&page, &text] {
            for secret in [
                name.as_str(),
                "91330100799655058B",
                "联系人甲",
                "0571-87051234",
                "停车通平台",
                "王五",
                "赵六",
                &ground.agreement,
            ] {
                assert!(!public.contains(secret), "{secret}: {public}");
            }
        }
        let english = test.page("/en/recipients").await;
        assert!(english.contains("In use") && english.contains("Register of recipients"), "{english}");
    });
}

#[test]
fn r091_the_register_is_searched_and_follows_every_change() {
    run(async {
        let ground = ground("deqing").await;
        let test = &ground.test;
        for (query, found) in [
            ("q=%E5%81%9C%E8%BD%A6%E9%80%9A", true),
            ("q=%E9%99%8D%E6%B0%B4+%E6%9C%89%E9%99%90%E5%85%AC%E5%8F%B8", true),
            ("q=%E6%B2%A1%E6%9C%89", false),
            ("q=%25", false),
            ("status=active", true),
            ("status=suspended", false),
            ("status=nonsense", false),
            ("q=%00", false),
        ] {
            let page = test.page(&format!("/recipients?{query}")).await;
            assert_eq!(page.contains("测试有限公司"), found, "{query}: {page}");
            let lines = test.get(&format!("/recipients.csv?{query}")).await.text().lines().count();
            assert_eq!(lines, 1 + usize::from(found), "{query}");
        }
        assert_eq!(test.get("/recipients?page=7").await.status, 303, "a page beyond the end leads to the first");
        let number = ground.ordered(Identity::Reviewer).await;
        assert!(test.page("/recipients?status=suspended").await.contains("停车通"), "at once");
        ground.done(Identity::Company, &number, "hand-in", &[("measures", MEASURES)]).await;
        ground.done(Identity::Reviewer, &number, "accept", &[("reason", REASON)]).await;
        assert!(test.page("/recipients?status=active").await.contains("停车通"));
        // 24:00 of the last day, whether anything ran or not.
        test.clock.set(at("2027-04-08T23:59"));
        assert!(test.page("/recipients?status=active").await.contains("停车通"));
        test.clock.set(at("2027-04-09T00:00"));
        assert!(test.page("/recipients?status=ended").await.contains("停车通"));
    });
}

#[test]
fn b15_r091_the_recipient_knows_of_the_register_before_and_after_signing_and_corrects_its_entry() {
    run(async {
        for profile in ["zhejiang", "deqing", "yunnan"] {
            let test = agreements::portal(profile).await;
            let number = agreements::drafted(&test, Identity::Company, &[PUBLISHER]).await.remove(0);
            confirmed(&test.sign_in_as(Identity::Reviewer).await, &number).await;
            let company = test.sign_in_as(Identity::Company).await;
            let page = company.page(&format!("/cases/{number}/do/sign")).await;
            let said = "利用主体名称（自然人隐去部分姓名）、应用服务名称和期限将在受限数据获取名单公示";
            assert!(page.contains(said) && page.contains("href=\"/recipients\""), "{profile}: {page}");
            assert!(company.page("/my/messages").await.contains("将在受限数据获取名单（/recipients）公示"));
            assert!(!company.page("/recipients").await.contains("更正我的条目"), "{profile}: not yet");
            assert_eq!(click(&company, &number, PASSWORD).await.status, 303);

            let messages = company.page("/my/messages").await;
            assert!(messages.contains(&format!("协议 {number} 已列入受限数据获取名单")), "{profile}: {messages}");
            let mut tx = test.portal.store.read().await.expect("a read");
            let trail = tx.audit_after(0, 10_000).await.expect("the trail");
            drop(tx);
            let entry = trail.into_iter().map(|row| row.entry).find(|entry| entry.action == "register.entry");
            let entry = entry.expect("recorded");
            assert_eq!((entry.object.as_str(), entry.account), (number.as_str(), Some(company.account)));
            // Their own entry leads to its correction; nobody else's does, and nobody reads the number there.
            let link = format!("/suggestions/new?entry={number}");
            for address in ["/recipients".to_owned(), format!("/cases/{number}")] {
                assert!(company.page(&address).await.contains(&link), "{profile}: {address}");
            }
            let visitor = test.page("/recipients").await;
            let other = test.sign_in_as(Identity::Person).await.page("/recipients").await;
            for page in [visitor, other] {
                assert!(page.contains("停车通") && !page.contains(&number) && !page.contains("更正我的条目"), "{page}");
            }
            let form = company.page(&link).await;
            assert!(form.contains(&format!("value=\"更正受限数据获取名单中的条目（协议 {number}）\"")), "{form}");
            let evil = company.page("/suggestions/new?entry=%22%3E%3Cimg").await;
            assert!(!evil.contains("更正受限数据获取名单中的条目"), "only a number");
        }
    });
}
