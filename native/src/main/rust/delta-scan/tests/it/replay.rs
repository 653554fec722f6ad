//! A table's log replayed from its JSON commits, which the product leaves to Delta Kernel.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow::array::{ArrayRef, BinaryArray, Int32Array, Int64Array, RecordBatch, StringArray};
use delta_scan::{DeltaSnapshot, DeltaTableProvider, DeltaTableSpec};
use serde_json::{Value, json};

/// The folder of the test data.
pub fn data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../../../tck/data")
}

/// URI of a folder, ending with a slash.
pub fn folder_uri(folder: &Path) -> String {
    let folder = folder.canonicalize().unwrap();
    url::Url::from_directory_path(folder).unwrap().to_string()
}

/// The table in `folder` at `version`.
pub fn snapshot(folder: &Path, version: u64) -> Arc<DeltaSnapshot> {
    let (spec, files) = replay(folder, version);
    Arc::new(DeltaSnapshot::try_new(spec, files).unwrap())
}

pub fn provider(folder: &Path, version: u64) -> Arc<DeltaTableProvider> {
    Arc::new(DeltaTableProvider::new(snapshot(folder, version)))
}

pub fn replay(folder: &Path, version: u64) -> (DeltaTableSpec, RecordBatch) {
    let mut metadata = Value::Null;
    let mut active: BTreeMap<String, Value> = BTreeMap::new();
    for commit in 0..=version {
        let path = folder.join(format!("_delta_log/{commit:020}.json"));
        for line in fs::read_to_string(path).unwrap().lines() {
            let action: Value = serde_json::from_str(line).unwrap();
            if let Some(found) = action.get("metaData") {
                metadata = found.clone();
            }
            if let Some(remove) = action.get("remove") {
                active.remove(&key(remove));
            }
            if let Some(add) = action.get("add") {
                active.insert(key(add), add.clone());
            }
        }
    }
    let mode = metadata["configuration"]["delta.columnMapping.mode"].as_str();
    let spec = serde_json::from_value(json!({
        "root": folder_uri(folder),
        "schemaJson": metadata["schemaString"],
        "partitionColumns": metadata["partitionColumns"],
        "columnMapping": mode.unwrap_or("none"),
        "scanOptions": {},
    }))
    .unwrap();
    let adds: Vec<_> = active.values().collect();
    (spec, files_batch(folder, &adds))
}

/// A file's identity (PROTOCOL.md, "Action Reconciliation"): path and deletion vector.
fn key(file: &Value) -> String {
    format!("{} {}", file["path"], file["deletionVector"])
}

fn files_batch(folder: &Path, adds: &[&Value]) -> RecordBatch {
    let texts = |of: &dyn Fn(&Value) -> Option<String>| -> ArrayRef {
        Arc::new(adds.iter().map(|add| of(add)).collect::<StringArray>())
    };
    let longs = |of: &dyn Fn(&Value) -> Option<i64>| -> ArrayRef {
        Arc::new(adds.iter().map(|add| of(add)).collect::<Int64Array>())
    };
    let ints = |of: &dyn Fn(&Value) -> Option<i64>| -> ArrayRef {
        let values = adds.iter().map(|add| of(add).map(|v| v as i32));
        Arc::new(values.collect::<Int32Array>())
    };
    let inline: BinaryArray = adds
        .iter()
        .map(|add| {
            let vector = &add["deletionVector"];
            (vector["storageType"] == "i").then(|| z85(vector["pathOrInlineDv"].as_str().unwrap()))
        })
        .collect();
    RecordBatch::try_from_iter_with_nullable([
        (
            "path",
            texts(&|add| add["path"].as_str().map(str::to_string)),
            true,
        ),
        ("size", longs(&|add| add["size"].as_i64()), true),
        (
            "modified",
            longs(&|add| add["modificationTime"].as_i64()),
            true,
        ),
        (
            "partition_values",
            texts(&|add| Some(add["partitionValues"].to_string())),
            true,
        ),
        (
            "stats",
            texts(&|add| add["stats"].as_str().map(str::to_string)),
            true,
        ),
        (
            "dv_uri",
            texts(&|add| vector_uri(folder, &add["deletionVector"])),
            true,
        ),
        ("dv_inline", Arc::new(inline) as ArrayRef, true),
        (
            "dv_offset",
            ints(&|add| add["deletionVector"]["offset"].as_i64()),
            true,
        ),
        (
            "dv_size",
            ints(&|add| add["deletionVector"]["sizeInBytes"].as_i64()),
            true,
        ),
        (
            "dv_cardinality",
            longs(&|add| add["deletionVector"]["cardinality"].as_i64()),
            true,
        ),
    ])
    .unwrap()
}

fn vector_uri(folder: &Path, vector: &Value) -> Option<String> {
    let path = vector["pathOrInlineDv"].as_str()?;
    match vector["storageType"].as_str()? {
        "u" => {
            let (prefix, id) = path.split_at(path.len() - 20);
            let id = z85(id)
                .iter()
                .map(|b| format!("{b:02x}"))
                .collect::<String>();
            let id = [&id[..8], &id[8..12], &id[12..16], &id[16..20], &id[20..]].join("-");
            let slash = if prefix.is_empty() { "" } else { "/" };
            let root = folder_uri(folder);
            Some(format!("{root}{prefix}{slash}deletion_vector_{id}.bin"))
        }
        "p" => Some(path.to_string()),
        _ => None,
    }
}

/// Z85 (ZeroMQ RFC 32), in which the log writes binary data.
fn z85(text: &str) -> Vec<u8> {
    const DIGITS: &str =
        "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#";
    let digits: Vec<u32> = text
        .chars()
        .map(|c| DIGITS.find(c).unwrap() as u32)
        .collect();
    digits
        .chunks(5)
        .flat_map(|group| {
            group
                .iter()
                .fold(0, |n, digit| n * 85 + digit)
                .to_be_bytes()
        })
        .collect()
}
