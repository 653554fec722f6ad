//! A batch as nodes and buffers, for a reader that knows Arrow's layouts but has no Arrow.
//!
//! One node for each field in preorder, a map's entries left out; its buffers start at the first
//! row. `Native.nextBatch` documents both. Buffers are shared with the batch, not copied; offsets
//! are made anew only where the values they point to are too far into their buffer.

use datafusion::arrow::array::{Array, ArrayData, BinaryViewArray, RecordBatch, StringViewArray};
use datafusion::arrow::buffer::Buffer;
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
            layout.add(&column.to_data())?;
        }
        Ok(layout)
    }

    fn add(&mut self, data: &ArrayData) -> Result<()> {
        match data.data_type() {
            DataType::Utf8View if data.buffers().len() > MAX_VIEW_BUFFERS + 1 => {
                let compact = StringViewArray::from(data.clone()).gc();
                return self.add_views(&compact.into_data());
            }
            DataType::BinaryView if data.buffers().len() > MAX_VIEW_BUFFERS + 1 => {
                let compact = BinaryViewArray::from(data.clone()).gc();
                return self.add_views(&compact.into_data());
            }
            DataType::Utf8View | DataType::BinaryView => return self.add_views(data),
            DataType::Null => {
                self.node(data.len(), data.len(), 0, 0);
                return Ok(());
            }
            DataType::Boolean => {
                self.validity(data, data.offset() % 8);
                let first = data.offset() / 8;
                let bytes = (data.offset() % 8 + data.len()).div_ceil(8);
                return self.push(data.buffers()[0].slice_with_length(first, bytes));
            }
            _ => self.validity(data, 0),
        }
        match data.data_type() {
            DataType::Utf8 | DataType::Binary => self.add_values::<i32>(data),
            DataType::LargeUtf8 | DataType::LargeBinary => self.add_values::<i64>(data),
            DataType::List(_) => {
                let child = self.add_offsets::<i32>(data)?;
                self.add(&child)
            }
            DataType::LargeList(_) => {
                let child = self.add_offsets::<i64>(data)?;
                self.add(&child)
            }
            DataType::Map(_, _) => {
                let entries = self.add_offsets::<i32>(data)?;
                self.add_children(&entries)
            }
            DataType::FixedSizeList(_, size) => {
                let size = usize::try_from(*size).unwrap_or(0);
                let child = &data.child_data()[0];
                self.add(&part(child, data.offset() * size, data.len() * size))
            }
            DataType::Struct(_) => self.add_children(data),
            fixed => {
                let width = width(fixed)?;
                let start = data.offset() * width;
                self.push(data.buffers()[0].slice_with_length(start, data.len() * width))
            }
        }
    }

    fn add_children(&mut self, structure: &ArrayData) -> Result<()> {
        for child in structure.child_data() {
            self.add(&part(child, structure.offset(), structure.len()))?;
        }
        Ok(())
    }

    fn add_views(&mut self, data: &ArrayData) -> Result<()> {
        const VIEW: usize = size_of::<u128>();
        let (views, values) = data.buffers().split_first().ok_or_else(malformed)?;
        self.validity(data, values.len());
        self.push(views.slice_with_length(data.offset() * VIEW, data.len() * VIEW))?;
        values
            .iter()
            .try_for_each(|buffer| self.push(buffer.clone()))
    }

    /// Offsets and bytes of variable-length values.
    fn add_values<O: Offset>(&mut self, data: &ArrayData) -> Result<()> {
        let values = &data.buffers()[1];
        let (offsets, first, last) = offsets::<O>(data);
        if last <= MAX_BUFFER {
            self.push(offsets)?;
            return self.push(values.slice_with_length(0, last));
        }
        self.push(rebased::<O>(&offsets))?;
        self.push(values.slice_with_length(first, last - first))
    }

    /// Offsets of lists; gives the part of the child that they point into.
    fn add_offsets<O: Offset>(&mut self, data: &ArrayData) -> Result<ArrayData> {
        let (offsets, first, last) = offsets::<O>(data);
        if first == 0 {
            self.push(offsets)?;
        } else {
            self.push(rebased::<O>(&offsets))?;
        }
        Ok(part(&data.child_data()[0], first, last - first))
    }

    fn validity(&mut self, data: &ArrayData, extra: usize) {
        let nulls = data.nulls().filter(|nulls| nulls.null_count() > 0);
        let bit_offset = nulls.map_or(0, |nulls| nulls.offset() % 8);
        self.node(data.len(), data.null_count(), bit_offset, extra);
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

trait Offset: ArrowNativeType {
    fn minus(self, first: Self) -> Self;
}

impl Offset for i32 {
    fn minus(self, first: Self) -> Self {
        self - first
    }
}

impl Offset for i64 {
    fn minus(self, first: Self) -> Self {
        self - first
    }
}

/// The rows' offsets, and where their values start and end. An empty array may have no offsets.
fn offsets<O: Offset>(data: &ArrayData) -> (Buffer, usize, usize) {
    if data.is_empty() {
        return (Buffer::from_vec(Vec::<u8>::new()), 0, 0);
    }
    let width = size_of::<O>();
    let rows = data.buffers()[0].slice_with_length(data.offset() * width, (data.len() + 1) * width);
    let typed = rows.typed_data::<O>();
    let (first, last) = (typed[0].as_usize(), typed[data.len()].as_usize());
    (rows, first, last)
}

fn rebased<O: Offset>(offsets: &Buffer) -> Buffer {
    let offsets = offsets.typed_data::<O>();
    Buffer::from_vec(
        offsets
            .iter()
            .map(|offset| offset.minus(offsets[0]))
            .collect::<Vec<O>>(),
    )
}

fn part(data: &ArrayData, start: usize, length: usize) -> ArrayData {
    if start == 0 && length == data.len() {
        data.clone()
    } else {
        data.slice(start, length)
    }
}

fn width(data_type: &DataType) -> Result<usize> {
    if let DataType::FixedSizeBinary(width) = data_type {
        return usize::try_from(*width).map_err(|_| malformed());
    }
    data_type.primitive_width().ok_or_else(|| {
        EngineError::new(
            Kind::Unsupported,
            format!("results of type {data_type} cannot be read"),
        )
    })
}

fn malformed() -> EngineError {
    EngineError::new(Kind::Internal, "an array has not the buffers of its type")
}
