//! One version of a table: schema and active files.

use datafusion::arrow::array::RecordBatch;
use datafusion::common::{DataFusionError, Result};

use crate::spec::DeltaTableSpec;

/// One version of a Delta table: schema, active files and their statistics. Immutable.
#[derive(Debug)]
pub struct DeltaSnapshot {
    pub(crate) spec: DeltaTableSpec,
}

impl DeltaSnapshot {
    pub fn try_new(
        spec: DeltaTableSpec,
        _files: RecordBatch,
    ) -> Result<DeltaSnapshot, DataFusionError> {
        Ok(DeltaSnapshot { spec })
    }
}
