//! R-007, R-011: delimited text and JSON in every shape the sample data showed.

use crate::*;
use encoding_rs::{BIG5, GB18030, UTF_16LE};
use tabular::{DType, FileKind, HeaderRow, Limits};

const WEATHER: &str =
    "日期,天气状况,最高气温,风力风向\r\n2015年1月1日,阴,8,东北风 ≤3级\r\n2015年1月2日,多云,12,南风 ≤3级\r\n";

#[test]
fn r007_types_and_row_count_of_a_plain_file() {
    let bench = Bench::new();
    let ingested = bench.ingest(WEATHER.as_bytes());
    assert_eq!(ingested.kind, FileKind::Delimited);
    assert_eq!(ingested.encoding.as_deref(), Some("utf-8"));
    assert_eq!(ingested.delimiter, Some(','));
    assert_eq!(ingested.header_row, Some(1));
    assert_eq!(ingested.rows, 2);
    assert_eq!(dtypes(&ingested), ["date", "text", "integer", "text"]);
    assert_eq!(ingested.warnings, []);
    assert_eq!(ingested.columns[2].min.as_deref(), Some("8"));
    assert_eq!(ingested.columns[0].max.as_deref(), Some("2015-01-02"));
    assert_eq!(ingested.columns[1].distinct, 2);
    assert_eq!(ingested.sha256.len(), 64);
}

#[test]
fn gb18030_and_utf8_twins_are_the_same_table() {
    let rows: String = (0..500).map(|n| format!("{n},贵阳市第{n}社区居委会,520102\n")).collect();
    let text = format!("序号,名称,街道代码\n{rows}");
    let encoded = GB18030.encode(&text).0;
    let marked = [b"\xef\xbb\xbf", text.as_bytes()].concat();
    let wide: Vec<u8> = "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let benches = [
        (text.as_bytes(), "utf-8"),
        (&encoded[..], "gb18030"),
        (&marked[..], "utf-8-bom"),
        (&wide[..], UTF_16LE.name()),
    ]
    .map(|(bytes, label)| {
        let bench = Bench::new();
        let ingested = bench.ingest(bytes);
        assert_eq!(ingested.encoding.as_deref(), Some(label.to_lowercase().as_str()));
        assert_eq!(ingested.warnings.len(), 1, "{:?}", ingested.warnings);
        (page(&open(&ingested), &all()), ingested.columns)
    });
    assert!(benches.windows(2).all(|pair| pair[0] == pair[1]));
    assert_eq!(dtypes_of(&benches[0].1), ["integer", "text", "text"]);
}

fn dtypes_of(columns: &[tabular::ColumnInfo]) -> Vec<&str> {
    columns.iter().map(|column| column.dtype.code()).collect()
}

#[test]
fn a_short_gb18030_file_is_recognised() {
    let bench = Bench::new();
    let ingested = bench.ingest(&GB18030.encode("省份,人口\n贵州,3856\n").0);
    assert_eq!(ingested.encoding.as_deref(), Some("gb18030"));
    assert_eq!(titles(&ingested), ["省份", "人口"]);
}

#[test]
fn big5_is_not_taken_for_gb18030() {
    let text = "縣市,地址,備註\n臺北市,中正區忠孝西路一段四十九號,資料開放平臺說明文件\n高雄市,苓雅區四維三路二號,歷年統計數據與環境監測\n".repeat(5);
    let bench = Bench::new();
    let ingested = bench.ingest(&BIG5.encode(&text).0);
    assert_eq!(ingested.encoding.as_deref(), Some("big5"));
    assert!(has(&ingested, |w| matches!(w, Warning::EncodingGuessed { .. })));
    assert_eq!(titles(&ingested), ["縣市", "地址", "備註"]);
}

#[test]
fn latin_accents_are_not_taken_for_gb18030() {
    let text = "nombre,ciudad\nMuñoz Peña,Logroño\nÁngel Núñez,Cádiz\n".repeat(10);
    let bench = Bench::new();
    let ingested = bench.ingest(&encoding_rs::WINDOWS_1252.encode(&text).0);
    assert_eq!(ingested.encoding.as_deref(), Some("windows-1252"));
    let rows = texts(&page(&open(&ingested), &all()));
    assert_eq!(rows[0], ["Muñoz Peña", "Logroño"]);
}

