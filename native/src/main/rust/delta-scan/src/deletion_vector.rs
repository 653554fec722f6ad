//! Deletion vectors: which rows of a file are gone (PROTOCOL.md, "Deletion Vectors" and
//! "Deletion Vector Format").
//!
//! A vector is a 64-bit Roaring bitmap of row positions, counted from 0 through the whole parquet
//! file in the order of its row groups. It is either inline in the log or at an offset in a file:
//!
//! ```text
//!   inline      magic | bitmap
//!   file        version byte 1 ... [ size | magic | bitmap | crc32(magic | bitmap) ] ...
//!                                  ^ offset       size and checksum are big endian
//! ```
//!
//! Whatever does not add up is an error: a vector that is ignored brings deleted rows back.

use arrow::array::{Array, AsArray, RecordBatch};
use arrow::datatypes::{Int32Type, Int64Type};
use datafusion::common::{DataFusionError, Result, exec_datafusion_err, exec_err};
use object_store::{ObjectStore, ObjectStoreExt};
use parquet::arrow::arrow_reader::{RowSelection, RowSelector};
use roaring::RoaringTreemap;

use crate::location::Location;

const MAGIC: u32 = 1_681_511_377;

/// Where a file's deletion vector is, as the log describes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DeletionVectorDescriptor {
    pub storage: Storage,
    /// Bytes of magic number and bitmap.
    pub size: usize,
    /// Rows deleted.
    pub cardinality: u64,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Storage {
    Inline(Vec<u8>),
    File { location: Location, offset: u64 },
}

impl DeletionVectorDescriptor {
    /// The descriptor in `row` of the files' batch; None where the file has no vector.
    pub fn from_row(files: &RecordBatch, row: usize) -> Result<Option<Self>> {
        let column = |name: &str| files.column_by_name(name).filter(|c| c.is_valid(row));
        let text = |name: &str| -> Option<String> {
            let array = arrow::compute::cast(column(name)?, &arrow::datatypes::DataType::Utf8);
            array
                .ok()
                .map(|a| a.as_string::<i32>().value(row).to_string())
        };
        let integer = |name: &str| {
            column(name)
                .and_then(|c| c.as_primitive_opt::<Int32Type>())
                .map(|c| c.value(row))
        };
        let storage = match (text("dv_uri"), column("dv_inline")) {
            (None, None) => return Ok(None),
            (Some(uri), None) => Storage::File {
                location: Location::from_uri(&uri)?,
                offset: not_negative("dv_offset", integer("dv_offset").unwrap_or(0))?,
            },
            (None, Some(inline)) => match inline.as_binary_opt::<i32>() {
                Some(bytes) => Storage::Inline(bytes.value(row).to_vec()),
                None => return exec_err!("dv_inline is {}, not Binary", inline.data_type()),
            },
            (Some(_), Some(_)) => return exec_err!("a deletion vector is inline and in a file"),
        };
        let cardinality = column("dv_cardinality")
            .and_then(|c| c.as_primitive_opt::<Int64Type>())
            .map(|c| c.value(row));
        match (integer("dv_size"), cardinality) {
            (Some(size), Some(cardinality)) => Ok(Some(Self {
                storage,
                size: not_negative("dv_size", size)? as usize,
                cardinality: not_negative("dv_cardinality", cardinality)?,
            })),
            _ => exec_err!("a deletion vector has no size or no cardinality"),
        }
    }

    /// Reads the vector. `store` is the store of its file; unused for an inline one.
    ///
    /// # Errors
    /// The store's error for a file that cannot be read; an execution error for a vector that is
    /// damaged or holds another number of rows than its descriptor says.
    pub async fn load(&self, store: Option<&dyn ObjectStore>) -> Result<RoaringTreemap> {
        let bitmap = match (&self.storage, store) {
            (Storage::Inline(bytes), _) => parse_bitmap(bytes)?,
            (Storage::File { location, offset }, Some(store)) => {
                let range = *offset..offset + 4 + self.size as u64 + 4;
                let framed = store
                    .get_range(&location.path, range)
                    .await
                    .map_err(DataFusionError::from)
                    .map_err(|e| e.context(format!("deletion vector {location}")))?;
                unframe(&framed, self.size)
                    .and_then(parse_bitmap)
                    .map_err(|e| e.context(format!("deletion vector {location} at {offset}")))?
            }
            (Storage::File { location, .. }, None) => {
                return exec_err!("no store was given for the deletion vector {location}");
            }
        };
        if bitmap.len() != self.cardinality {
            return exec_err!(
                "a deletion vector holds {} rows where the log says {}",
                bitmap.len(),
                self.cardinality
            );
        }
        Ok(bitmap)
    }
}

