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
/// batch given last, `rows_read` rows are read.
pub fn export(stream: &ResultStream, rows_read: usize) -> FFI_ArrowArrayStream {
    FFI_ArrowArrayStream::new(Box::new(Reader(stream.detach(rows_read))))
}

struct Reader(ResultStream);

impl Iterator for Reader {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        catch_unwind(AssertUnwindSafe(|| self.0.next()))
            .unwrap_or_else(|payload| Err(EngineError::panic(payload.as_ref())))
            .map_err(|error| ArrowError::ExternalError(Box::new(error)))
            .transpose()
    }
}

impl RecordBatchReader for Reader {
    fn schema(&self) -> SchemaRef {
        SchemaRef::clone(self.0.schema())
    }
}
