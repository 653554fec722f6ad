//! Nodes and buffers, read back with a reader of the test's own.

use datafusion::arrow::array::types::Int32Type;
use datafusion::arrow::array::{
    ArrayRef, BooleanArray, FixedSizeListArray, Int32Array, Int32Builder, LargeStringArray,
    ListArray, MapBuilder, NullArray, StringArray, StringBuilder, StringViewArray, StructArray,
};
use datafusion::arrow::buffer::Buffer;
use datafusion::arrow::datatypes::{DataType, Field, Fields};

use super::*;
use crate::batch::BatchLayout;

/// Reads cells as text by the contract of `Native.nextBatch`.
struct Cells<'a> {
    layout: &'a BatchLayout,
    node: usize,
    buffer: usize,
}

impl<'a> Cells<'a> {
    fn of(layout: &'a BatchLayout) -> Self {
        Self {
            layout,
            node: 0,
            buffer: 0,
        }
    }

    fn next(&mut self) -> Option<&'a Buffer> {
        self.buffer += 1;
        self.layout.buffers[self.buffer - 1].as_ref()
    }

    fn column(&mut self, data_type: &DataType) -> Vec<String> {
        let node = &self.layout.nodes[self.node * 4..][..4];
        self.node += 1;
        let [length, nulls, bit_offset, extra] = [0, 1, 2, 3].map(|i| node[i] as usize);
        if data_type.is_null() {
            assert_eq!(nulls, length);
            return vec!["null".to_string(); length];
        }
        let validity = self.next();
        let valid = |row: usize| validity.is_none_or(|bits| bit(bits, bit_offset + row));
        assert_eq!((0..length).filter(|row| !valid(*row)).count(), nulls);
        let cells: Vec<String> = match data_type {
            DataType::Boolean => {
                let bits = self.next().unwrap();
                (0..length)
                    .map(|row| bit(bits, extra + row).to_string())
                    .collect()
            }
            DataType::Int32 => {
                let values = self.next().unwrap();
                assert_eq!(values.len(), length * 4);
                values
                    .typed_data::<i32>()
                    .iter()
                    .map(i32::to_string)
                    .collect()
            }
            DataType::Utf8 | DataType::LargeUtf8 => {
                let offsets = self.offsets(data_type == &DataType::LargeUtf8);
                let bytes = self.next().unwrap();
                offsets
                    .windows(2)
                    .map(|pair| text(&bytes[pair[0]..pair[1]]))
                    .collect()
            }
            DataType::Utf8View => {
                let views = self.next().unwrap();
                let data: Vec<_> = (0..extra).map(|_| self.next().unwrap()).collect();
                views
                    .chunks_exact(16)
                    .map(|view| view_text(view, &data))
                    .collect()
            }
            DataType::List(element) => {
                let offsets = self.offsets(false);
                let child = self.column(element.data_type());
                offsets
                    .windows(2)
                    .map(|pair| child[pair[0]..pair[1]].join(","))
                    .collect()
            }
            DataType::FixedSizeList(element, size) => {
                let child = self.column(element.data_type());
                assert_eq!(child.len(), length * *size as usize);
                child
                    .chunks(*size as usize)
                    .map(|chunk| chunk.join(","))
                    .collect()
            }
            DataType::Struct(fields) => {
                let columns: Vec<_> = fields
                    .iter()
                    .map(|field| self.column(field.data_type()))
                    .collect();
                (0..length)
                    .map(|row| {
                        columns
                            .iter()
                            .map(|c| c[row].clone())
                            .collect::<Vec<_>>()
                            .join("&")
                    })
                    .collect()
            }
            DataType::Map(entries, _) => {
                let DataType::Struct(fields) = entries.data_type() else {
                    unreachable!()
                };
                let offsets = self.offsets(false);
                let keys = self.column(fields[0].data_type());
                let values = self.column(fields[1].data_type());
                offsets
                    .windows(2)
                    .map(|pair| {
                        (pair[0]..pair[1])
                            .map(|i| format!("{}:{}", keys[i], values[i]))
                            .collect::<Vec<_>>()
                            .join(",")
                    })
                    .collect()
            }
            other => unreachable!("{other}"),
        };
        assert!(cells.len() >= length || length == 0);
        (0..length)
            .map(|row| {
                if valid(row) {
                    cells[row].clone()
                } else {
                    "null".to_string()
                }
            })
            .collect()
    }

    fn offsets(&mut self, large: bool) -> Vec<usize> {
        let buffer = self.next().unwrap();
        if large {
            buffer
                .typed_data::<i64>()
                .iter()
                .map(|offset| *offset as usize)
                .collect()
        } else {
            buffer
                .typed_data::<i32>()
                .iter()
                .map(|offset| *offset as usize)
                .collect()
        }
    }
}

