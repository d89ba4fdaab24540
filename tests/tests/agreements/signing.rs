//! From the draft to the click.
use super::*;
use crate::fixture::run;
use domain::access::agreement::ACCEPT;
use domain::account::Role;
use sha2::{Digest, Sha256};

#[test]
fn s13_r076_r077_r079_nothing_is_signed_while_a_blank_is_empty_and_the_click_takes_effect_at_once() {
    run(async {
        for profile in ["zhejiang", "deqing", "yunnan"] {
            let test = portal(profile).await;
            let number = drafted(&test, Identity::Company, &[PUBLISHER]).await.remove(0);
            let company = test.sign_in_as(Identity::Company).await;
            let reviewer = test.sign_in_as(Identity::Reviewer).await;
            let without: Vec<_> =
                blanks().into_iter().filter(|(name, _)| !name.starts_with("destroy_within")).collect();
            assert_eq!(act(&reviewer, &number, "fill", &without).await.status, 303, "{profile}");
            let refused = act(&reviewer, &number, "confirm", &[]).await;
            assert_eq!(refused.status, 422);
            assert!(refused.text().contains("还有空白未填写：数据销毁时长"), "{}", refused.text());

            // The button is there, disabled, and the reason stands above it.
            let page = company.page(&format!("/cases/{number}/do/sign")).await;
            let closed = button(&page);
            assert!(closed.contains("disabled") && !closed.contains("type=\"submit\""), "{closed}");
            assert!(page.contains("数据销毁时长（由浙江省测试交通厅填写）"), "{page}");
            let version = version_of(&test, &number).await;
            let fields = [("version", version.as_str()), ("ticked", "yes"), ("name", "甲"), ("password", PASSWORD)];
            let forced = company.post(&format!("/cases/{number}/do/sign"), &fields).await;
            assert_eq!(forced.status, 422, "the server refuses it too");
            assert!(entitlements(&test, &number).await.is_empty());

            test.clock.set(at("2026-11-21T09:10"));
            let (company, reviewer) =
                (test.sign_in_as(Identity::Company).await, test.sign_in_as(Identity::Reviewer).await);
            confirmed(&reviewer, &number).await;
            test.clock.set(at("2026-11-21T09:30"));
            let page = company.page(&format!("/cases/{number}/do/sign")).await;
            let open_now = button(&page);
            assert!(open_now.contains("type=\"submit\"") && !open_now.contains("disabled"), "{open_now}");
            let english = company.page(&format!("/en/cases/{number}/do/sign")).await;
            assert!(english.contains(ACCEPT), "these words in every language");
            // Every fault at once, and nothing is signed.
            let nothing = act(&company, &number, "sign", &[("name", "")]).await;
            assert_eq!(nothing.status, 422);
            for field in ["ticked", "name", "password"] {
                assert!(nothing.text().contains(&format!("href=\"#{field}\"")), "{field}: {}", nothing.text());
            }
            let wrong = click(&company, &number, "not the password").await;
            assert_eq!(wrong.status, 422);
            assert!(!wrong.text().contains("not the password"));
            let sha = hidden(&page, "sha256");
            let other = [("sha256", "00"), ("ticked", "yes"), ("name", "甲"), ("password", PASSWORD)];
            assert_eq!(act(&company, &number, "sign", &other).await.status, 422, "another text than was shown");
            assert!(entitlements(&test, &number).await.is_empty());

            let done = click(&company, &number, PASSWORD).await;
            assert_eq!(done.status, 303, "{}", done.text());
            let open = entitlements(&test, &number).await;
            assert_eq!(open.len(), 1);
            let entitlement = &open[0].entitlement;
            assert_eq!(entitlement.begins, at("2026-11-21T09:30"), "{profile}: effective at that instant");
            assert_eq!(entitlement.ends, Some(at("2027-05-21T00:00")));
            let mut tx = test.portal.store.read().await.expect("a read");
            let case = tx.case(&number).await.expect("a read").expect("the case");
            let signature = tx.signature(case.id).await.expect("a read").expect("a signature");
            assert_eq!((signature.at, signature.sha256.as_str()), (at("2026-11-21T09:30"), sha.as_str()));
            assert_eq!(signature.account, company.account);
            for secret in ["王五", "赵六", "联系人甲", "测试有限公司"] {
                assert!(!case.data.contains(secret), "{secret} stands in the open state");
            }
            drop(tx);
            // The text is the page for ever, with its hash; nobody changes it.
            let page = company.page(&format!("/cases/{number}")).await;
            assert!(page.contains("协议已生效，2026年11月21日 09:30") && page.contains(&sha), "{page}");
            assert!(page.contains("未加盖电子签章"));
            assert_eq!(act(&reviewer, &number, "fill", &blanks()).await.status, 403);
            let print = company.page(&format!("/cases/{number}/agreement")).await;
            assert!(print.contains(&sha) && print.contains("/verify?number="), "{print}");
            assert!(!print.contains("______"));
            let print = print.replace("<!>", "");
            for filled in [">30日 <", ">自行销毁 <"] {
                assert!(print.contains(filled), "underlined, each named: {filled} in {print}");
            }
            let file = company.get(&format!("/cases/{number}/agreement.txt")).await;
            assert_eq!((file.status, hex::encode(Sha256::digest(&file.body))), (200, sha));
            let text = file.text();
            assert!(text.contains("停车诱导") && text.contains("专网访问"), "R-080: {text}");
        }
    });
}

