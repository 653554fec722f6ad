//! A batch as nodes and buffers, for a reader that knows Arrow's layouts but has no Arrow.
//!
//! One node for each field in preorder, a map's entries left out; its buffers start at the first
//! row. `Native.nextBatch` documents both. Buffers are shared with the batch, not copied; offsets
//! are made anew only where the values they point to are too far into their buffer.

use datafusion::arrow::array::types::{ByteArrayType, ByteViewType};
use datafusion::arrow::array::{
    Array, ArrayRef, AsArray, GenericByteArray, GenericByteViewArray, GenericListArray,
    OffsetSizeTrait, RecordBatch,
};
use datafusion::arrow::buffer::{Buffer, OffsetBuffer};
use datafusion::arrow::datatypes::{ArrowNativeType, DataType};

use crate::error::{EngineError, Kind, Result};

/// Longs for each node.
pub const NODE_LONGS: usize = 4;

/// Data buffers of a view column before they are put together: each is an object in Java.
const MAX_VIEW_BUFFERS: usize = 32;

/// What a `ByteBuffer` addresses.
const MAX_BUFFER: usize = i32::MAX as usize;

/// A batch's nodes and buffers. Owns the memory.
#[derive(Debug, Default)]
pub struct BatchLayout {
    /// Length, null count, bit offset of validity and the type's extra, for each node.
    pub nodes: Vec<i64>,
    pub buffers: Vec<Option<Buffer>>,
    pub rows: usize,
    /// Bytes of the batch, counting shared buffers once for each batch.
    pub bytes: usize,
}

impl BatchLayout {
    /// Cuts a normalized batch into nodes and buffers.
    ///
    /// # Errors
    /// `EXECUTION` if a single value is larger than Java can hold.
    pub fn new(batch: &RecordBatch) -> Result<Self> {
        let mut layout = Self {
            rows: batch.num_rows(),
            bytes: batch.get_array_memory_size(),
            ..Self::default()
        };
        for column in batch.columns() {
            layout.add(column)?;
        }
        Ok(layout)
    }

    fn add(&mut self, array: &dyn Array) -> Result<()> {
        match array.data_type() {
            DataType::Null => {
                self.node(array.len(), array.len(), 0, 0);
                Ok(())
            }
            DataType::Boolean => {
                let bits = array.as_boolean().values();
                let bit_offset = bits.offset() % 8;
                self.validity(array, bit_offset);
                let bytes = (bit_offset + bits.len()).div_ceil(8);
                self.push(bits.inner().slice_with_length(bits.offset() / 8, bytes))
            }
            DataType::Utf8View => self.add_views(array.as_string_view()),
            DataType::BinaryView => self.add_views(array.as_binary_view()),
            DataType::Utf8 => self.add_values(array.as_string::<i32>()),
            DataType::Binary => self.add_values(array.as_binary::<i32>()),
            DataType::LargeUtf8 => self.add_values(array.as_string::<i64>()),
            DataType::LargeBinary => self.add_values(array.as_binary::<i64>()),
            DataType::List(_) => self.add_list(array.as_list::<i32>()),
            DataType::LargeList(_) => self.add_list(array.as_list::<i64>()),
            DataType::Map(_, _) => {
                let map = array.as_map();
                self.validity(array, 0);
                let (first, length) = self.add_offsets(map.offsets())?;
                self.add_columns(map.entries().slice(first, length).columns())
            }
            DataType::FixedSizeList(_, _) => {
                self.validity(array, 0);
                self.add(array.as_fixed_size_list().values())
            }
            DataType::Struct(_) => {
                self.validity(array, 0);
                self.add_columns(array.as_struct().columns())
            }
            fixed => {
                self.validity(array, 0);
                let width = width(fixed)?;
                let data = array.to_data();
                let start = data.offset() * width;
                self.push(data.buffers()[0].slice_with_length(start, data.len() * width))
            }
        }
    }

    fn add_columns(&mut self, columns: &[ArrayRef]) -> Result<()> {
        columns.iter().try_for_each(|column| self.add(column))
    }