fn not_negative<T>(name: &str, value: T) -> Result<u64>
where
    T: TryInto<u64> + std::fmt::Display + Copy,
{
    value
        .try_into()
        .map_err(|_| exec_datafusion_err!("a deletion vector's {name} is {value}"))
}

/// Checks size and checksum of a vector in a file; gives magic number and bitmap.
fn unframe(framed: &[u8], size: usize) -> Result<&[u8]> {
    if framed.len() != size + 8 {
        return exec_err!("the file ends within the vector");
    }
    let (stored_size, rest) = framed.split_at(4);
    let (data, stored_crc) = rest.split_at(size);
    let stored_size = big_endian(stored_size);
    if stored_size as usize != size {
        return exec_err!("its size is {stored_size} in the file and {size} in the log");
    }
    let crc = crc32fast::hash(data);
    if crc != big_endian(stored_crc) {
        return exec_err!("its checksum is wrong: the file is damaged");
    }
    Ok(data)
}

fn big_endian(bytes: &[u8]) -> u32 {
    bytes
        .iter()
        .fold(0, |value, byte| value << 8 | u32::from(*byte))
}

/// Parses magic number and bitmap ("portable" serialization of Roaring, keyed by 32 high bits).
fn parse_bitmap(data: &[u8]) -> Result<RoaringTreemap> {
    let Some((magic, bitmap)) = data.split_first_chunk::<4>() else {
        return exec_err!("a deletion vector has no magic number");
    };
    let magic = u32::from_le_bytes(*magic);
    if magic != MAGIC {
        return exec_err!("a deletion vector has the unknown magic number {magic}");
    }
    RoaringTreemap::deserialize_from(bitmap)
        .map_err(|e| exec_datafusion_err!("a deletion vector's bitmap is damaged: {e}"))
}

/// The rows that are left of a file of `rows` rows.
///
/// # Errors
/// An execution error where a row is deleted that the file does not have.
pub(crate) fn remaining_rows(deleted: &RoaringTreemap, rows: u64) -> Result<RowSelection> {
    if let Some(last) = deleted.max().filter(|last| *last >= rows) {
        return exec_err!("a deletion vector deletes row {last} of a file of {rows} rows");
    }
    let mut selectors = Vec::new();
    let mut next = 0;
    let mut deleted = deleted.iter().peekable();
    while let Some(start) = deleted.next() {
        let mut end = start + 1;
        while deleted.next_if_eq(&end).is_some() {
            end += 1;
        }
        if start > next {
            selectors.push(RowSelector::select((start - next) as usize));
        }
        selectors.push(RowSelector::skip((end - start) as usize));
        next = end;
    }
    if rows > next {
        selectors.push(RowSelector::select((rows - next) as usize));
    }
    Ok(selectors.into())
}

/// Serializes a vector as it stands in a deletion-vector file at its offset: size, magic number,
/// bitmap, checksum. The descriptor's `sizeInBytes` is 8 less than the length.
pub fn serialize_deletion_vector(deleted: &RoaringTreemap) -> Result<Vec<u8>> {
    let mut data = MAGIC.to_le_bytes().to_vec();
    deleted
        .serialize_into(&mut data)
        .map_err(DataFusionError::from)?;
    let size = u32::try_from(data.len())
        .map_err(|_| exec_datafusion_err!("a deletion vector is larger than 4 GiB"))?;
    let mut framed = size.to_be_bytes().to_vec();
    framed.extend_from_slice(&data);
    framed.extend_from_slice(&crc32fast::hash(&data).to_be_bytes());
    Ok(framed)
}
