//! Parquet with the columns and rows of a view.

use super::{Exported, Sink};
use crate::Result;
use crate::query::Cells;
use polars::io::parquet::write::{BatchedWriter, KeyValueMetadata};
use polars::prelude::*;
use std::io::Write;

pub(super) struct ParquetSink<W: Write> {
    writer: BatchedWriter<W>,
    rows: u64,
}

impl<W: Write> ParquetSink<W> {
    pub fn new(output: W, schema: &Schema, marks: &[(String, String)]) -> Result<Self> {
        let marks = (!marks.is_empty()).then(|| KeyValueMetadata::from_static(marks.to_vec()));
        let writer = ParquetWriter::new(output)
            .with_compression(ParquetCompression::Zstd(None))
            .with_statistics(StatisticsOptions::default())
            .with_key_value_metadata(marks)
            .batched(schema)?;
        Ok(ParquetSink { writer, rows: 0 })
    }
}

impl<W: Write + Send> Sink for ParquetSink<W> {
    fn rows(&mut self, frame: &DataFrame, _: &Cells) -> Result<()> {
        self.writer.write_batch(frame)?;
        self.rows += frame.height() as u64;
        Ok(())
    }

    fn finish(self: Box<Self>) -> Result<Exported> {
        self.writer.finish()?;
        Ok(Exported { rows: self.rows, ..Exported::default() })
    }
}
