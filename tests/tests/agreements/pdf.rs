//! The PDF of a signed agreement: what is in it, who gets it, and that `/verify` knows it for ever.
use super::*;
use crate::fixture::run;
use server::clock::Clock as _;
use store::cases::DocumentRow;

async fn papers(test: &TestPortal, number: &str) -> Vec<DocumentRow> {
    let mut tx = test.portal.store.read().await.expect("a read");
    let case = tx.case(number).await.expect("a read").expect("the case");
    tx.documents_of(case.id).await.expect("a read")
}

/// The words of a file, without blanks.
fn words(bytes: &[u8]) -> String {
    let file = lopdf::Document::load_mem(bytes).expect("a PDF");
    let pages: Vec<u32> = file.get_pages().into_keys().collect();
    file.extract_text(&pages).expect("text").chars().filter(|c| !c.is_whitespace()).collect()
}

fn embeds_a_font(bytes: &[u8]) -> bool {
    let file = lopdf::Document::load_mem(bytes).expect("a PDF");
    file.objects
        .values()
        .any(|object| object.as_dict().is_ok_and(|dict| dict.has(b"FontFile3") || dict.has(b"FontFile2")))
}

#[test]
fn r077_a_signed_agreement_is_a_pdf_that_verifies_and_stays_the_same() {
    run(async {
        let test = portal("zhejiang").await;
        let unsigned = drafted(&test, Identity::Company, &[OTHER_PUBLISHER]).await.remove(0);
        let number = signed(&test).await;
        let company = test.sign_in_as(Identity::Company).await;
        let pdf = format!("/cases/{number}/agreement.pdf");
        assert_eq!(company.get(&format!("/cases/{unsigned}/agreement.pdf")).await.status, 404, "nothing was signed");
        assert!(company.page(&format!("/cases/{number}")).await.contains(&pdf), "the page leads to it");
        assert!(company.page(&format!("/cases/{number}/agreement")).await.contains(&pdf));
        assert!(!company.page(&format!("/cases/{unsigned}")).await.contains("agreement.pdf"));

        let first = company.get(&pdf).await;
        assert_eq!((first.status, first.header("content-type")), (200, "application/pdf"));
        assert!(
            first.header("content-disposition").contains(&number) && first.header("cache-control").contains("no-store")
        );
        let text = company.get(&format!("/cases/{number}/agreement.txt")).await.body;
        let sha256 = hex::encode(<sha2::Sha256 as sha2::Digest>::digest(&text));
        let all = words(&first.body);
        let plain: String = String::from_utf8(text).expect("text").chars().filter(|c| !c.is_whitespace()).collect();
        assert!(embeds_a_font(&first.body));
        for part in [number.as_str(), &sha256, "未加盖电子签章", "测试签署人", "赵六", PUBLISHER, "停车诱导", "第1页"]
        {
            assert!(all.contains(part), "{part}: {all}");
        }
        let (_, clause) = plain.split_once("有效期与终止").expect("a clause");
        let clause: String = clause.chars().take(30).collect();
        assert!(all.contains(&clause), "the words that were signed: {clause}");
        assert!(all.contains(&format!("/verify?number={number}&sha256={sha256}")), "{all}");

        // The same bytes for everybody who may have them, whatever the clock says; one paper of the case, encrypted.
        test.clock.set(test.clock.now() + chrono::TimeDelta::days(3));
        let reviewer = test.sign_in_as(Identity::Reviewer).await;
        assert_eq!(reviewer.get(&pdf).await.body, first.body);
        assert_eq!(test.sign_in_as(Identity::Company).await.get(&format!("/en{pdf}")).await.body, first.body);
        let kept = papers(&test, &number).await;
        assert_eq!(kept.iter().map(|paper| paper.slot.as_str()).collect::<Vec<_>>(), ["agreement-pdf"]);
        assert!(reviewer.page(&format!("/cases/{number}")).await.contains("协议 PDF"), "among the papers");
        let mut tx = test.portal.store.read().await.expect("a read");
        let rows = tx.audit_after(0, 10_000).await.expect("rows");
        let of = |action: &str| rows.iter().filter(|row| row.entry.action == action).count();
        assert_eq!(of("agreement.make-pdf"), 1);
        assert_eq!(rows.iter().filter(|row| row.entry.after["form"] == "pdf").count(), 3, "every download");

        let visitor = test.visitor();
        let sent = |bytes: Vec<u8>| {
            let visitor = &visitor;
            async move {
                visitor.post_files("/verify", &[], &[("file", "协议.pdf", "application/pdf", &bytes)]).await.text()
            }
        };
        let known = "这份文本在本平台签署";
        let genuine = sent(first.body.to_vec()).await;
        assert!(genuine.contains(known) && genuine.contains(&number), "{genuine}");
        let mut altered = first.body.to_vec();
        let middle = altered.len() / 2;
        altered[middle] ^= 1;
        assert!(!sent(altered).await.contains(known), "one bit is enough");
    });
}