/// The button with the words of the law; the text names them too.
pub(super) fn button(page: &str) -> &str {
    let buttons = page.split("<button").skip(1).filter_map(|part| part.split("</button>").next());
    buttons.into_iter().find(|part| part.contains(ACCEPT)).expect("the button")
}

/// The version of the case, for a form that no page shows.
pub(super) async fn version_of(test: &TestPortal, number: &str) -> String {
    let mut tx = test.portal.store.read().await.expect("a read");
    tx.case(number).await.expect("a read").expect("the case").version.to_string()
}

#[test]
fn r078_with_two_publishers_the_authority_signs_and_where_the_rules_say_so_each_provider() {
    run(async {
        for profile in ["zhejiang", "deqing", "yunnan"] {
            let test = portal(profile).await;
            let numbers = drafted(&test, Identity::Company, &[PUBLISHER, OTHER_PUBLISHER]).await;
            let company = test.sign_in_as(Identity::Company).await;
            let mut parties = Vec::new();
            let named = [AUTHORITY, PUBLISHER, OTHER_PUBLISHER];
            for number in &numbers {
                let mut tx = test.portal.store.read().await.expect("a read");
                let case = tx.case(number).await.expect("a read").expect("the case");
                let body = tx.body_by_id(case.handler.expect("a party")).await.expect("a read").expect("a body");
                drop(tx);
                parties.push(*named.iter().find(|name| **name == body.name).expect("a party"));
                let page = company.page(&format!("/cases/{number}/agreement")).await;
                assert!(page.contains(&body.name));
            }
            match profile {
                "zhejiang" => assert_eq!(parties, [AUTHORITY]),
                _ => assert_eq!(parties, [PUBLISHER, OTHER_PUBLISHER], "{profile}: each its own"),
            }
            for (number, party) in numbers.iter().zip(&parties) {
                let other = if *party == PUBLISHER { OTHER_PUBLISHER } else { PUBLISHER };
                let looks = test.sign_in_as(opening(other)).await.get(&format!("/cases/{number}")).await;
                // One that takes part looks at a joint one and settles nothing; another's is not there for it.
                assert_eq!(looks.status, if *party == AUTHORITY { 200 } else { 404 }, "{profile}");
                let fills = act(&test.sign_in_as(opening(other)).await, number, "fill", &blanks()).await;
                assert_eq!(fills.status, if *party == AUTHORITY { 403 } else { 404 }, "{profile}");
                confirmed(&test.sign_in_as(opening(party)).await, number).await;
                assert_eq!(click(&company, number, PASSWORD).await.status, 303);
            }
            let outsider = test.sign_in_as(Identity::OtherPerson).await;
            for below in ["", "/agreement", "/agreement.txt", "/do/sign"] {
                assert_eq!(outsider.get(&format!("/cases/{}{below}", numbers[0])).await.status, 404, "{below}");
            }
        }
    });
}

#[test]
fn r069_an_approved_application_is_to_be_signed_signed_open_and_ended() {
    run(async {
        let test = portal("zhejiang").await;
        let number = drafted(&test, Identity::Company, &[PUBLISHER]).await.remove(0);
        let application = approve(&test, &number).await;
        let path = format!("/cases/{application}");
        let reviewer = test.sign_in_as(Identity::Reviewer).await;
        let company = test.sign_in_as(Identity::Company).await;
        let shown = async |word: &str, others: &[&str]| {
            let requests = company.page("/my/requests").await;
            let requests = requests.split("<li").find(|row| row.contains(&path)).expect("its row").to_owned();
            for page in [requests, state_of(&company.page(&path).await), state_of(&reviewer.page(&path).await)] {
                assert!(page.contains(word), "{word}: {page}");
                assert!(others.iter().all(|other| !page.contains(other)), "{word}: {page}");
            }
        };
        shown("待签署", &["已签署", "已开放"]).await;
        assert!(company.page(&path).await.contains(PUBLISHER), "who has the agreement");
        assert!(!company.page(&path).await.contains(&format!("签署协议 {number}")), "not yet");
        confirmed(&reviewer, &number).await;
        let page = company.page(&path).await;
        assert!(page.contains(&format!("签署协议 {number}")) && page.contains(&format!("/cases/{number}\"")), "{page}");
        assert!(page.contains("您现在可以"));
        assert!(!reviewer.page(&path).await.contains(&format!("签署协议 {number}")), "the office signs nothing here");
        assert_eq!(click(&company, &number, PASSWORD).await.status, 303);
        shown("已签署", &["待签署", "已开放"]).await;
        let page = company.page(&path).await;
        assert!(
            page.contains(&format!("查看协议 {number}")) && !page.contains(&format!("签署协议 {number}")),
            "{page}"
        );
        // The first refused access opens nothing; the first data does.
        let entitlement = entitlements(&test, &number).await.remove(0).entitlement.id;
        delivery(&test, entitlement, Some("volume-exceeded")).await;
        shown("已签署", &["已开放"]).await;
        delivery(&test, entitlement, None).await;
        shown("已开放", &["待签署", "已签署"]).await;
        test.clock.set(at("2027-06-01T09:00"));
        server::services::access::agreements::tick::all(test.portal.core()).await.expect("a round");
        let company = test.sign_in_as(Identity::Company).await;
        assert!(state_of(&company.page(&path).await).contains("已结束"));
    });
}

