//! The rest of a result as an Arrow C stream, for whatever Arrow the caller has.
//!
//! Arrow's own callbacks cannot unwind: a panic inside one aborts the process. So the reader behind
//! the stream catches it. The reader owns what it needs; the plan, the session and the engine may be
//! closed while it is read.

use std::panic::{AssertUnwindSafe, catch_unwind};

use datafusion::arrow::array::{RecordBatch, RecordBatchReader};
use datafusion::arrow::datatypes::SchemaRef;
use datafusion::arrow::error::ArrowError;
use datafusion::arrow::ffi_stream::FFI_ArrowArrayStream;

use crate::error::EngineError;
use crate::stream::ResultStream;

/// A C stream that gives the rows which are not read yet; the stream itself then has ended. Of the
/// batch given last, `rows_read` rows are read. The C stream ends after `max_rows` rows.
pub fn export(stream: &ResultStream, rows_read: usize, max_rows: usize) -> FFI_ArrowArrayStream {
    FFI_ArrowArrayStream::new(Box::new(Reader {
        rows: stream.detach(rows_read),
        remaining: max_rows,
    }))
}

struct Reader {
    rows: ResultStream,
    remaining: usize,
}

impl Iterator for Reader {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.remaining == 0 {
            return None;
        }
        let batch = catch_unwind(AssertUnwindSafe(|| self.rows.next()))
            .unwrap_or_else(|payload| Err(EngineError::panic(payload.as_ref())))
            .map_err(|error| ArrowError::ExternalError(Box::new(error)))
            .transpose()?;
        Some(batch.map(|batch| {
            let rows = batch.num_rows().min(self.remaining);
            self.remaining -= rows;
            batch.slice(0, rows)
        }))
    }
}

impl RecordBatchReader for Reader {
    fn schema(&self) -> SchemaRef {
        SchemaRef::clone(self.rows.schema())
    }
}
