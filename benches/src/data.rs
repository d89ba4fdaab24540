//! The real Zhejiang catalogue, and as many records as wanted made by varying it.
use anyhow::{Context as _, Result};
use domain::catalog::ident::{body_code, dataset_code};
use domain::catalog::mapping::Mappings;
use domain::catalog::record::{Context, Limits, NormalisedRecord, Scan};
use domain::catalog::region::Regions;
use domain::locale::Locale;
use flate2::read::MultiGzDecoder;
use search::{Labelled, SearchDoc};
use server::services::words;
use std::fs::File;
use std::io::{BufRead, BufReader};

/// Put into varied titles, so that words get more and rarer documents as they do in a larger catalogue.
const PLACES: [&str; 24] = [
    "上城区",
    "拱墅区",
    "西湖区",
    "滨江区",
    "萧山区",
    "余杭区",
    "临平区",
    "钱塘区",
    "富阳区",
    "临安区",
    "桐庐县",
    "淳安县",
    "建德市",
    "海曙区",
    "江北区",
    "镇海区",
    "鹿城区",
    "龙湾区",
    "南湖区",
    "吴兴区",
    "德清县",
    "越城区",
    "婺城区",
    "椒江区",
];

/// A number from the environment.
pub fn number(variable: &str, otherwise: usize) -> Result<usize> {
    match std::env::var(variable) {
        Ok(text) => text.replace('_', "").parse().with_context(|| format!("{variable}={text} is no number")),
        Err(_) => Ok(otherwise),
    }
}

/// Lines of the catalogue as it was collected.
pub fn lines() -> Result<Vec<String>> {
    let path = testkit::root().join("samples/catalogue/zhejiang.jsonl.gz");
    let file = File::open(&path).with_context(|| format!("cannot read {}", path.display()))?;
    Ok(BufReader::new(MultiGzDecoder::new(file)).lines().collect::<std::io::Result<_>>()?)
}

/// The catalogue as the index takes it: through the same normalisation as an import.
pub fn documents() -> Result<Vec<SearchDoc>> {
    let lines = lines()?;
    let mut scan = Scan::default();
    for line in &lines {
        scan.line(line);
    }
    let context = Context {
        mappings: Mappings::shipped(),
        regions: Regions::shipped(),
        scan: &scan,
        observed: None,
        // Only bounds the day of observation; the catalogue was collected in 2023.
        today: server::clock::Clock::today(&server::clock::System),
        limits: Limits::default(),
    };
    let records = lines.iter().filter_map(|line| NormalisedRecord::from_line(line, &context).ok());
    Ok(records.filter(|record| record.access_rights.code() != "NON_PUBLIC").map(document).collect())
}

fn document(record: NormalisedRecord) -> SearchDoc {
    let days = server::services::datasets::day_number;
    let labelled = |code: &str, label: &str| Labelled { code: code.to_owned(), label: label.to_owned() };
    let themes = record.themes.iter().map(|theme| {
        let coded = words::theme(Locale::ZhCn, *theme);
        labelled(&coded.value, &coded.label)
    });
    let regions = Regions::shipped().lineage(&record.publisher.region);
    SearchDoc {
        code: dataset_code(&record.portal, &record.source_key, |_| false),
        themes: themes.collect(),
        regions: regions
            .iter()
            .filter(|region| region.parent.is_some())
            .map(|region| labelled(&region.code, &region.name))
            .collect(),
        formats: record.formats.iter().map(|stated| stated.format.code().to_owned()).collect(),
        publisher_code: body_code(&record.publisher.region, &record.publisher.name, |_| false),
        publisher_name: record.publisher.name,
        level: record.publisher.level.code().to_owned(),
        title: record.title,
        description: record.description,
        tags: record.tags,
        access_rights: record.access_rights.code().to_owned(),
        data_type: record.data_type.code().to_owned(),
        accrual_periodicity: record.accrual_periodicity.code().to_owned(),
        issued: record.issued.map(days),
        updated: record.updated.map(days),
        year: record.updated.map(|day| chrono::Datelike::year(&day)),
        ..SearchDoc::default()
    }
}

/// The `n`th document: the catalogue itself first, then variants of it with other titles, words, dates and counts.
pub fn varied(base: &[SearchDoc], n: usize) -> SearchDoc {
    let (mut doc, round) = (base[n % base.len()].clone(), n / base.len());
    if round > 0 {
        let place = PLACES[(n * 7 + round) % PLACES.len()];
        let year = 2004 + round % 20;
        doc.code = dataset_code("bench", &n.to_string(), |_| false);
        doc.title = format!("{place}{}（{year}年第{round}批）", doc.title);
        doc.description = format!("{place}{year}年。{}", doc.description);
        doc.tags.push(place.to_owned());
        doc.updated = doc.updated.map(|day| day - i64::try_from(round * 11 % 3000).unwrap_or_default());
    }
    doc.downloads = (n as u64).wrapping_mul(2_654_435_761) % 5_000;
    doc
}

/// A line for the importer: a real one first, then variants with keys and titles of their own.
pub fn varied_line(lines: &[String], n: usize) -> Result<String> {
    let (line, round) = (&lines[n % lines.len()], n / lines.len());
    if round == 0 {
        return Ok(line.clone());
    }
    let mut record: serde_json::Value = serde_json::from_str(line)?;
    let title = record["title"].as_str().unwrap_or("数据").to_owned();
    record["title"] = format!("{}{title}（第{round}批）", PLACES[n % PLACES.len()]).into();
    record["id"] = format!("bench-{n}").into();
    Ok(record.to_string())
}