/// The head of a case page.
fn state_of(page: &str) -> String {
    let (_, rest) = page.split_once("class=\"state-tag").expect("a state");
    rest.split("</span></span>").next().unwrap_or_default().to_owned()
}

/// The application of an agreement, approved as its review would; its number.
async fn approve(test: &TestPortal, agreement: &str) -> String {
    use domain::access::review::{Decision, Review, State};
    use domain::cases::Stored as _;
    let mut tx = test.portal.store.write().await.expect("a write");
    let case = tx.case(agreement).await.expect("a read").expect("the agreement").id;
    let application = tx.agreement(case).await.expect("a read").expect("its row").application;
    let mut row = tx.case_by_id(application).await.expect("a read").expect("the application");
    let mut review = Review::from_stored(row.schema, &row.data).expect("a review");
    let now = test.portal.core().clock.now();
    review.state = State::Approved { at: now };
    for line in &mut review.lines {
        line.decision = Decision::Agreed { by: Uuid::nil(), at: now };
    }
    row.data = review.to_stored().expect("stored");
    (row.state, row.closed, row.with) = (review.code().code().into(), Some(now), None);
    tx.save_case(&row).await.expect("saved");
    tx.commit(Vec::new()).await.expect("a commit");
    row.number
}

/// An access under an entitlement, granted or refused.
pub(super) async fn delivery(test: &TestPortal, entitlement: Uuid, refusal: Option<&str>) {
    let core = test.portal.core();
    let at = core.clock.now();
    let row = store::access::DeliveryRow {
        id: core.ids.id(at),
        entitlement,
        at,
        mode: "api".into(),
        amount: 1,
        items: vec!["lot".into()],
        rows: None,
        bytes: None,
        refusal: refusal.map(str::to_owned),
        key: None,
        account: None,
        address: "127.0.0.1".into(),
    };
    let mut tx = core.store.write().await.expect("a write");
    tx.add_data_delivery(&row).await.expect("an access");
    tx.commit(Vec::new()).await.expect("a commit");
}

#[test]
fn r081_deqing_files_the_signed_agreement_and_its_six_clauses_are_there() {
    run(async {
        let test = portal("deqing").await;
        let number = signed(&test).await;
        let authority = test.sign_in_as(Identity::AuthorityReviewer).await;
        let text = authority.get(&format!("/cases/{number}/agreement.txt")).await.text();
        for clause in ["反馈与评价", "不作他用", "不得传播", "注明来源", "安全能力", "接受检查"]
        {
            assert!(text.contains(clause), "{clause}: {text}");
        }
        let queue = authority.page("/admin").await;
        assert!(queue.contains(&number), "a task of the authority");
        assert_eq!(act(&test.sign_in_as(Identity::Reviewer).await, &number, "file", &[]).await.status, 403);
        assert_eq!(act(&authority, &number, "file", &[]).await.status, 303);
        let page = test.sign_in_as(Identity::Company).await.page(&format!("/cases/{number}")).await;
        assert!(page.contains("已送主管部门备案"), "{page}");
        assert_eq!(act(&authority, &number, "file", &[]).await.status, 403, "once");
        let elsewhere = test.sign_in_as(Identity::Elsewhere(Role::AuthorityReviewer)).await;
        assert_eq!(elsewhere.get(&format!("/cases/{number}")).await.status, 404);
    });
}

#[test]
fn c4_wrong_values_are_named_at_their_fields_and_nothing_typed_is_lost() {
    run(async {
        let test = portal("zhejiang").await;
        let number = drafted(&test, Identity::Company, &[PUBLISHER]).await.remove(0);
        let reviewer = test.sign_in_as(Identity::Reviewer).await;
        let wrong =
            [("term", "sechs"), ("launch_within", "30"), ("destroy_mode", "burn"), ("use_scope", "停车诱导与研究")];
        let answer = act(&reviewer, &number, "fill", &wrong).await;
        assert_eq!(answer.status, 422);
        let text = answer.text();
        for field in ["term", "launch_within_unit", "destroy_mode"] {
            assert!(text.contains(&format!("href=\"#{field}\"")), "{field}");
        }
        assert!(text.contains("停车诱导与研究") && text.contains("value=\"sechs\""));
        // The user signs, and does nothing of the opening side.
        let company = test.sign_in_as(Identity::Company).await;
        for command in ["fill", "confirm", "file", "grant-renewal", "accept-destruction"] {
            assert_eq!(company.get(&format!("/cases/{number}/do/{command}")).await.status, 403, "{command}");
        }
    });
}
