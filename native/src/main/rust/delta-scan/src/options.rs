//! Options of a table's scan, by checked names.

use std::collections::HashMap;

use datafusion::common::{DataFusionError, Result, plan_err};

/// Options that override the session's for the scans of one table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ScanOptions {
    /// `pushdown_filters`: evaluate filters inside the parquet decoder. The session's own setting,
    /// if true, holds for every table: `false` cannot undo it.
    pub pushdown_filters: Option<bool>,
    /// `metadata_size_hint`: bytes read from a file's end in the first request.
    pub metadata_size_hint: Option<usize>,
}

const NAMES: [&str; 2] = ["pushdown_filters", "metadata_size_hint"];

impl ScanOptions {
    /// Checks names and values.
    ///
    /// # Errors
    /// A plan error that names an unknown option or a value that is not allowed.
    pub fn try_new(options: &HashMap<String, String>) -> Result<Self> {
        let mut parsed = Self::default();
        for (name, value) in options {
            match name.as_str() {
                "pushdown_filters" => parsed.pushdown_filters = Some(parse(name, value)?),
                "metadata_size_hint" => parsed.metadata_size_hint = Some(parse(name, value)?),
                _ => {
                    return plan_err!(
                        "unknown scan option '{name}': the options are {}",
                        NAMES.join(", ")
                    );
                }
            }
        }
        Ok(parsed)
    }
}

fn parse<T: std::str::FromStr>(name: &str, value: &str) -> Result<T> {
    value.parse().map_err(|_| {
        DataFusionError::Plan(format!(
            "scan option '{name}' cannot be '{value}': {} is expected",
            if name == "pushdown_filters" {
                "true or false"
            } else {
                "a number of bytes"
            }
        ))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options(name: &str, value: &str) -> Result<ScanOptions> {
        ScanOptions::try_new(&HashMap::from([(name.to_string(), value.to_string())]))
    }

    #[test]
    fn known_options_are_parsed() {
        assert_eq!(
            options("pushdown_filters", "true")
                .unwrap()
                .pushdown_filters,
            Some(true)
        );
        assert_eq!(
            options("metadata_size_hint", "65536")
                .unwrap()
                .metadata_size_hint,
            Some(65536)
        );
    }

    #[test]
    fn an_unknown_option_is_an_error_that_names_it() {
        let error = options("pushdown_filter", "true").unwrap_err().to_string();
        assert!(error.contains("'pushdown_filter'"), "{error}");
        assert!(error.contains("pushdown_filters"), "{error}");
    }

    #[test]
    fn a_wrong_value_names_the_option_and_what_is_allowed() {
        let error = options("pushdown_filters", "on").unwrap_err().to_string();
        assert!(error.contains("'pushdown_filters'") && error.contains("true or false"));
    }
}