#[test]
fn an_encoding_can_be_named() {
    let bytes = GB18030.encode("名,值\n甲,1\n").0.into_owned();
    let options = |label: &str| IngestOptions { encoding: Some(label.to_owned()), ..IngestOptions::default() };
    let bench = Bench::new();
    let ingested = bench.try_ingest(&bytes, &options("GBK")).unwrap();
    assert_eq!(ingested.encoding.as_deref(), Some("gb18030"));
    let wrong = bench.try_ingest(&bytes, &options("utf-8")).unwrap_err();
    assert_eq!(wrong.code(), "encoding-unclear");
    let unknown = bench.try_ingest(&bytes, &options("klingon")).unwrap_err();
    assert_eq!(unknown.code(), "unknown-encoding");
}

#[test]
fn one_broken_byte_does_not_change_the_encoding() {
    let mut bytes = WEATHER.repeat(20).into_bytes();
    let at = bytes.len() - 4;
    bytes[at] = 0xff;
    let bench = Bench::new();
    let ingested = bench.ingest(&bytes);
    assert_eq!(ingested.encoding.as_deref(), Some("utf-8"));
    assert!(has(&ingested, |w| matches!(w, Warning::MalformedBytes { .. })));
}

#[test]
fn title_lines_nameless_and_empty_columns() {
    let text = "贵阳历史天气预报 2015年,,,,\n\n,天气,气温,,\n1,阴,8,,\n2,多云,12,,\n";
    let bench = Bench::new();
    let ingested = bench.ingest(text.as_bytes());
    assert_eq!(ingested.header_row, Some(3));
    assert_eq!(titles(&ingested), ["", "天气", "气温"]);
    assert_eq!(ingested.columns[0].name, "column_1");
    assert_eq!(
        ingested.warnings,
        [
            Warning::TitleLines { lines: vec!["贵阳历史天气预报 2015年".into()] },
            Warning::UntitledColumns { names: vec!["column_1".into()] },
            Warning::EmptyColumns { count: 2 },
        ]
    );
    assert_eq!(ingested.rows, 2);
}

#[test]
fn blank_and_empty_rows() {
    let text = "a,b\n1,x\n\n,\n2,y\n\n,\n , \n\n";
    let bench = Bench::new();
    let ingested = bench.ingest(text.as_bytes());
    assert_eq!(ingested.rows, 3, "an empty row between others stays");
    assert!(has(&ingested, |w| *w == Warning::EmptyRowsAtEnd { count: 2 }));
    assert!(has(&ingested, |w| *w == Warning::BlankLines { count: 3 }));
    let rows = texts(&page(&open(&ingested), &all()));
    assert_eq!(rows, [["1", "x"], ["∅", "∅"], ["2", "y"]]);
}

#[test]
fn ragged_rows_lose_nothing_and_are_named() {
    let text = "a,b,c\n1,2,3\n4,5\n6,7,8,多出\n9,10,11,\n";
    let bench = Bench::new();
    let ingested = bench.ingest(text.as_bytes());
    assert!(has(&ingested, |w| *w == Warning::ShortRows { count: 1, rows: vec![2] }));
    assert!(has(&ingested, |w| *w == Warning::LongRows { count: 1, rows: vec![3] }));
    let rows = texts(&page(&open(&ingested), &all()));
    assert_eq!(rows[1], ["4", "5", "∅", "∅"]);
    assert_eq!(rows[2], ["6", "7", "8", "多出"]);
}

#[test]
fn nothing_differs_from_an_empty_text_only_where_quotes_are_sparing() {
    let sparing = read("a,b\nx,\"\"\ny,\nz,\"p,q\"\n");
    assert_eq!(sparing, [["x", ""], ["y", "∅"], ["z", "p,q"]]);
    let lavish = read("\"a\",\"b\"\n\"x\",\"\"\n\"y\",\"w\"\n");
    assert_eq!(lavish, [["x", "∅"], ["y", "w"]]);
}

#[test]
fn a_file_with_titles_and_no_rows_is_a_table() {
    let bench = Bench::new();
    let ingested = bench.ingest("日期,名称\n".as_bytes());
    assert_eq!((ingested.rows, ingested.columns.len()), (0, 2));
    let empty = page(&open(&ingested), &all());
    assert_eq!((empty.total, empty.rows.len()), (0, 0));
    for bytes in [&b""[..], b"\n\n\n", b",,,\n,,\n", b"\xef\xbb\xbf"] {
        let error = bench.try_ingest(bytes, &IngestOptions::default()).unwrap_err();
        assert_eq!(error.code(), "empty-table", "{bytes:?}");
    }
}

