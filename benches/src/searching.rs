//! Search: the portal's index against bare Tantivy on the same segments.
//!
//! Both sides read the same files: the bare side opens the folder with Tantivy alone, so documents, words and postings are the same. It
//! parses the same words (already cut, since bare Tantivy cuts no Chinese), looks for all of them in the same five fields, and collects
//! `TopDocs(20)` and `Count`. Then bare Tantivy runs the portal's own query with the same collectors, and with Tantivy's
//! own aggregations for the facets: what is left between the two is what the portal adds to its engine.
use crate::data;
use crate::report::{Times, ms, ratio, say, table};
use anyhow::{Context, Result};
use search::{Analyzer, Facets, Index, SearchDoc, SearchRequest};
use serde_json::json;
use std::path::Path;
use std::time::{Duration, Instant};
use tantivy::aggregation::agg_req::Aggregations;
use tantivy::aggregation::{AggContextParams, AggregationCollector};
use tantivy::collector::{Count, TopDocs};
use tantivy::query::{Query, QueryParser};
use tantivy::{DocAddress, Searcher, TantivyDocument};

/// What is typed, and the same words for the bare side.
const QUERIES: [(&str, &str); 40] = [
    ("公交", "公交"),
    ("停车场", "停车场"),
    ("杭州公交", "杭州 公交"),
    ("企业信用", "企业 信用"),
    ("行政处罚", "行政处罚"),
    ("行政许可", "行政许可"),
    ("空气质量", "空气质量"),
    ("水质监测", "水质 监测"),
    ("医疗机构", "医疗机构"),
    ("学校名单", "学校 名单"),
    ("幼儿园", "幼儿园"),
    ("养老机构", "养老 机构"),
    ("社保", "社保"),
    ("失业保险", "失业 保险"),
    ("公共厕所", "公共厕所"),
    ("图书馆", "图书馆"),
    ("旅游景区", "旅游 景区"),
    ("人口统计", "人口 统计"),
    ("农产品价格", "农产品 价格"),
    ("食品安全", "食品安全"),
    ("药店", "药店"),
    ("餐饮", "餐饮"),
    ("建筑工程", "建筑工程"),
    ("房屋租赁", "房屋 租赁"),
    ("土地出让", "土地 出让"),
    ("税务", "税务"),
    ("统计局", "统计局"),
    ("公积金", "公积金"),
    ("道路", "道路"),
    ("车辆", "车辆"),
    ("信息", "信息"),
    ("数据", "数据"),
    ("企业", "企业"),
    ("名单", "名单"),
    ("许可证", "许可证"),
    ("消防", "消防"),
    ("环境", "环境"),
    ("志愿者", "志愿者"),
    ("宁波 气象", "宁波 气象"),
    ("温州 市场监管", "温州 市场 监管"),
];

/// What bare Tantivy has no answer to; measured alone.
const OURS_ALONE: [&str; 8] =
    ["tingchechang", "hzgj", "gongjiao", "hangzhou", "亭车场", "公交车占点", "\"公共 自行车\"", "停车场 -收费"];

/// Typed key by key.
const TYPED: [&str; 8] = ["停车场信", "杭州市公交", "行政处罚", "空气质", "tingche", "hzgj", "幼儿园", "统计局"];

struct Bare {
    searcher: Searcher,
    parser: QueryParser,
    facets: Aggregations,
}

impl Bare {
    fn open(root: &Path) -> Result<Self> {
        let current = std::fs::read_to_string(root.join("CURRENT")).context("the folder of the index")?;
        let index = tantivy::Index::open_in_dir(root.join(current.trim()))?;
        let fields = ["title", "tags", "items", "publisher", "description"];
        let fields = fields.map(|name| index.schema().get_field(name)).into_iter().collect::<Result<Vec<_>, _>>()?;
        let mut parser = QueryParser::for_index(&index, fields);
        parser.set_conjunction_by_default();
        // One group of counts for each column of codes, as many as the portal counts.
        let schema = index.schema();
        let columns = schema
            .fields()
            .filter(|(_, field)| field.name().starts_with("facet_"))
            .map(|(_, field)| (field.name().to_owned(), json!({ "terms": { "field": field.name(), "size": 65_000 } })));
        let facets = serde_json::from_value(serde_json::Value::Object(columns.collect()))?;
        Ok(Self { searcher: index.reader()?.searcher(), parser, facets })
    }

    /// Hits in all; with `read`, the stored documents of the page as well.
    fn search(&self, words: &str, read: bool) -> Result<usize> {
        let query = self.parser.parse_query(words)?;
        self.run(&query, read)
    }

    fn run(&self, query: &dyn Query, read: bool) -> Result<usize> {
        let (top, count) = self.searcher.search(query, &(TopDocs::with_limit(20).order_by_score(), Count))?;
        if read {
            self.read(top)?;
        }
        Ok(count)
    }

    /// The same, the stored documents of the page, and the facets counted by Tantivy itself.
    fn counted(&self, query: &dyn Query) -> Result<usize> {
        let facets = AggregationCollector::from_aggs(self.facets.clone(), AggContextParams::default());
        let collectors = (TopDocs::with_limit(20).order_by_score(), Count, facets);
        let (top, count, facets) = self.searcher.search(query, &collectors)?;
        std::hint::black_box(facets);
        self.read(top)?;
        Ok(count)
    }

