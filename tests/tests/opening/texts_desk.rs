//! Texts of commitment and agreement: versions of an authority, the shipped one until then.
use super::{REVIEWER, portal, recorded};
use crate::fixture::run;
use domain::access::agreement::Template;
use domain::access::application::CommitmentText;
use domain::account::Role;
use server::services::opening::templates;
use testkit::identities::{AUTHORITY, ELSEWHERE};
use testkit::{Identity, TestPortal};

async fn in_force(test: &TestPortal, authority: &str) -> (CommitmentText, Template) {
    let (authority, _) = test.body(authority).await;
    let mut tx = test.portal.store.read().await.expect("a read");
    let core = test.portal.core();
    let commitment = templates::commitment_in_force(core, &mut tx, authority).await.expect("a text");
    (commitment, templates::agreement_in_force(core, &mut tx, authority).await.expect("a text"))
}

/// The form of the editor with a text.
fn fields(act: &str, number: &str, clauses: &[(String, String)]) -> Vec<(String, String)> {
    let mut fields = vec![("act".to_owned(), act.to_owned()), ("number".to_owned(), number.to_owned())];
    fields.push(("note".into(), "按官方文本修改".into()));
    fields.extend_from_slice(clauses);
    fields
}

fn commitment(first: &str) -> Vec<(String, String)> {
    let mut text = CommitmentText::shipped();
    text.clauses[0].zh = first.to_owned();
    text.clauses.iter().enumerate().map(|(at, clause)| (format!("clauses.{at}.zh"), clause.zh.clone())).collect()
}

fn agreement(test: &TestPortal, change: impl Fn(&str, &str) -> String) -> Vec<(String, String)> {
    let sets = test.portal.core().active().profile.profile.agreement.clauses.clone();
    let text = Template::shipped();
    let clauses = sets.iter().flat_map(|set| text.clauses.iter().filter(move |clause| clause.set == *set));
    let both = clauses.enumerate().flat_map(|(at, clause)| {
        [
            (format!("clauses.{at}.title"), clause.title.clone()),
            (format!("clauses.{at}.zh"), change(&clause.code, &clause.zh)),
        ]
    });
    both.collect()
}

fn pairs(fields: &[(String, String)]) -> Vec<(&str, &str)> {
    fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

#[test]
fn r075_the_authority_replaces_the_commitment_and_earlier_versions_stay() {
    run(async {
        let test = portal("zhejiang").await;
        let desk = test.sign_in_as(REVIEWER).await;
        let page = "/admin/templates/commitment";
        assert_eq!(in_force(&test, AUTHORITY).await.0, CommitmentText::shipped());
        let empty = desk.post(page, &pairs(&fields("publish", "2", &commitment("")))).await;
        assert!(empty.status == 422 && empty.text().contains("#clauses.0.zh"));
        assert_eq!(
            desk.submit(page, &pairs(&fields("save", "2", &commitment("依法使用。")))).await,
            format!("{page}/preview")
        );
        assert!(desk.page(&format!("{page}/preview")).await.contains("第 2 版草稿"));
        assert_eq!(in_force(&test, AUTHORITY).await.0.version, 1, "a draft binds nobody");
        desk.submit(page, &pairs(&fields("publish", "2", &commitment("依法使用。")))).await;
        let (text, _) = in_force(&test, AUTHORITY).await;
        assert_eq!((text.version, text.clauses[0].zh.as_str()), (2, "依法使用。"));
        let (authority, _) = test.body(AUTHORITY).await;
        let mut tx = test.portal.store.read().await.expect("a read");
        let first = templates::commitment_of(&mut tx, authority, 1).await.expect("a text");
        assert_eq!(first, Some(CommitmentText::shipped()), "whoever signed version 1 still finds it");
        assert_eq!(templates::commitment_of(&mut tx, authority, 3).await.expect("no text"), None);
        drop(tx);
        let late = desk.post(page, &pairs(&fields("publish", "2", &commitment("又改。")))).await;
        assert_eq!(late.status, 409);
        test.body(ELSEWHERE).await;
        assert_eq!(in_force(&test, ELSEWHERE).await.0.version, 1, "another authority has its own");
        assert_eq!(recorded(&test, "template.publish").await.len(), 1);
        for identity in [Identity::Reviewer, Identity::Authority(Role::Supervisor)] {
            let other = test.sign_in_as(identity).await;
            assert_eq!(other.get(page).await.status, 403, "{identity:?}");
            assert_eq!(other.post(page, &pairs(&fields("publish", "3", &commitment("x")))).await.status, 403);
        }
    });
}

#[test]
fn r076_r081_an_agreement_text_without_a_place_the_law_asks_for_is_not_published() {
    run(async {
        for profile in ["zhejiang", "deqing", "yunnan"] {
            let test = portal(profile).await;
            let desk = test.sign_in_as(Identity::Authority(Role::DataOfficeHead)).await;
            let page = "/admin/templates/agreement";
            assert!(desk.page(page).await.contains("{party_a}"), "{profile}");
            let lacking =
                agreement(&test, |_, zh| zh.replace("{destroy_within}", "三十日").replace("{party_a}", "{party_x}"));
            let refused = desk.post(page, &pairs(&fields("publish", "2", &lacking))).await;
            assert_eq!(refused.status, 422, "{profile}");
            for part in ["{destroy_within}", "{party_a}", "{party_x}"] {
                assert!(refused.text().contains(part), "{profile}: {part}");
            }
            assert_eq!(in_force(&test, AUTHORITY).await.1, Template::shipped());
            // An own clause is added behind the others.
            let mut own = agreement(&test, |_, zh| format!("{zh}双方另有约定的除外。"));
            let next = own.len() / 2;
            own.push((format!("clauses.{next}.title"), "联系".into()));
            own.push((format!("clauses.{next}.zh"), "双方指定联系人。".into()));
            desk.submit(page, &pairs(&fields("publish", "2", &own))).await;
            let (_, text) = in_force(&test, AUTHORITY).await;
            assert_eq!(text.version, 2, "{profile}");
            assert!(
                text.clauses.iter().any(|clause| clause.title == "联系") && text.clauses[0].zh.contains("另有约定")
            );
            assert!(desk.page(&format!("{page}/preview")).await.contains("［甲方］"), "{profile}");
        }
    });
}
