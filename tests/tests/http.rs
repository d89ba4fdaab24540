//! The site as a whole: headers, languages, errors, documents for machines, limits, hostile input.
use crate::fixture::{q, run, shared};
use testkit::{Answer, TestPortal};

#[test]
fn pages_carry_the_headers_of_a_hardened_site() {
    run(async {
        let test = shared().await;
        for path in ["/", "/data", "/no-such-page"] {
            let page = test.get(path).await;
            let csp = page.header("content-security-policy");
            assert!(csp.contains("default-src 'none'") && !csp.contains("unsafe-inline"), "{path}: {csp}");
            assert_eq!(page.header("x-content-type-options"), "nosniff");
            assert_eq!(page.header("x-frame-options"), "DENY");
            assert!(!page.header("x-request-id").is_empty(), "{path}: request id");
            assert!(page.headers.get("access-control-allow-origin").is_none(), "{path}");
        }
        assert_eq!(test.get("/api/v1/search").await.header("access-control-allow-origin"), "*");
    });
}

#[test]
fn errors_are_pages_for_people_and_problems_for_programs() {
    run(async {
        let test = shared().await;
        let page = test.get("/no-such-page").await;
        assert_eq!(page.status, 404);
        assert!(page.header("content-type").starts_with("text/html"));
        let api = test.get("/api/v1/datasets/zzzzzzzzzz").await;
        assert_eq!((api.status, api.header("content-type")), (404, "application/problem+json"));
        let problem = api.json();
        assert_eq!(problem["type"], "/help/errors#not-found");
        assert_eq!(problem["status"], 404);
        assert!(problem["title"].as_str().is_some_and(|title| !title.is_empty()));
        assert_eq!(Answer::of(test.request("DELETE", "/api/v1/search")).await.status, 405);
        assert_eq!(Answer::of(test.request("POST", "/data")).await.status, 405);
    });
}

#[test]
fn every_page_answers_in_both_languages_whole() {
    run(async {
        let test = shared().await;
        let code = test.sample("divisions-provinces");
        let publisher = test.json(&format!("/api/v1/datasets/{code}")).await["publisher"]["code"]
            .as_str()
            .expect("a code")
            .to_owned();
        let paths = [
            "/".to_owned(),
            "/data".into(),
            format!("/data?q={}", q("行政区划")),
            "/data?q=qqqzzz".into(),
            format!("/data/{code}"),
            format!("/data/{code}/table"),
            format!("/data/{code}/rows/1"),
            format!("/data/{code}/fields"),
            format!("/data/{code}/files"),
            format!("/data/{code}/versions"),
            "/themes".into(),
            "/publishers".into(),
            format!("/publishers/{publisher}"),
            "/law".into(),
            "/help".into(),
            "/help/errors".into(),
            "/developers".into(),
            "/accessibility".into(),
            "/sitemap".into(),
        ];
        for path in paths {
            for prefix in ["", "/en"] {
                let address = if path == "/" && prefix == "/en" { "/en".to_owned() } else { format!("{prefix}{path}") };
                let page = test.page(&address).await;
                assert!(!page.contains(texts::MISSING_OPEN), "{address}: a text is missing");
                assert_eq!(page.matches("<h1").count(), 1, "{address}: one heading of the first level");
                assert!(!page.contains(" style=\""), "{address}: an inline style");
                for script in page.split("<script").skip(1) {
                    let tag = script.split('>').next().unwrap_or_default();
                    assert!(tag.contains("src=") || tag.contains("ld+json"), "{address}: an inline script {tag}");
                }
                let lang = if prefix.is_empty() { "lang=\"zh" } else { "lang=\"en" };
                assert!(page.contains(lang), "{address}: {lang}");
            }
        }
    });
}

#[test]
fn preferences_never_lead_to_another_site() {
    run(async {
        let test = shared().await;
        let set = test.get("/prefs?theme=dark&text=large&back=%2Fdata").await;
        assert_eq!(set.status / 100, 3);
        assert_eq!(set.header("location"), "/data");
        assert!(set.header("set-cookie").starts_with("prefs=dark.1;"), "{}", set.header("set-cookie"));
        for evil in
            ["//evil.example", "https://evil.example", "/\\evil.example", "/\t/evil.example", "javascript:alert(1)"]
        {
            let answer = test.get(&format!("/prefs?theme=dark&back={}", q(evil))).await;
            assert!(
                answer.header("location").starts_with('/')
                    && !answer.header("location").starts_with("//")
                    && !answer.header("location").contains(['\\', '\t', '\n']),
                "{evil}: {}",
                answer.header("location")
            );
        }
    });
}