fn bit(bits: &Buffer, index: usize) -> bool {
    bits[index / 8] >> (index % 8) & 1 == 1
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn view_text(view: &[u8], data: &[&Buffer]) -> String {
    let number = |at: usize| u32::from_le_bytes(view[at..at + 4].try_into().unwrap()) as usize;
    let length = number(0);
    if length <= 12 {
        return text(&view[4..4 + length]);
    }
    text(&data[number(8)][number(12)..][..length])
}

fn read_back(column: &ArrayRef) -> Vec<String> {
    let batch =
        RecordBatch::try_from_iter_with_nullable([("c", Arc::clone(column), true)]).unwrap();
    let layout = BatchLayout::new(&batch).unwrap();
    let mut cells = Cells::of(&layout);
    let found = cells.column(column.data_type());
    assert_eq!(cells.node * 4, layout.nodes.len());
    assert_eq!(cells.buffer, layout.buffers.len());
    found
}

fn columns() -> Vec<ArrayRef> {
    let ints: Vec<Option<i32>> = (0..40).map(|i| (i % 3 != 0).then_some(i)).collect();
    let texts: Vec<Option<String>> = (0..40)
        .map(|i| (i % 5 != 0).then(|| format!("text number {} ü", "x".repeat(i % 17))))
        .collect();
    let numbers: ArrayRef = Arc::new(Int32Array::from(ints.clone()));
    let lists = (0..40)
        .map(|i| (i % 4 != 1).then(|| vec![Some(i), None, Some(-i)][..(i % 4) as usize].to_vec()));
    let lists: ArrayRef = Arc::new(ListArray::from_iter_primitive::<Int32Type, _, _>(lists));
    let fields = Fields::from(vec![
        Field::new("n", DataType::Int32, true),
        Field::new("l", lists.data_type().clone(), true),
    ]);
    let nulls = (0..40).map(|i| i % 7 != 2).collect::<Vec<bool>>().into();
    let structs = StructArray::new(
        fields,
        vec![Arc::clone(&numbers), Arc::clone(&lists)],
        Some(nulls),
    );
    let mut map = MapBuilder::new(None, StringBuilder::new(), Int32Builder::new());
    for i in 0..40 {
        for entry in 0..i % 3 {
            map.keys().append_value(format!("k{entry}"));
            map.values().append_option((entry == 0).then_some(i));
        }
        map.append(i % 6 != 5).unwrap();
    }
    let item = Arc::new(Field::new("item", DataType::Int32, true));
    vec![
        Arc::clone(&numbers),
        Arc::new(
            ints.iter()
                .map(|i| i.map(|i| i % 2 == 0))
                .collect::<BooleanArray>(),
        ),
        Arc::new(texts.iter().collect::<StringArray>()),
        Arc::new(texts.iter().collect::<LargeStringArray>()),
        Arc::new(texts.iter().collect::<StringViewArray>()),
        lists,
        Arc::new(structs),
        Arc::new(map.finish()),
        Arc::new(FixedSizeListArray::new(item, 2, numbers.slice(3, 36), None)),
        Arc::new(NullArray::new(40)),
    ]
}

#[test]
fn every_layout_reads_back_whole_and_from_any_slice() {
    for column in columns() {
        let whole = read_back(&column);
        assert_eq!(whole.len(), column.len());
        for (start, length) in [(0, 1), (1, 9), (7, 8), (8, 3), (13, 5), (17, 0)] {
            assert!(start + length <= column.len());
            let slice = column.slice(start, length);
            assert_eq!(
                read_back(&slice),
                whole[start..start + length],
                "{:?}",
                column.data_type()
            );
            let again = column.slice(start / 2, column.len() - start / 2);
            let again = again.slice(start - start / 2, length);
            assert_eq!(read_back(&again), whole[start..start + length]);
        }
    }
}

#[test]
fn the_text_of_cells_is_what_arrow_says_it_is() {
    let columns = columns();
    let strings = read_back(&columns[2]);
    assert_eq!(
        (strings[0].as_str(), strings[1].as_str()),
        ("null", "text number x ü")
    );
    assert_eq!(strings, read_back(&columns[3]));
    assert_eq!(strings, read_back(&columns[4]));
    assert_eq!(read_back(&columns[5])[2], "2,null");
    assert_eq!(read_back(&columns[6])[4], "4&");
    assert_eq!(read_back(&columns[7])[2], "k0:2,k1:null");
}

#[test]
fn a_view_column_of_very_many_buffers_is_put_together() {
    let pieces: Vec<ArrayRef> = (0..100)
        .map(|i| {
            Arc::new(StringViewArray::from(vec![format!(
                "a text longer than a view {i}"
            )])) as _
        })
        .collect();
    let refs: Vec<&dyn datafusion::arrow::array::Array> =
        pieces.iter().map(AsRef::as_ref).collect();
    let column = datafusion::arrow::compute::concat(&refs).unwrap();
    let batch = RecordBatch::try_from_iter([("c", Arc::clone(&column))]).unwrap();
    assert!(BatchLayout::new(&batch).unwrap().buffers.len() < 10);
    assert_eq!(read_back(&column)[99], "a text longer than a view 99");
}

#[test]
fn schemas_survive_encoding() {
    use crate::schema_codec::{decode, encode};
    use datafusion::arrow::datatypes::{IntervalUnit, Schema, TimeUnit};
    let mut fields: Vec<Field> = columns()
        .iter()
        .enumerate()
        .map(|(index, column)| {
            Field::new(
                format!("c{index} ü"),
                column.data_type().clone(),
                index % 2 == 0,
            )
        })
        .collect();
    for data_type in [
        DataType::UInt64,
        DataType::Float16,
        DataType::Decimal256(76, -3),
        DataType::Decimal32(9, 2),
        DataType::BinaryView,
        DataType::FixedSizeBinary(16),
        DataType::Date64,
        DataType::Time32(TimeUnit::Second),
        DataType::Time64(TimeUnit::Nanosecond),
        DataType::Timestamp(TimeUnit::Microsecond, Some("Europe/Berlin".into())),
        DataType::Timestamp(TimeUnit::Nanosecond, None),
        DataType::Duration(TimeUnit::Millisecond),
        DataType::Interval(IntervalUnit::MonthDayNano),
        DataType::LargeList(Arc::new(Field::new("element", DataType::Utf8, false))),
    ] {
        fields.push(Field::new(data_type.to_string(), data_type, true));
    }
    let schema = Schema::new(fields);
    let bytes = encode(schema.fields().iter().map(AsRef::as_ref)).unwrap();
    let decoded = decode(&bytes).unwrap();
    for (found, field) in decoded.fields().iter().zip(schema.fields()) {
        if !matches!(field.data_type(), DataType::Map(_, _)) {
            assert_eq!(found, field);
        }
    }
    assert!(decode(&bytes[..bytes.len() - 1]).is_err());
    let empty = encode([].into_iter()).unwrap();
    assert!(decode(&empty).unwrap().fields().is_empty());
}