#[test]
fn r073_r152_the_pdf_is_for_those_who_have_a_part_in_the_agreement() {
    run(async {
        let test = portal("zhejiang").await;
        let number = signed(&test).await;
        let pdf = format!("/cases/{number}/agreement.pdf");
        test.account(Identity::Person).await;
        for who in [Identity::Person, Identity::OtherPublisher(domain::account::Role::Reviewer)] {
            assert_eq!(test.sign_in_as(who).await.get(&pdf).await.status, 404, "{who:?}");
        }
        // Whoever is not signed in does not learn whether there is such an agreement.
        let nobody = test.visitor().get(&pdf).await;
        let nothing = test.visitor().get("/cases/XY-20990101-0001/agreement.pdf").await;
        assert_eq!(nobody.status, nothing.status);
        assert!(nobody.status != 200 && !nobody.body.starts_with(b"%PDF"));
        assert!(papers(&test, &number).await.is_empty(), "nobody made one");
        assert_eq!(
            test.sign_in_as(Identity::AuthorityReviewer).await.get(&pdf).await.status,
            200,
            "the authority files it"
        );
    });
}

#[test]
fn r077_without_a_font_the_reader_hears_what_is_missing_and_prints() {
    run(async {
        let test = TestPortal::with(|config| {
            config.profile = "zhejiang".into();
            config.pdf_font = Some("/nowhere/font.ttc".into());
        })
        .await;
        for who in [Identity::Company, Identity::Reviewer, Identity::AuthorityReviewer] {
            test.account(who).await;
        }
        let number = signed(&test).await;
        let company = test.sign_in_as(Identity::Company).await;
        for (language, words) in [("", "请改用打印页"), ("/en", "Please print the page instead")] {
            let answer = company.get(&format!("{language}/cases/{number}/agreement.pdf")).await;
            assert_eq!(answer.status, 503);
            for part in [words, "fonts-noto-cjk", "pdf_font"] {
                assert!(answer.text().contains(part), "{part}: {}", answer.text());
            }
        }
        let page = company.page(&format!("/cases/{number}")).await;
        assert!(page.contains("不能生成 PDF；请用打印页") && !page.contains("agreement.pdf"), "{page}");
        assert!(papers(&test, &number).await.is_empty());
    });
}

/// A portal whose operator has a certificate that ends at an instant, with its key.
async fn with_certificate(ends: (i32, u8, u8)) -> (TestPortal, tempfile::TempDir) {
    let folder = tempfile::tempdir().expect("a folder");
    let key = rcgen::KeyPair::generate().expect("a key");
    let mut params = rcgen::CertificateParams::new(Vec::new()).expect("a certificate");
    params.distinguished_name.push(rcgen::DnType::CommonName, "省数据局测试签章");
    params.not_after = rcgen::date_time_ymd(ends.0, ends.1, ends.2);
    let certificate = params.self_signed(&key).expect("a certificate");
    let (first, second) = (folder.path().join("c.pem"), folder.path().join("k.pem"));
    std::fs::write(&first, certificate.pem()).expect("written");
    std::fs::write(&second, key.serialize_pem()).expect("written");
    let test = TestPortal::with(|config| {
        config.profile = "zhejiang".into();
        config.seal_certificate = Some(first);
        config.seal_key = Some(second);
    })
    .await;
    for who in [Identity::Company, Identity::Reviewer, Identity::AuthorityReviewer] {
        test.account(who).await;
    }
    (test, folder)
}

#[test]
fn r076_r077_with_the_certificate_of_the_operator_the_pdf_is_sealed_and_says_so() {
    run(async {
        let (test, _certificate) = with_certificate((2027, 1, 1)).await;
        let number = signed(&test).await;
        let company = test.sign_in_as(Identity::Company).await;
        let page = company.page(&format!("/cases/{number}")).await;
        assert!(page.contains("PDF 文件已加盖平台运营单位的电子签章") && !page.contains("未加盖电子签章"), "{page}");
        let file = company.get(&format!("/cases/{number}/agreement.pdf")).await.body;
        let all = words(&file);
        assert!(all.contains("已加盖电子签章") && all.contains("省数据局测试签章"), "{all}");
        assert!(file.windows(10).any(|part| part == b"/ByteRange"));

        // What was sealed is kept and verifies, also when the certificate has ended since.
        test.clock.set(test.clock.now() + chrono::TimeDelta::days(100));
        let company = test.sign_in_as(Identity::Company).await;
        assert_eq!(company.get(&format!("/cases/{number}/agreement.pdf")).await.body, file);
        let found =
            test.visitor().post_files("/verify", &[], &[("file", "协议.pdf", "application/pdf", &file)]).await.text();
        assert!(found.contains("这份文本在本平台签署") && found.contains("已加盖平台运营单位的电子签章"), "{found}");
    });
}

#[test]
fn r076_a_certificate_that_has_ended_seals_nothing() {
    run(async {
        let (test, _certificate) = with_certificate((2026, 11, 1)).await;
        let number = signed(&test).await;
        let company = test.sign_in_as(Identity::Company).await;
        assert!(company.page(&format!("/cases/{number}")).await.contains("未加盖电子签章"));
        let file = company.get(&format!("/cases/{number}/agreement.pdf")).await.body;
        assert!(words(&file).contains("未加盖电子签章") && !file.windows(10).any(|part| part == b"/ByteRange"));
    });
}