    fn read(&self, top: Vec<(f32, DocAddress)>) -> Result<()> {
        for (_, address) in top {
            std::hint::black_box(self.searcher.doc::<TantivyDocument>(address)?);
        }
        Ok(())
    }
}

/// Both catalogues.
pub fn run() -> Result<()> {
    let base = data::documents()?;
    measure("real catalogue", &base, base.len(), 20)?;
    let wanted = data::number("BENCH_RECORDS", 1_000_000)?;
    measure("varied catalogue", &base, wanted, 5)
}

fn measure(name: &str, base: &[SearchDoc], count: usize, rounds: usize) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let began = Instant::now();
    let index = build(folder.path(), base, count)?;
    let built = began.elapsed();
    let began = Instant::now();
    index.refresh_suggestions()?;
    let learned = began.elapsed();
    let bare = Bare::open(folder.path())?;
    let today = base.iter().filter_map(|doc| doc.updated).max().unwrap_or_default();
    let request = |typed: &str, facets| SearchRequest { facets, ..SearchRequest::new(typed).on(today) };

    say(&format!("{name}: {} queries, {rounds} times each", QUERIES.len()));
    let (mut found, mut expected) = (0, 0);
    let mut all = [(); 8].map(|()| Times::default());
    // The first round warms the page cache and is not counted.
    for round in 0..=rounds {
        let mut new = [(); 8].map(|()| Times::default());
        let [a, b, same, same_read, same_counted, c, d, e] = &mut new;
        for (typed, words) in QUERIES {
            expected += a.time(|| bare.search(words, false))?;
            b.time(|| bare.search(words, true))?;
            same.time(|| bare.run(index.engine_query(typed)?.as_ref(), false))?;
            same_read.time(|| bare.run(index.engine_query(typed)?.as_ref(), true))?;
            same_counted.time(|| bare.counted(index.engine_query(typed)?.as_ref()))?;
            c.time(|| index.search(&request(typed, Facets::None)))?;
            found += d.time(|| index.search(&request(typed, Facets::All)))?.total;
        }
        for typed in OURS_ALONE {
            e.time(|| index.search(&request(typed, Facets::All)))?;
        }
        if round > 0 {
            all.iter_mut().zip(new).for_each(|(all, new)| all.extend(new));
        }
    }
    let [bare_times, bare_read, same, same_read, same_counted, plain, faceted, alone] = all;
    let mut typed = Times::default();
    for text in TYPED.iter().cycle().take(TYPED.len() * rounds) {
        for (end, letter) in text.char_indices() {
            typed.time(|| index.suggest(&text[..end + letter.len_utf8()], 8))?;
        }
    }
    let row = |what: &str, times: &Times, like: Option<&Times>| {
        let against = |bare: &Times| ratio(times.mean(), bare.mean());
        vec![
            what.to_owned(),
            ms(times.percentile(50)),
            ms(times.percentile(99)),
            ms(times.mean()),
            against(&bare_times),
            like.map(against).unwrap_or_default(),
        ]
    };
    table(
        &format!("Search, {name}: {} datasets", index.len()),
        &["", "p50 ms", "p99 ms", "mean ms", "to bare, words in five fields", "to bare, same query and collectors"],
        &[
            row("bare Tantivy, words in five fields: TopDocs(20) + Count", &bare_times, None),
            row("the same, and the 20 stored documents read", &bare_read, None),
            row("bare Tantivy, the portal's query: TopDocs(20) + Count", &same, None),
            row("the same, and the 20 stored documents read", &same_read, None),
            row("the same, and a terms aggregation for each of ten facets", &same_counted, None),
            row("portal: ranking, highlights, total", &plain, Some(&same_read)),
            row("portal: the same and all eleven facets", &faceted, Some(&same_counted)),
            row("portal: pinyin, typos, phrases, exclusion; all facets", &alone, None),
            row("portal: suggestions, key by key", &typed, None),
        ],
    );
    let runs = (rounds + 1) as u64;
    println!(
        "\nHits of all queries together: portal {}, bare {} (the portal also finds synonyms and words inside words). Built in {}, word lookup and suggestions in {}.",
        found / runs,
        expected as u64 / runs,
        seconds(built),
        seconds(learned),
    );
    Ok(())
}

fn build(root: &Path, base: &[SearchDoc], count: usize) -> Result<Index> {
    let index = Index::create_in_dir(root, Analyzer::shipped())?;
    let mut building = index.rebuild()?;
    let mut done = 0;
    while done < count {
        let end = (done + 5_000).min(count);
        let batch: Vec<SearchDoc> = (done..end).map(|n| data::varied(base, n)).collect();
        building.add(&batch)?;
        done = end;
        if done % 100_000 == 0 {
            say(&format!("indexed {done} of {count}"));
        }
    }
    building.finish(1)?;
    Ok(index)
}

fn seconds(time: Duration) -> String {
    format!("{:.1} s", time.as_secs_f64())
}