#[test]
fn documents_for_machines() {
    run(async {
        let test = shared().await;
        assert!(test.page("/robots.txt").await.to_lowercase().contains("sitemap:"));
        let part = crate::search::sitemap_part(test).await;
        assert!(test.page(&part).await.contains(&test.sample("divisions-provinces")));
        assert!(test.page("/opensearch.xml").await.contains("<OpenSearchDescription"));
        let feed = test.page("/feeds/new.atom").await;
        assert!(feed.contains("<feed") && feed.trim_end().ends_with("</feed>"));
        assert_eq!(feed.matches("<entry").count(), feed.matches("</entry>").count());
        let openapi = test.json("/openapi.json").await;
        assert!(openapi["openapi"].as_str().is_some_and(|v| v.starts_with("3.1")));
        for path in [
            "/api/v1/search",
            "/api/v1/suggest",
            "/api/v1/datasets/{id}",
            "/api/v1/publishers",
            "/api/v1/tables/{id}/rows",
        ] {
            assert!(openapi["paths"].get(path).is_some(), "{path}");
        }
    });
}

#[test]
fn r018_too_many_requests_are_told_when_to_come_back() {
    run(async {
        let test = TestPortal::with(|config| config.limits.api_per_minute = 3).await;
        let first = test.get("/api/v1/search").await;
        assert_eq!((first.status, first.header("ratelimit-limit")), (200, "3"));
        let mut last = first;
        for _ in 0..5 {
            last = test.get("/api/v1/search").await;
        }
        assert_eq!(last.status, 429);
        assert_eq!(last.json()["code"], "too-many-requests");
        assert!(last.header("retry-after").parse::<u64>().is_ok_and(|seconds| seconds > 0));
        assert_eq!(last.header("ratelimit-remaining"), "0");
        assert_eq!(test.get("/data").await.status, 200, "pages have a limit of their own");
    });
}

#[test]
fn answers_are_compressed_and_remembered() {
    run(async {
        let test = shared().await;
        for encoding in ["gzip", "br"] {
            let answer = Answer::of(test.request("GET", "/data").header("accept-encoding", encoding)).await;
            assert_eq!(answer.header("content-encoding"), encoding);
        }
        let page = test.get("/law").await;
        let same = Answer::of(test.request("GET", "/law").header("if-none-match", page.header("etag"))).await;
        assert_eq!(same.status, 304);
    });
}

#[test]
fn hostile_queries_never_break_anything() {
    run(async {
        let test = shared().await;
        let long = "数".repeat(5000);
        for text in [
            "\0",
            "\"",
            "'\"<script>alert(1)</script>",
            "😀🇨🇳",
            "((((",
            "-",
            "* OR 1=1 --",
            "title:*",
            "\u{202e}abc",
            long.as_str(),
        ] {
            for path in [
                "/data?q=",
                "/en/data?q=",
                "/api/v1/search?q=",
                "/api/v1/suggest?q=",
                "/feeds/search.atom?q=",
                "/data.csv?q=",
            ] {
                let answer = test.get(&format!("{path}{}", q(text))).await;
                assert!(answer.status < 500, "{path}{text:.20}: {}", answer.status);
                assert!(
                    !answer.header("content-type").starts_with("text/html") || !answer.text().contains("<script>alert"),
                    "{path}{text:.20}"
                );
            }
        }
        for path in [
            "/data/%00",
            "/data/%FF%FE",
            "/api/v1/datasets/%00",
            "/download/%00/%00.csv",
            "/data?q=%FF",
            "/law/..%2f..%2fetc%2fpasswd",
            "/pkg/..%2f..%2fCargo.toml",
            "/themes/%00",
            "/publishers/%00",
        ] {
            let answer = test.get(path).await;
            assert!(answer.status < 500, "{path}: {}", answer.status);
            assert!(!answer.text().contains("[workspace]") && !answer.text().contains("root:"), "{path}");
        }
    });
}