#[test]
fn headers_can_be_named_or_denied() {
    let text = "a,b\n1,2\n3,4\n";
    let options = |header| IngestOptions { header, ..IngestOptions::default() };
    let bench = Bench::new();
    let denied = bench.try_ingest(text.as_bytes(), &options(HeaderRow::None)).unwrap();
    assert_eq!((denied.rows, denied.header_row), (3, None));
    let second = bench.try_ingest(text.as_bytes(), &options(HeaderRow::Row(2))).unwrap();
    assert_eq!((second.rows, titles(&second)), (1, vec!["1", "2"]));
    for row in [0, 9] {
        let error = bench.try_ingest(text.as_bytes(), &options(HeaderRow::Row(row))).unwrap_err();
        assert_eq!(error.code(), "no-such-header");
    }
}

#[test]
fn without_a_header_columns_get_numbers() {
    let bench = Bench::new();
    let ingested = bench.ingest("杭州,12.5,3\n宁波,13,4\n".as_bytes());
    assert_eq!(ingested.rows, 2);
    assert!(has(&ingested, |w| *w == Warning::NoHeader));
    assert_eq!(ingested.columns[1].name, "column_2");
}

#[test]
fn types_can_be_asked_for() {
    let options = IngestOptions {
        types: vec![("编号".into(), DType::Integer), ("名".into(), DType::Date)],
        ..IngestOptions::default()
    };
    let bench = Bench::new();
    let ingested = bench.try_ingest("编号,名\n12,甲\n".as_bytes(), &options).unwrap();
    assert_eq!(dtypes(&ingested), ["integer", "text"]);
    assert!(has(&ingested, |w| matches!(w, Warning::TypeNotPossible { .. })));
}

#[test]
fn marks_for_nothing_are_told() {
    let bench = Bench::new();
    let ingested = bench.ingest("v,t\n1,-\n-,a\nNA,b\n".as_bytes());
    assert_eq!(dtypes(&ingested), ["integer", "text"]);
    assert_eq!((ingested.columns[0].nulls, ingested.columns[1].nulls), (2, 0));
    assert!(has(&ingested, |w| matches!(w, Warning::EmptyMarks { count: 2, .. })));
}

/// The cases of csv-spectrum (BSD-2-Clause), which other tools break on.
#[test]
fn csv_spectrum() {
    let address = read("first,last,address,city,zip\nJohn,Doe,120 any st.,\"Anytown, WW\",08123");
    assert_eq!(address, [["John", "Doe", "120 any st.", "Anytown, WW", "08123"]]);
    assert_eq!(read("a,b,c\r\n1,\"\",\"\"\r\n2,3,4"), [["1", "∅", "∅"], ["2", "3", "4"]]);
    assert_eq!(read("a,b\n1,\"ha \"\"ha\"\" ha\"\n3,4\n"), [["1", "ha \"ha\" ha"], ["3", "4"]]);
    assert_eq!(
        read("key,val\n1,\"{\"\"type\"\": \"\"Point\"\", \"\"coordinates\"\": [102.0, 0.5]}\"\n"),
        [["1", "{\"type\": \"Point\", \"coordinates\": [102.0, 0.5]}"]]
    );
    assert_eq!(
        read("a,b,c\r\n1,2,3\r\n\"Once upon \r\na time\",5,6\r\n7,8,9\r\n"),
        [["1", "2", "3"], ["Once upon \r\na time", "5", "6"], ["7", "8", "9"]]
    );
    assert_eq!(read("a,b\n1,\"ha \n\"\"ha\"\" \nha\"\n3,4\n")[0][1], "ha \n\"ha\" \nha");
    assert_eq!(read("a,b,c\n1,2,3\n4,5,ʤ"), [["1", "2", "3"], ["4", "5", "ʤ"]]);
}

#[test]
fn other_delimiters_and_line_ends() {
    assert_eq!(read("a\tb\n1\tx y\n"), [["1", "x y"]]);
    assert_eq!(read("a;b\n1,5;x\n2,5;y\n"), [["1,5", "x"], ["2,5", "y"]]);
    assert_eq!(read("a,b\r1,x\r2,y\r"), [["1", "x"], ["2", "y"]]);
    assert_eq!(read("名称\n甲\n\n乙\n\n"), [["甲"], ["∅"], ["乙"]]);
}

