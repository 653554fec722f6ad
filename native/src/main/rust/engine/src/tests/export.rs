//! The Arrow C stream of the rest of a result.

use datafusion::arrow::array::RecordBatchReader;
use datafusion::arrow::ffi_stream::ArrowArrayStreamReader;

use super::cancel::released;
use super::*;
use crate::export::export;

const SQL: &str = "select value, cast(value as varchar) as text \
                   from generate_series(1, 50000) order by value desc";

#[test]
fn the_rest_goes_to_the_c_stream_and_the_stream_has_ended() {
    let stream = execute(&plan(SQL).unwrap()).unwrap();
    let first = stream.next().unwrap().unwrap().num_rows();
    let exported = export(&stream, usize::MAX, usize::MAX);
    assert!(stream.next().unwrap().is_none());
    drop(stream);
    let reader = ArrowArrayStreamReader::try_new(exported).unwrap();
    assert_eq!(reader.schema().field(1).name(), "text");
    let batches: Vec<_> = reader.collect::<Result<_, _>>().unwrap();
    let exported: usize = batches.iter().map(RecordBatch::num_rows).sum();
    assert_eq!(first + exported, 50_000);
}

#[test]
fn rows_of_the_current_batch_that_are_not_read_go_along() {
    let stream = execute(&plan(SQL).unwrap()).unwrap();
    let first = stream.next().unwrap().unwrap().num_rows();
    let second = stream.next().unwrap().unwrap().num_rows();
    assert!(second > 10);
    let reader = ArrowArrayStreamReader::try_new(export(&stream, 10, usize::MAX)).unwrap();
    let batches: Vec<_> = reader.collect::<Result<_, _>>().unwrap();
    let exported: usize = batches.iter().map(RecordBatch::num_rows).sum();
    assert_eq!(first + 10 + exported, 50_000);
}

#[test]
fn the_c_stream_ends_after_the_greatest_number_of_rows() {
    for max_rows in [0, 1, 8192, 20_000, 60_000] {
        let stream = execute(&plan(SQL).unwrap()).unwrap();
        let exported = export(&stream, usize::MAX, max_rows);
        let reader = ArrowArrayStreamReader::try_new(exported).unwrap();
        let batches: Vec<_> = reader.collect::<Result<_, _>>().unwrap();
        let exported: usize = batches.iter().map(RecordBatch::num_rows).sum();
        assert_eq!(exported, max_rows.min(50_000));
    }
}

#[test]
fn an_error_comes_out_of_the_c_stream_as_one() {
    let sql = "select 1 / (value - 40000) from generate_series(1, 50000)";
    let stream = execute(&plan(sql).unwrap()).unwrap();
    let reader = ArrowArrayStreamReader::try_new(export(&stream, usize::MAX, usize::MAX)).unwrap();
    let error = reader.collect::<Result<Vec<_>, _>>().unwrap_err();
    assert!(error.to_string().contains("division by zero"), "{error}");
}

#[test]
fn a_c_stream_that_is_released_half_read_is_no_leak() {
    let engine = engine(&[]);
    let session = Arc::new(engine.session(&[]).unwrap());
    let plan = plan_on(session, SQL, Bindings::new()).unwrap();
    let stream = execute(&plan).unwrap();
    let mut reader =
        ArrowArrayStreamReader::try_new(export(&stream, usize::MAX, usize::MAX)).unwrap();
    assert!(reader.next().unwrap().is_ok());
    drop(reader);
    drop((stream, plan));
    assert!(released(&engine));
}
