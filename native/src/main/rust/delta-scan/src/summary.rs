//! What the optimizer is told of the files of a scan.
//!
//! DataFusion answers COUNT, MIN and MAX from what is marked exact, so that mark is given only to
//! what is true of the rows a scan returns. See the module `statistics` for why most bounds are not.

use std::fmt;
use std::sync::Arc;

use arrow::array::{Array, ArrayRef, BooleanArray, UInt64Array};
use arrow::compute::{filter, take};
use datafusion::common::stats::Precision;
use datafusion::common::{ColumnStatistics, Result, ScalarValue, Statistics};
use datafusion::functions_aggregate::min_max::{MaxAccumulator, MinAccumulator};
use datafusion::logical_expr::Accumulator;

use crate::snapshot::DeltaSnapshot;
use crate::statistics::{ColumnBounds, RowCounts, exact_bounds};

/// Summaries of a snapshot's files for the columns a scan needs.
pub(crate) struct Summarizer<'a> {
    snapshot: &'a DeltaSnapshot,
    counts: Arc<RowCounts>,
    /// The scan's columns, as indices of the snapshot's; and their bounds where they are wanted.
    columns: Vec<(usize, Option<Arc<ColumnBounds>>)>,
}

impl<'a> Summarizer<'a> {
    /// `columns` are the scan's; bounds are loaded for those of them in `wanted`.
    pub fn try_new(
        snapshot: &'a DeltaSnapshot,
        columns: &[usize],
        wanted: &[usize],
    ) -> Result<Self> {
        let fields: Vec<_> = wanted.iter().map(|i| snapshot.field(*i)).collect();
        let bounds = snapshot.statistics().bounds(&fields)?;
        let bounds_of = |column: &usize| {
            let position = wanted.iter().position(|w| w == column)?;
            bounds[position].clone()
        };
        Ok(Self {
            snapshot,
            counts: snapshot.statistics().row_counts()?,
            columns: columns.iter().map(|c| (*c, bounds_of(c))).collect(),
        })
    }

    /// Rows a scan of the file returns; None if unknown.
    pub fn live_rows(&self, file: usize) -> Option<u64> {
        let records = &self.counts.num_records;
        let vector = self.snapshot.files()[file].deletion_vector.as_ref();
        let deleted = vector.map_or(0, |vector| vector.cardinality);
        records
            .is_valid(file)
            .then(|| records.value(file).saturating_sub(deleted))
    }

    /// Statistics of the scan of `files`.
    pub fn summarize(&self, files: &[usize]) -> Result<Statistics> {
        let rows: Option<u64> = files.iter().map(|file| self.live_rows(*file)).sum();
        let bytes: u64 = files.iter().map(|f| self.snapshot.files()[*f].size).sum();
        let column_statistics = self
            .columns
            .iter()
            .map(
                |(column, bounds)| match (self.snapshot.partition_values(*column), bounds) {
                    (Some(values), _) => self.of_partition_column(files, values),
                    (None, Some(bounds)) => self.of_data_column(files, *column, bounds),
                    (None, None) => Ok(ColumnStatistics::new_unknown()),
                },
            )
            .collect::<Result<_>>()?;
        Ok(Statistics {
            num_rows: rows.map_or(Precision::Absent, |rows| Precision::Exact(rows as usize)),
            total_byte_size: Precision::Inexact(bytes as usize),
            column_statistics,
        })
    }

    fn of_partition_column(&self, files: &[usize], values: &ArrayRef) -> Result<ColumnStatistics> {
        let rows: Vec<_> = files.iter().map(|file| self.live_rows(*file)).collect();
        let known = rows.iter().all(Option::is_some);
        let nulls: u64 = files
            .iter()
            .zip(&rows)
            .filter(|(file, _)| values.is_null(**file))
            .filter_map(|(_, rows)| *rows)
            .sum();
        // A file that has no row left does not show its value.
        let inhabited: BooleanArray = rows.iter().map(|rows| Some(*rows != Some(0))).collect();
        let values = filter(&select(values, files)?, &inhabited)?;
        Ok(ColumnStatistics {
            null_count: precision(nulls as usize, known),
            min_value: least(&values, known)?,
            max_value: greatest(&values, known)?,
            ..ColumnStatistics::new_unknown()
        })
    }

    fn of_data_column(
        &self,
        files: &[usize],
        column: usize,
        bounds: &ColumnBounds,
    ) -> Result<ColumnStatistics> {
        let records = &self.counts.num_records;
        let known =
            |array: &UInt64Array, file: usize| array.is_valid(file).then(|| array.value(file));
        let tight = files.iter().all(|file| {
            self.counts.tight.value(*file) && self.snapshot.files()[*file].deletion_vector.is_none()
        });
        let nulls: Option<u64> = files.iter().map(|f| known(&bounds.null_count, *f)).sum();
        // Bounds count where a file has values; a file that should have them must.
        let valued: BooleanArray = files
            .iter()
            .map(|f| {
                Some(known(records, *f).is_none_or(|r| known(&bounds.null_count, *f) != Some(r)))
            })
            .collect();
        let extreme =
            |array: &ArrayRef, of: fn(&ArrayRef, bool) -> Result<Precision<ScalarValue>>| {
                let bounds = filter(&select(array, files)?, &valued)?;
                if bounds.null_count() > 0 {
                    return Ok(Precision::Absent);
                }
                of(&bounds, tight && exact_bounds(self.snapshot.field(column)))
            };
        Ok(ColumnStatistics {
            null_count: nulls.map_or(Precision::Absent, |n| precision(n as usize, tight)),
            min_value: extreme(&bounds.min, least)?,
            max_value: extreme(&bounds.max, greatest)?,
            ..ColumnStatistics::new_unknown()
        })
    }
}

fn select(array: &ArrayRef, files: &[usize]) -> Result<ArrayRef> {
    match files {
        [file] => Ok(array.slice(*file, 1)),
        _ => {
            let indices: UInt64Array = files.iter().map(|file| *file as u64).collect();
            Ok(take(array, &indices, None)?)
        }
    }
}

fn least(values: &ArrayRef, exact: bool) -> Result<Precision<ScalarValue>> {
    let least = MinAccumulator::try_new(values.data_type())?;
    accumulate(least, values, exact)
}

fn greatest(values: &ArrayRef, exact: bool) -> Result<Precision<ScalarValue>> {
    let greatest = MaxAccumulator::try_new(values.data_type())?;
    accumulate(greatest, values, exact)
}

fn accumulate(
    mut accumulator: impl Accumulator,
    values: &ArrayRef,
    exact: bool,
) -> Result<Precision<ScalarValue>> {
    accumulator.update_batch(std::slice::from_ref(values))?;
    let value = accumulator.evaluate()?;
    Ok(match value.is_null() {
        true => Precision::Absent,
        false => precision(value, exact),
    })
}

fn precision<T: Clone + fmt::Debug + PartialEq + Eq + PartialOrd>(
    value: T,
    exact: bool,
) -> Precision<T> {
    match exact {
        true => Precision::Exact(value),
        false => Precision::Inexact(value),
    }
}
