//! Excel workbooks.

use crate::*;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, XlsxError};
use tabular::{FileKind, Limits};

fn save(build: impl FnOnce(&mut Workbook) -> Result<(), XlsxError>) -> Vec<u8> {
    let mut workbook = Workbook::new();
    build(&mut workbook).unwrap();
    workbook.save_to_buffer().unwrap()
}

#[test]
fn cells_of_all_kinds() {
    let bytes = save(|workbook| {
        let date = Format::new().set_num_format("yyyy/m/d");
        let moment = Format::new().set_num_format("yyyy-mm-dd hh:mm");
        let clock = Format::new().set_num_format("hh:mm");
        let sheet = workbook.add_worksheet().set_name("空气质量")?;
        for (column, title) in ["城市", "代码", "AQI", "日期", "时刻", "钟点", "优", "公式"].iter().enumerate()
        {
            sheet.write_string(0, column as u16, *title)?;
        }
        for row in 1..=2_u32 {
            sheet.write_string(row, 0, "北京")?;
            sheet.write_number(row, 1, 110_101.0)?;
            sheet.write_number(row, 2, f64::from(row) + 0.5)?;
            sheet.write_datetime_with_format(row, 3, ExcelDateTime::from_ymd(2026, 1, row as u8)?, &date)?;
            let at = ExcelDateTime::from_ymd(2026, 1, 2)?.and_hms(3, 4, 0)?;
            sheet.write_datetime_with_format(row, 4, at, &moment)?;
            sheet.write_datetime_with_format(row, 5, ExcelDateTime::from_hms(6, 30, 0)?, &clock)?;
            sheet.write_boolean(row, 6, row == 1)?;
            sheet.write_formula(row, 7, Formula::new("=1+1").set_result("2"))?;
        }
        workbook.add_worksheet().set_name("第二张")?.write_string(0, 0, "名")?.write_string(1, 0, "甲")?;
        workbook.add_worksheet().set_name("藏")?.set_hidden(true).write_string(0, 0, "x")?;
        Ok(())
    });
    let bench = Bench::new();
    let detected = tabular::detect(&bench.file("x", &bytes), &Limits::default(), &Control::default()).unwrap();
    assert_eq!(detected.kind, FileKind::Xlsx);
    assert_eq!(detected.sheets, ["空气质量", "第二张"]);
    let ingested = bench.ingest(&bytes);
    assert_eq!(ingested.sheet.as_deref(), Some("空气质量"));
    assert_eq!(dtypes(&ingested), ["text", "text", "number", "date", "datetime", "time", "boolean", "integer"]);
    assert_eq!(
        texts(&page(&open(&ingested), &all()))[0],
        ["北京", "110101", "1.5", "2026-01-01", "2026-01-02T03:04:00", "06:30:00", "true", "2"]
    );
    let sheet = |name: &str| IngestOptions { sheet: Some(name.to_owned()), ..IngestOptions::default() };
    let second = bench.try_ingest(&bytes, &sheet("第二张")).unwrap();
    assert_eq!((second.rows, titles(&second)), (1, vec!["名"]));
    for name in ["没有", "藏"] {
        let error = bench.try_ingest(&bytes, &sheet(name)).unwrap_err();
        assert_eq!(error.code(), "unknown-sheet");
    }
}

#[test]
fn merged_titles_and_groups_are_told() {
    let bytes = save(|workbook| {
        let sheet = workbook.add_worksheet();
        sheet.merge_range(0, 0, 0, 4, "附件1：全国高等学校名单", &Format::new())?;
        for (column, title) in ["序号", "学校名称", "学校标识码", "主管部门", "备注"].iter().enumerate()
        {
            sheet.write_string(2, column as u16, *title)?;
        }
        sheet.merge_range(3, 0, 3, 4, "北京市（92所）", &Format::new())?;
        for row in 4..8_u32 {
            sheet.write_number(row, 0, f64::from(row - 3))?;
            sheet.write_string(row, 1, "某大学")?;
            sheet.write_number(row, 2, 4_111_010_001.0)?;
            sheet.write_string(row, 3, "教育部")?;
        }
        Ok(())
    });
    let bench = Bench::new();
    let ingested = bench.ingest(&bytes);
    assert_eq!(ingested.header_row, Some(3));
    assert_eq!(ingested.rows, 5);
    assert_eq!(ingested.columns[2].dtype.code(), "text");
    assert_eq!(ingested.columns[2].max.as_deref(), Some("4111010001"));
    assert!(has(&ingested, |w| *w == Warning::MergedCells { count: 2 }));
    assert!(has(&ingested, |w| *w == Warning::GroupRows { count: 1, rows: vec![1] }));
}

#[test]
fn two_cells_do_not_make_a_sheet_of_thousands_of_millions() {
    let bytes = save(|workbook| {
        let sheet = workbook.add_worksheet();
        sheet.write_string(0, 0, "a")?;
        sheet.write_string(1_048_575, 16_383, "z")?;
        Ok(())
    });
    let bench = Bench::new();
    let error = bench.try_ingest(&bytes, &IngestOptions::default()).unwrap_err();
    assert_eq!(error.code(), "too-many-columns");
    let far = save(|workbook| {
        let sheet = workbook.add_worksheet();
        sheet.write_string(0, 0, "a")?.write_string(0, 1, "b")?;
        sheet.write_string(1_048_575, 1, "z")?;
        Ok(())
    });
    assert_eq!(bench.ingest(&far).rows, 1);
}

#[test]
fn a_workbook_that_unpacks_to_too_much() {
    let bytes = save(|workbook| {
        let sheet = workbook.add_worksheet();
        for row in 0..20_000 {
            sheet.write_string(row, 0, "x")?;
        }
        Ok(())
    });
    let options =
        IngestOptions { limits: Limits { unpacked_bytes: 10_000, ..Limits::default() }, ..IngestOptions::default() };
    let bench = Bench::new();
    assert_eq!(bench.try_ingest(&bytes, &options).unwrap_err().code(), "unpacked-too-large");
    let empty = save(|workbook| workbook.add_worksheet().set_name("空").map(|_| ()));
    assert_eq!(bench.try_ingest(&empty, &IngestOptions::default()).unwrap_err().code(), "empty-table");
    let mut cut = bytes;
    cut.truncate(cut.len() / 2);
    assert_eq!(bench.try_ingest(&cut, &IngestOptions::default()).unwrap_err().code(), "malformed-file");
}

#[test]
fn old_workbooks() {
    let bench = Bench::new();
    let read =
        |name: &str| tabular::ingest(&fixture(name), &bench.parquet(), &IngestOptions::default(), &Control::default());
    let dates = read("date.xls").unwrap();
    assert_eq!(dates.kind, FileKind::Xls);
    assert!(texts(&page(&open(&dates), &all())).iter().flatten().any(|v| v.starts_with("2021-01-01")));
    // Neither is a workbook any more; whatever they are taken for, it ends.
    for name in ["too_small.xls", "malformed_format.xls"] {
        if let Err(error) = read(name) {
            assert!(error.is_bad_input(), "{name}: {error}");
        }
    }
}
