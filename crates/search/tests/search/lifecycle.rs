use std::path::Path;
use std::time::{Duration, Instant};

use search::{Analyzer, Error, Facet, Index, Lexicon, RebuildReason, SearchRequest};

use crate::{codes, doc, index};

fn generations(root: &Path) -> usize {
    let entries = std::fs::read_dir(root).expect("a folder").flatten();
    entries.filter(|entry| entry.file_name().to_string_lossy().starts_with("gen-")).count()
}

#[test]
fn r004_s20_non_public_is_refused_and_what_was_there_goes() {
    let index = index(&[doc("open", "停车场甲"), doc("later", "停车场乙")]);
    let mut writer = index.writer().expect("a writer");
    let mut secret = doc("later", "停车场乙");
    secret.access_rights = "NON_PUBLIC".into();
    assert!(matches!(writer.upsert(&secret), Err(Error::NonPublic(code)) if code == "later"));
    let secret = [doc("fine", "停车场丙"), secret];
    assert!(matches!(writer.upsert_many(&secret), Err(Error::NonPublic(_))));
    writer.commit(2).expect("a commit");
    let hits = index.search(&SearchRequest::new("停车场乙")).expect("answer");
    assert!(hits.hits.iter().all(|hit| hit.code != "later"));
    let all = index.search(&SearchRequest::new("")).expect("answer");
    assert_eq!(all.total, 2, "no count gives it away");
    assert_eq!(all.facets[&Facet::AccessRights], [("PUBLIC".to_owned(), 2)]);
    assert!(index.suggest("停车场乙", 8).expect("suggestions").is_empty());
    assert!(index.explain("later", "停车场", 0).expect("read").is_none());

    let mut rebuild = index.rebuild().expect("a rebuild");
    assert!(matches!(rebuild.add(&secret), Err(Error::NonPublic(_))));
    rebuild.finish(3).expect("finished");
    assert_eq!(codes(&index, ""), ["fine"], "a rebuild does not bring it back");
}

#[test]
fn r014_changes_are_visible_within_a_second_of_the_commit() {
    let index = index(&[doc("a", "停车场"), doc("b", "公园")]);
    let mut writer = index.writer().expect("a writer");
    let began = Instant::now();
    writer.upsert(&doc("a", "图书馆")).expect("changed");
    writer.delete("b");
    writer.upsert(&doc("c", "博物馆")).expect("added");
    writer.commit(9).expect("a commit");
    assert_eq!(codes(&index, "图书馆"), ["a"]);
    assert!(codes(&index, "停车场").is_empty() && codes(&index, "公园").is_empty());
    assert_eq!(index.suggest("博物", 5).expect("suggestions")[0].code.as_deref(), Some("c"));
    assert!(index.suggest("公园", 5).expect("suggestions").is_empty());
    assert!(began.elapsed() < Duration::from_secs(1), "{:?}", began.elapsed());
    assert_eq!((index.last_seq().expect("seq"), index.len()), (9, 2));
    assert!(index.contains("A").expect("read") && !index.contains("b").expect("read"));
}

#[test]
fn r014_the_sequence_number_survives_a_restart_with_the_data() {
    let folder = tempfile::tempdir().expect("a folder");
    let analyzer = Analyzer::shipped();
    {
        let index = Index::create_in_dir(folder.path(), analyzer.clone()).expect("an index");
        assert_eq!(index.last_seq().expect("seq"), 0);
        let mut writer = index.writer().expect("a writer");
        writer.upsert(&doc("a", "停车场")).expect("added");
        writer.commit(41).expect("a commit");
        writer.upsert(&doc("b", "未提交")).expect("added");
    }
    let index = Index::open_in_dir(folder.path(), analyzer).expect("opened");
    assert_eq!((index.last_seq().expect("seq"), index.len()), (41, 1));
    assert_eq!(codes(&index, "tcc"), ["a"]);
}

#[test]
fn index_that_does_not_fit_asks_to_be_rebuilt() {
    let folder = tempfile::tempdir().expect("a folder");
    let reason = |root: &Path, analyzer| match Index::open_in_dir(root, analyzer) {
        Err(Error::RebuildNeeded(reason)) => reason,
        other => panic!("{other:?}"),
    };
    assert_eq!(reason(folder.path(), Analyzer::shipped()), RebuildReason::Missing);
    Index::create_in_dir(folder.path(), Analyzer::shipped()).expect("an index");
    let other = Lexicon::parse("[[synonyms]]\nterms = [\"甲\", \"乙\"]").and_then(Analyzer::new).expect("valid");
    assert_eq!(reason(folder.path(), other.into()), RebuildReason::Incompatible);
    std::fs::remove_file(folder.path().join("gen-1/meta.json")).expect("removed");
    assert_eq!(reason(folder.path(), Analyzer::shipped()), RebuildReason::Damaged);
    std::fs::write(folder.path().join("CURRENT"), "../elsewhere").expect("written");
    assert_eq!(reason(folder.path(), Analyzer::shipped()), RebuildReason::Damaged);
    let index = Index::create_in_dir(folder.path(), Analyzer::shipped()).expect("replaced");
    assert!(index.is_empty());
    assert_eq!(generations(folder.path()), 1);
}

#[test]
fn rebuild_stands_beside_until_it_is_finished() {
    let folder = tempfile::tempdir().expect("a folder");
    let index = Index::create_in_dir(folder.path(), Analyzer::shipped()).expect("an index");
    let mut writer = index.writer().expect("a writer");
    writer.upsert(&doc("a", "旧停车场")).expect("added");
    writer.commit(1).expect("a commit");

    let mut dropped = index.rebuild().expect("a rebuild");
    dropped.add(&[doc("z", "半途而废")]).expect("added");
    drop(dropped);
    assert_eq!(codes(&index, ""), ["a"]);
    assert_eq!(generations(folder.path()), 1);

    let mut rebuild = index.rebuild().expect("a rebuild");
    rebuild.add(&[doc("b", "新停车场"), doc("c", "新公园")]).expect("added");
    assert_eq!(codes(&index, ""), ["a"], "not yet");
    writer.upsert(&doc("d", "其间变更")).expect("added");
    writer.commit(2).expect("the old one is still written");
    rebuild.finish(5).expect("finished");
    assert_eq!(codes(&index, "停车场"), ["b"]);
    assert_eq!((index.last_seq().expect("seq"), index.len()), (5, 2));
    assert!(matches!(writer.commit(6), Err(Error::Superseded)));
    drop(writer);
    let mut writer = index.writer().expect("a new writer");
    writer.delete("c");
    writer.commit(6).expect("a commit");
    drop((writer, index));
    let index = Index::open_in_dir(folder.path(), Analyzer::shipped()).expect("opened");
    assert_eq!((index.last_seq().expect("seq"), index.len()), (6, 1));
    assert_eq!(generations(folder.path()), 1);
}

#[test]
fn r014_searches_go_on_while_it_is_written() {
    let index = index(&[doc("a", "停车场")]);
    std::thread::scope(|scope| {
        let reader = scope.spawn(|| {
            for _ in 0..50 {
                assert!(!codes(&index, "停车场").is_empty());
            }
        });
        let mut writer = index.writer().expect("a writer");
        for n in 0..10u64 {
            writer.upsert(&doc(&format!("n{n}"), "停车场续")).expect("added");
            writer.commit(n).expect("a commit");
        }
        reader.join().expect("no panic");
    });
    assert_eq!(index.len(), 11);
}
