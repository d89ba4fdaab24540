//! 附元数据的压缩包: CSV and JSON have no place for metadata that every reader takes, so the file can be had with a description beside it in one ZIP:
//! by which agreement and access it was delivered, its hash, its columns (CSV on the Web, W3C Metadata Vocabulary for Tabular Data). The mark
//! then stays with the data under any name.
use crate::services::internal;
use contract::PortResult;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{Read, Seek, SeekFrom, Write};
use tabular::{ColumnInfo, DType};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// What is said of the file.
pub struct About<'a> {
    /// Name of the file inside.
    pub name: &'a str,
    pub media_type: &'a str,
    pub columns: &'a [ColumnInfo],
    pub marks: &'a [(String, String)],
    pub rows: u64,
}

/// Puts a file and its description into a ZIP; that and its length. Blocks.
pub fn pack(mut file: File, about: &About<'_>) -> PortResult<(File, u64)> {
    // Files of more than 4 GiB need the larger headers.
    let large = file.seek(SeekFrom::End(0)).map_err(internal)? >= u64::from(u32::MAX);
    file.rewind().map_err(internal)?;
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .large_file(large)
        .unix_permissions(0o644);
    let mut zip = ZipWriter::new(tempfile::tempfile().map_err(internal)?);
    zip.start_file(about.name, options).map_err(internal)?;
    let (mut hash, mut block) = (Sha256::new(), vec![0; 64 * 1024]);
    loop {
        let read = file.read(&mut block).map_err(internal)?;
        if read == 0 {
            break;
        }
        hash.update(&block[..read]);
        zip.write_all(&block[..read]).map_err(internal)?;
    }
    zip.start_file(format!("{}-metadata.json", about.name), options).map_err(internal)?;
    let text = serde_json::to_vec_pretty(&description(about, &hex::encode(hash.finalize()))).map_err(internal)?;
    zip.write_all(&text).map_err(internal)?;
    let mut done = zip.finish().map_err(internal)?;
    let bytes = done.seek(SeekFrom::End(0)).map_err(internal)?;
    done.rewind().map_err(internal)?;
    Ok((done, bytes))
}

fn description(about: &About<'_>, sha256: &str) -> Value {
    let columns: Vec<Value> = about
        .columns
        .iter()
        .map(|column| {
            let title = if column.title.is_empty() { &column.name } else { &column.title };
            json!({ "name": column.name, "titles": title, "datatype": datatype(column.dtype) })
        })
        .collect();
    let mut all = json!({
        "@context": "http://www.w3.org/ns/csvw",
        "url": about.name,
        "dc:format": about.media_type,
        "portal:sha256": sha256,
        "portal:rows": about.rows,
        "tableSchema": { "columns": columns },
    });
    for (name, value) in about.marks {
        all[format!("portal:{name}")] = json!(value);
    }
    all
}

/// The built-in datatypes of the vocabulary.
const fn datatype(dtype: DType) -> &'static str {
    match dtype {
        DType::Text => "string",
        DType::Integer => "integer",
        DType::Number => "number",
        DType::Boolean => "boolean",
        DType::Date => "date",
        DType::DateTime => "datetime",
        DType::Time => "time",
    }
}