    fn add_list<O: OffsetSizeTrait>(&mut self, list: &GenericListArray<O>) -> Result<()> {
        self.validity(list, 0);
        let (first, length) = self.add_offsets(list.offsets())?;
        self.add(&list.values().slice(first, length))
    }

    fn add_views<T: ByteViewType + ?Sized>(
        &mut self,
        array: &GenericByteViewArray<T>,
    ) -> Result<()> {
        if array.data_buffers().len() > MAX_VIEW_BUFFERS {
            return self.add_views_of(&array.gc());
        }
        self.add_views_of(array)
    }

    fn add_views_of<T: ByteViewType + ?Sized>(
        &mut self,
        array: &GenericByteViewArray<T>,
    ) -> Result<()> {
        let values = array.data_buffers();
        self.validity(array, values.len());
        self.push(array.views().inner().clone())?;
        values
            .iter()
            .try_for_each(|buffer| self.push(buffer.clone()))
    }

    /// Offsets and bytes of variable-length values.
    fn add_values<T: ByteArrayType>(&mut self, array: &GenericByteArray<T>) -> Result<()> {
        self.validity(array, 0);
        let offsets = array.offsets();
        let (first, last) = (offsets[0].as_usize(), offsets[array.len()].as_usize());
        if last <= MAX_BUFFER {
            self.push(offsets.inner().inner().clone())?;
            return self.push(array.values().slice_with_length(0, last));
        }
        self.push(rebased(offsets))?;
        self.push(array.values().slice_with_length(first, last - first))
    }

    /// Offsets of lists, from 0; gives the part of the child that they point into.
    fn add_offsets<O: OffsetSizeTrait>(
        &mut self,
        offsets: &OffsetBuffer<O>,
    ) -> Result<(usize, usize)> {
        let (first, last) = (offsets[0].as_usize(), offsets[offsets.len() - 1].as_usize());
        if first == 0 {
            self.push(offsets.inner().inner().clone())?;
        } else {
            self.push(rebased(offsets))?;
        }
        Ok((first, last - first))
    }

    fn validity(&mut self, array: &dyn Array, extra: usize) {
        let nulls = array.nulls().filter(|nulls| nulls.null_count() > 0);
        let bit_offset = nulls.map_or(0, |nulls| nulls.offset() % 8);
        self.node(array.len(), array.null_count(), bit_offset, extra);
        self.buffers.push(nulls.map(|nulls| {
            let bytes = (bit_offset + nulls.len()).div_ceil(8);
            nulls.buffer().slice_with_length(nulls.offset() / 8, bytes)
        }));
    }

    fn node(&mut self, length: usize, nulls: usize, bit_offset: usize, extra: usize) {
        self.nodes
            .extend([length, nulls, bit_offset, extra].map(|value| value as i64));
    }

    fn push(&mut self, buffer: Buffer) -> Result<()> {
        if buffer.len() > MAX_BUFFER {
            return Err(EngineError::new(
                Kind::Execution,
                format!(
                    "a value of {} bytes is larger than Java can hold",
                    buffer.len()
                ),
            ));
        }
        self.buffers.push(Some(buffer));
        Ok(())
    }
}

fn rebased<O: OffsetSizeTrait>(offsets: &OffsetBuffer<O>) -> Buffer {
    let first = offsets[0];
    Buffer::from_vec(
        offsets
            .iter()
            .map(|offset| *offset - first)
            .collect::<Vec<O>>(),
    )
}

fn width(data_type: &DataType) -> Result<usize> {
    if let DataType::FixedSizeBinary(width) = data_type {
        return usize::try_from(*width).map_err(|_| unsupported(data_type));
    }
    data_type
        .primitive_width()
        .ok_or_else(|| unsupported(data_type))
}

fn unsupported(data_type: &DataType) -> EngineError {
    EngineError::new(
        Kind::Unsupported,
        format!("results of type {data_type} cannot be read"),
    )
}
