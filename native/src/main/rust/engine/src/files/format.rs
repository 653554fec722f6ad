//! Formats of files and their options, by the names that COPY and CREATE EXTERNAL TABLE take.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use datafusion::common::utils::datafusion_strsim::levenshtein;
use datafusion::datasource::file_format::arrow::ArrowFormatFactory;
use datafusion::datasource::file_format::csv::CsvFormatFactory;
use datafusion::datasource::file_format::json::JsonFormatFactory;
use datafusion::datasource::file_format::parquet::ParquetFormatFactory;
use datafusion::datasource::file_format::{FileFormat, FileFormatFactory};
use serde::Deserialize;

use crate::error::{EngineError, Kind, Result};
use crate::session::Session;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    Parquet,
    Csv,
    /// A JSON object a line.
    Json,
    /// Arrow IPC files.
    Arrow,
}

/// What is done with the files: some options speak of one alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    Read,
    Write,
}

const PARQUET_WRITTEN: &[&str] = &[
    "bloom_filter_on_write",
    "compression",
    "data_pagesize_limit",
    "dictionary_enabled",
    "max_row_group_size",
    "statistics_enabled",
    "writer_version",
];
const PARQUET_READ: &[&str] = &["binary_as_string", "pruning", "skip_metadata"];
const CSV_WRITTEN: &[&str] = &[
    "compression",
    "date_format",
    "datetime_format",
    "delimiter",
    "double_quote",
    "escape",
    "has_header",
    "null_value",
    "quote",
    "terminator",
    "time_format",
    "timestamp_format",
    "timestamp_tz_format",
];
const CSV_READ: &[&str] = &[
    "comment",
    "compression",
    "delimiter",
    "double_quote",
    "escape",
    "has_header",
    "newlines_in_values",
    "null_regex",
    "quote",
    "schema_infer_max_rec",
    "terminator",
    "truncated_rows",
];
const JSON_WRITTEN: &[&str] = &["compression"];
const JSON_READ: &[&str] = &["compression", "newline_delimited", "schema_infer_max_rec"];

impl Format {
    fn name(self) -> &'static str {
        match self {
            Format::Parquet => "parquet",
            Format::Csv => "csv",
            Format::Json => "json",
            Format::Arrow => "arrow",
        }
    }

    fn options(self, usage: Use) -> &'static [&'static str] {
        match (self, usage) {
            (Format::Parquet, Use::Write) => PARQUET_WRITTEN,
            (Format::Parquet, Use::Read) => PARQUET_READ,
            (Format::Csv, Use::Write) => CSV_WRITTEN,
            (Format::Csv, Use::Read) => CSV_READ,
            (Format::Json, Use::Write) => JSON_WRITTEN,
            (Format::Json, Use::Read) => JSON_READ,
            (Format::Arrow, _) => &[],
        }
    }

    fn factory(self) -> Arc<dyn FileFormatFactory> {
        match self {
            Format::Parquet => Arc::new(ParquetFormatFactory::new()),
            Format::Csv => Arc::new(CsvFormatFactory::new()),
            Format::Json => Arc::new(JsonFormatFactory::new()),
            Format::Arrow => Arc::new(ArrowFormatFactory::new()),
        }
    }

    /// The format with these options.
    ///
    /// # Errors
    /// `PLANNING` for an option that is unknown, naming the nearest, or a value that it does not take.
    pub fn with_options(
        self,
        session: &Session,
        options: &BTreeMap<String, String>,
        usage: Use,
    ) -> Result<Arc<dyn FileFormat>> {
        let known = self.options(usage);
        let mut given = HashMap::new();
        for (name, value) in options {
            let lower = name.to_ascii_lowercase();
            let plain = lower.strip_prefix("format.").unwrap_or(&lower);
            if !known.contains(&plain) {
                return Err(self.unknown(name, plain, known));
            }
            given.insert(format!("format.{plain}"), value.clone());
        }
        self.factory()
            .create(session.state(), &given)
            .map_err(|error| {
                let text = EngineError::from(error).message;
                EngineError::new(
                    Kind::Planning,
                    format!("an option of format {}: {text}", self.name()),
                )
            })
    }

    fn unknown(self, name: &str, plain: &str, known: &[&str]) -> EngineError {
        let nearest = known.iter().min_by_key(|known| levenshtein(known, plain));
        let hint = match nearest {
            Some(nearest) => format!("did you mean '{nearest}'? All are {}", known.join(", ")),
            None => "it has none here".to_string(),
        };
        EngineError::new(
            Kind::Planning,
            format!("format {} has no option '{name}': {hint}", self.name()),
        )
    }
}