#[test]
fn an_open_quote_does_not_swallow_the_file() {
    let bench = Bench::new();
    let ingested = bench.ingest(b"a,b\n1,x\n2,\"y\n3,z\n4,w\n");
    assert_eq!(ingested.rows, 4);
    assert!(has(&ingested, |w| *w == Warning::QuotesIgnored { line: 3 }));
}

#[test]
fn gzip_is_unpacked_and_the_packed_file_hashed() {
    let bench = Bench::new();
    let packed = gzip(WEATHER.as_bytes());
    let ingested = bench.ingest(&packed);
    assert_eq!(ingested.rows, 2);
    assert_eq!(ingested.source_bytes, packed.len() as u64);
    let detected = tabular::detect(&bench.file("x", &packed), &Limits::default(), &Control::default()).unwrap();
    assert!(detected.gzip && detected.sha256 == ingested.sha256);
    assert_eq!(detected.encoding.as_deref(), Some("utf-8"));
}

#[test]
fn json_records() {
    let lines =
        "{\"日期\":\"2026-01-01\",\"值\":1}\n{\"值\":2.5,\"新\":[1,2]}\n\n{\"日期\":null,\"值\":null,\"新\":\"\"}\n";
    let bench = Bench::new();
    let ingested = bench.ingest(lines.as_bytes());
    assert_eq!(ingested.kind, FileKind::JsonLines);
    assert_eq!(dtypes(&ingested), ["date", "number", "text"]);
    let rows = texts(&page(&open(&ingested), &all()));
    assert_eq!(rows, [["2026-01-01", "1", "∅"], ["∅", "2.5", "[1,2]"], ["∅", "∅", ""]]);
    assert!(has(&ingested, |w| *w == Warning::NestedValues { count: 1 }));

    let array = "[ {\"a\": \"x\", \"b\": true},\n {\"b\": false, \"a\": \"y\"} ]";
    let ingested = bench.ingest(array.as_bytes());
    assert_eq!(ingested.kind, FileKind::JsonArray);
    assert_eq!(texts(&page(&open(&ingested), &all())), [["x", "true"], ["y", "false"]]);
}

#[test]
fn json_records_inside_a_document() {
    let text = "{\n \"year\": 2026,\n \"papers\": [\"x\"],\n \"days\": [{\"name\": \"元旦\", \"date\": \"2026-01-01\", \"isOffDay\": true}, {\"name\": \"元旦\", \"date\": \"2026-01-02\", \"isOffDay\": true}]\n}";
    let bench = Bench::new();
    let ingested = bench.ingest(text.as_bytes());
    assert_eq!(ingested.kind, FileKind::JsonDocument);
    assert_eq!((ingested.rows, dtypes(&ingested)), (2, vec!["text", "date", "boolean"]));
    assert!(has(&ingested, |w| *w == Warning::RecordsInside { member: "days".into() }));
    let none = bench.try_ingest(b"{\n \"a\": {\"b\": 1}\n}", &IngestOptions::default());
    assert_eq!(none.unwrap_err().code(), "unsupported-kind");
}

#[test]
fn what_is_no_table_is_named() {
    let bench = Bench::new();
    for (bytes, kind) in [
        (&b"%PDF-1.7 \x00\x01"[..], "pdf"),
        (b"<html><body><table>", "html"),
        (b"\xef\xbb\xbf<!DOCTYPE html>", "html"),
        (b"<?xml version=\"1.0\"?><a/>", "xml"),
        (b"\x89PNG\r\n\x1a\n", "png"),
        (b"PAR1....", "parquet"),
    ] {
        match bench.try_ingest(bytes, &IngestOptions::default()) {
            Err(Error::UnsupportedKind { kind: found }) => assert_eq!(found, kind),
            other => panic!("{kind}: {other:?}"),
        }
    }
    let open = bench.try_ingest(b"[{\"a\":1}, {\"a\":", &IngestOptions::default());
    assert_eq!(open.unwrap_err().code(), "malformed-file");
    let mixed = bench.try_ingest(b"[{\"a\":1}, 5]", &IngestOptions::default());
    assert_eq!(mixed.unwrap_err().code(), "malformed-file");
}

#[test]
fn a_reader_is_as_good_as_a_file() {
    let bench = Bench::new();
    let ingested =
        tabular::ingest_reader(WEATHER.as_bytes(), &bench.parquet(), &IngestOptions::default(), &Control::default())
            .unwrap();
    assert_eq!(ingested.rows, 2);
}
