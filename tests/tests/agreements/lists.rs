//! `/my/agreements` and `/admin/agreements`.
use super::*;
use crate::fixture::run;
use domain::account::Role;

#[test]
fn r076_both_sides_find_their_agreements_and_what_to_do_next() {
    run(async {
        let test = portal("zhejiang").await;
        let signed = signed(&test).await;
        let waiting = drafted(&test, Identity::Company, &[PUBLISHER]).await.remove(0);
        let desk = test.sign_in_as(Identity::Reviewer).await;
        let company = test.sign_in_as(Identity::Company).await;
        assert!(company.page("/my").await.contains("href=\"/my/agreements\""), "in the menu");
        assert!(desk.page("/my").await.contains("href=\"/admin/agreements\""));

        // While it is drawn up it is the opening side's turn.
        let fill = format!("/cases/{waiting}/do/fill");
        let page = desk.page("/admin/agreements?state=yours").await;
        assert!(page.contains(&fill) && page.contains("轮到您") && !page.contains(&signed), "{page}");
        let page = company.page("/my/agreements?state=yours").await;
        assert!(!page.contains(&waiting) && page.contains("这一类没有协议"), "{page}");
        let page = company.page("/my/agreements").await;
        assert!(page.contains(&waiting) && page.contains(&signed) && page.contains(PUBLISHER), "{page}");
        assert!(page.contains("还有 ") && page.contains("生效"), "{page}");

        confirmed(&desk, &waiting).await;
        let page = company.page("/my/agreements?state=yours").await;
        assert!(page.contains(&format!("/cases/{waiting}/do/sign")), "{page}");
        assert!(!desk.page("/admin/agreements?state=yours").await.contains(&format!("/cases/{waiting}")));
        let page = desk.page("/admin/agreements?state=in-force").await;
        assert!(page.contains(&signed) && !page.contains(&waiting), "{page}");
        assert!(desk.page("/en/admin/agreements?state=preparing").await.contains(&waiting));
        assert_eq!(desk.get("/admin/agreements?state=nonsense&page=-1").await.status, 200, "pages forgive");
    });
}

#[test]
fn r078_an_authority_that_signs_for_several_finds_it_by_its_own_data_too() {
    run(async {
        let test = portal("zhejiang").await;
        let ours = drafted(&test, Identity::Company, &[AUTHORITY, PUBLISHER]).await.remove(0);
        let theirs = drafted(&test, Identity::Company, &[OTHER_PUBLISHER, PUBLISHER]).await.remove(0);
        let reader = test.sign_in_as(Identity::Authority(Role::Reviewer)).await;
        let page = reader.page("/admin/agreements").await;
        assert!(page.contains(&ours) && !page.contains(&theirs), "its own data alone: {page}");
        assert_eq!(reader.get(&format!("/cases/{ours}")).await.status, 200);
        assert_eq!(reader.get(&format!("/cases/{theirs}")).await.status, 404);
        let signs = test.sign_in_as(Identity::AuthorityReviewer).await.page("/admin/agreements").await;
        assert!(signs.contains(&ours) && signs.contains(&theirs), "{signs}");
        assert_eq!(signs.matches(&format!("href=\"/cases/{ours}\"")).count(), 1, "once");
    });
}

#[test]
fn r073_r152_lists_of_agreements_show_nothing_of_others() {
    run(async {
        let test = portal("zhejiang").await;
        let company = signed(&test).await;
        let person = drafted(&test, Identity::Person, &[PUBLISHER]).await.remove(0);
        confirmed(&test.sign_in_as(Identity::Reviewer).await, &person).await;
        let own = test.sign_in_as(Identity::Person).await.page("/my/agreements").await;
        assert!(own.contains(&person) && !own.contains(&company), "{own}");
        let desk = test.sign_in_as(Identity::Reviewer).await.page("/admin/agreements").await;
        assert!(desk.contains(&person) && !desk.contains(&Identity::Person.name()), "a person is masked: {desk}");
        let other = test.sign_in_as(Identity::OtherPublisher(Role::Reviewer)).await.page("/admin/agreements").await;
        assert!(!other.contains(&person) && !other.contains(&company), "{other}");
        // Filed with the authority.
        assert!(test.sign_in_as(Identity::AuthorityReviewer).await.page("/admin/agreements").await.contains(&company));
        let official = test.sign_in_as(Identity::Reviewer).await;
        assert_eq!(official.get("/my/agreements").await.status, 404, "a body is no user");
        let person = test.sign_in_as(Identity::Person).await;
        assert_eq!(person.get("/admin/agreements").await.status, 403);
        assert_eq!(test.visitor().get("/my/agreements").await.status, 303);
    });
}

#[test]
fn r083_my_page_shows_an_agreement_that_ends_soon_and_its_renewal_until_it_ended() {
    run(async {
        let test = portal("zhejiang").await;
        test.clock.set(at("2026-05-01T09:30"));
        let number = signed(&test).await;
        let renew = format!("/cases/{number}/do/ask-renewal");
        let page = async |local: &str, who| {
            test.clock.set(at(local));
            test.sign_in_as(who).await.page("/my").await
        };
        for (local, shown) in [("2026-09-30T12:00", false), ("2026-10-01T00:00", true), ("2026-10-31T23:59", true)] {
            let page = page(local, Identity::Company).await;
            assert_eq!((page.contains("近期到期"), page.contains(&renew)), (shown, shown), "{local}: {page}");
        }
        assert!(page("2026-10-31T23:59", Identity::Company).await.contains("今天 24:00 止"));
        for who in [Identity::OtherPerson, Identity::Reviewer] {
            assert!(!page("2026-10-31T23:59", who).await.contains(&number), "{who:?}");
        }
        let page = page("2026-11-01T00:00", Identity::Company).await;
        assert!(!page.contains(&renew) && !page.contains("近期到期"), "over, whether anything ran or not: {page}");
    });
}

#[test]
fn r096_my_page_shows_the_target_to_publish_when_it_comes_near() {
    run(async {
        let test = portal("zhejiang").await;
        test.clock.set(at("2026-05-01T09:30"));
        let number = signed(&test).await;
        let first = entitlements(&test, &number).await.remove(0).entitlement.id;
        super::signing::delivery(&test, first, None).await;
        for (local, shown) in [("2026-06-15T12:00", false), ("2026-07-20T12:00", true)] {
            test.clock.set(at(local));
            let page = test.sign_in_as(Identity::Company).await.page("/my").await;
            // Three months after 05-01: a Saturday, so the Monday after it.
            assert_eq!(page.contains("datetime=\"2026-08-03\""), shown, "{local}: {page}");
        }
    });
}
