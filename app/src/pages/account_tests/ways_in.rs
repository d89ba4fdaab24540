//! Pages of signing in at a provider: plain links out, nothing linked by itself, one's own ways in.
use super::*;

fn with_offer(context: PageCtx) -> PageCtx {
    PageCtx { offer: Some("sealed".into()), ..context }
}

#[test]
fn r162_providers_are_links_that_keep_the_way_back_and_no_forms() {
    let page = html(&Fake::default(), Locale::En, "/sign-in?back=/my/account", Who::Nobody);
    assert!(page.contains("href=\"/en/sign-in/with/work?back=%2Fmy%2Faccount\""), "{page}");
    assert!(main(&page).contains("Sign in with Work ID") && !page.contains("action=\"/en/sign-in/with"));
    let mut fake = Fake::default();
    fake.accounts.providers.clear();
    assert!(!html(&fake, Locale::En, "/sign-in", Who::Nobody).contains("Other ways to sign in"));
}

#[test]
fn r162_an_identity_nobody_has_is_offered_an_account_or_the_way_to_link_it() {
    let fake = Fake::default();
    let at = |who| with_offer(context(&fake, Locale::ZhCn, "/sign-in/new?back=/my/requests", who));
    for locale in Locale::ALL {
        let page = show(with_offer(context(&fake, locale, "/sign-in/new", Who::Nobody))).html();
        assert_sound(&page, "/sign-in/new");
        assert!(page.contains("value=\"李四\"") && page.contains("value=\"li@example.org\""), "{page}");
        assert!(page.contains("/sign-in?back=%2Fmy%2Faccount%2Fways-in"), "{page}");
    }
    assert!(fake.accounts.called().is_empty(), "looking changes nothing");
    let typed = [("name", "李四"), ("email", "li@example.org"), ("terms", "yes")];
    let done = send(at(Who::Nobody), &typed).expect("joined");
    assert_eq!((done.to.as_str(), done.offer_taken), ("/my/requests", true));
    assert_eq!(done.session, SessionCookie::Set("fresh-token".into()));
    assert_eq!(fake.accounts.called(), ["join_with sealed 李四 li@example.org true"]);
    let led = |context| match show(context) {
        Answer::Redirect { to, .. } => to,
        other => panic!("{other:?}"),
    };
    assert_eq!(led(at(Who::Person)), "/my/account/ways-in", "somebody signed in links");
    assert_eq!(led(context(&fake, Locale::ZhCn, "/sign-in/new", Who::Nobody)), "/sign-in");
    let mut closed = Fake::default();
    closed.accounts.offer.may_join = false;
    let page = show(with_offer(context(&closed, Locale::ZhCn, "/sign-in/new", Who::Nobody))).html();
    assert_sound(&page, "/sign-in/new");
    assert!(!main(&page).contains("name=\"email\"") && page.contains("不能在这里直接注册"));
}

#[test]
fn r162_ways_in_are_linked_and_taken_off_with_a_button_each() {
    let mut fake = Fake::default();
    let plain = html(&fake, Locale::ZhCn, "/my/account/ways-in", Who::Person);
    assert!(plain.contains("z***@example.org") && plain.contains("href=\"/sign-in/with/city\""), "{plain}");
    assert!(!plain.contains("value=\"link\""), "nothing waits");
    let waiting = with_offer(context(&fake, Locale::ZhCn, "/my/account/ways-in", Who::Person));
    let page = show(waiting.clone()).html();
    assert_sound(&page, "/my/account/ways-in");
    assert!(page.contains("value=\"link\"") && page.contains("l***@example.org"), "{page}");
    let done = send(waiting.clone(), &[("act", "link")]).expect("linked");
    assert!(done.offer_taken && done.session == SessionCookie::Set("fresh-token".into()));
    send(waiting.clone(), &[("act", "unlink"), ("id", "w1")]).expect("unlinked");
    assert_eq!(fake.accounts.called(), ["link sealed", "unlink w1"]);
    assert!(send(waiting, &[("act", "other")]).is_err());
    let without = context(&fake, Locale::ZhCn, "/my/account/ways-in", Who::Person);
    assert!(send(without, &[("act", "link")]).is_err(), "no identity waits");
    fake.accounts.ways.linked[0].last_way_in = true;
    fake.accounts.ways.password_set = false;
    fake.accounts.account.password_set = false;
    let page = html(&fake, Locale::ZhCn, "/my/account/ways-in", Who::Person);
    assert!(page.contains("唯一的登录方式") && page.contains("href=\"/sign-in/recover\""), "{page}");
    assert!(!html(&fake, Locale::ZhCn, "/my/account", Who::Person).contains("href=\"/my/account/password\""));
}

#[test]
fn r162_a_refusal_names_the_provider_where_it_is_known() {
    use crate::pages::refusal_words;
    for code in [ErrorCode::ProviderUnavailable, ErrorCode::ProviderDenied, ErrorCode::ProviderAnswer] {
        let named = refusal_words(Locale::En, &Refusal::new(code).fact("provider", "City ID"));
        assert!(named.contains("City ID"), "{named}");
        let plain = refusal_words(Locale::En, &Refusal::new(code));
        assert!(!plain.contains('$') && plain.contains("sign-in platform"), "{plain}");
    }
}
