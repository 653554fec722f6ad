//! Splits batches that are too large for Java's 31-bit buffers.

use datafusion::arrow::array::{Array, RecordBatch};

/// Bytes of rows in one batch; far enough below what a `ByteBuffer` addresses.
const LIMIT: usize = 1 << 30;

/// The batch in slices of at most 1 GiB of rows each, in order. A single row is never cut.
pub fn split(batch: RecordBatch) -> Vec<RecordBatch> {
    let mut whole = Vec::new();
    split_into(batch, LIMIT, &mut whole);
    whole
}

fn split_into(batch: RecordBatch, limit: usize, whole: &mut Vec<RecordBatch>) {
    let rows = batch.num_rows();
    if rows <= 1 || bytes_of_rows(&batch) <= limit {
        whole.push(batch);
        return;
    }
    let half = rows / 2;
    split_into(batch.slice(0, half), limit, whole);
    split_into(batch.slice(half, rows - half), limit, whole);
}

/// What the rows need; less than what their buffers hold if the batch is a slice.
fn bytes_of_rows(batch: &RecordBatch) -> usize {
    if batch.get_array_memory_size() <= LIMIT {
        return batch.get_array_memory_size();
    }
    batch
        .columns()
        .iter()
        .map(|column| {
            let data = column.to_data();
            data.get_slice_memory_size()
                .unwrap_or_else(|_| column.get_array_memory_size())
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use datafusion::arrow::array::{ArrayRef, Int64Array};
    use datafusion::arrow::compute::concat_batches;
    use std::sync::Arc;

    #[test]
    fn slices_are_small_enough_in_order_and_complete() {
        let column: ArrayRef = Arc::new(Int64Array::from_iter_values(0..1000));
        let batch = RecordBatch::try_from_iter([("a", column)]).unwrap();
        let mut slices = Vec::new();
        split_into(batch.clone(), 1, &mut slices);
        // The array is small as a whole, so every slice counts as its whole buffers.
        assert!(slices.iter().all(|slice| slice.num_rows() == 1));
        assert_eq!(concat_batches(&batch.schema(), &slices).unwrap(), batch);
    }

    #[test]
    fn a_batch_within_the_limit_stays_whole() {
        let column: ArrayRef = Arc::new(Int64Array::from_iter_values(0..1000));
        let batch = RecordBatch::try_from_iter([("a", column)]).unwrap();
        assert_eq!(split(batch.clone()), [batch]);
    }
}
