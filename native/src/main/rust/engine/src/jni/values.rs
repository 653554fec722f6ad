//! Java's values as Rust's.

use std::collections::HashMap;
use std::slice;

use jni::Env;
use jni::objects::{JByteArray, JByteBuffer, JIntArray, JLongArray, JObjectArray, JString};

use serde::de::DeserializeOwned;

use crate::error::{EngineError, Kind, Result};

pub type StringArray<'local> = JObjectArray<'local, JString<'local>>;
pub type BytesArray<'local> = JObjectArray<'local, JByteArray<'local>>;
pub type BufferArray<'local> = JObjectArray<'local, JByteBuffer<'local>>;

pub fn string(env: &Env<'_>, text: &JString<'_>) -> Result<String> {
    Ok(text.try_to_string(env)?)
}

/// A string, or none for null.
pub fn optional_string(env: &Env<'_>, text: &JString<'_>) -> Result<Option<String>> {
    if text.is_null() {
        return Ok(None);
    }
    string(env, text).map(Some)
}

pub fn bytes(env: &Env<'_>, array: &JByteArray<'_>) -> Result<Vec<u8>> {
    Ok(env.convert_byte_array(array)?)
}

/// UTF-8 bytes as text.
pub fn text(env: &Env<'_>, array: &JByteArray<'_>) -> Result<String> {
    String::from_utf8(bytes(env, array)?)
        .map_err(|error| EngineError::new(Kind::Internal, format!("text is not UTF-8: {error}")))
}

/// Each element as text.
pub fn texts(env: &mut Env<'_>, array: &BytesArray<'_>) -> Result<Vec<String>> {
    (0..array.len(env)?)
        .map(|index| {
            let element = array.get_element(env, index)?;
            let text = text(env, &element);
            env.delete_local_ref(element);
            text
        })
        .collect()
}

/// A specification that Java wrote as JSON.
pub fn from_json<T: DeserializeOwned>(json: &str) -> Result<T> {
    serde_json::from_str(json).map_err(|error| {
        EngineError::new(
            Kind::Planning,
            format!("a specification is malformed: {error}"),
        )
    })
}

pub fn longs(env: &Env<'_>, array: &JLongArray<'_>) -> Result<Vec<i64>> {
    let mut values = vec![0; array.len(env)?];
    array.get_region(env, 0, &mut values)?;
    Ok(values)
}

pub fn ints(env: &Env<'_>, array: &JIntArray<'_>) -> Result<Vec<i32>> {
    let mut values = vec![0; array.len(env)?];
    array.get_region(env, 0, &mut values)?;
    Ok(values)
}

pub fn strings(env: &mut Env<'_>, array: &StringArray<'_>) -> Result<Vec<String>> {
    (0..array.len(env)?)
        .map(|index| {
            let element = array.get_element(env, index)?;
            let text = string(env, &element);
            env.delete_local_ref(element);
            text
        })
        .collect()
}

/// Key, value, key, value.
pub fn pairs(env: &mut Env<'_>, array: &StringArray<'_>) -> Result<Vec<(String, String)>> {
    let flat = strings(env, array)?;
    Ok(flat
        .chunks_exact(2)
        .map(|pair| (pair[0].clone(), pair[1].clone()))
        .collect())
}

pub fn map(env: &mut Env<'_>, array: &StringArray<'_>) -> Result<HashMap<String, String>> {
    Ok(pairs(env, array)?.into_iter().collect())
}

/// The memory of direct buffers, for as long as the array of buffers is referenced by the caller.
pub fn direct<'a>(env: &mut Env<'_>, buffers: &'a BufferArray<'_>) -> Result<Vec<&'a [u8]>> {
    (0..buffers.len(env)?)
        .map(|index| {
            let buffer = buffers.get_element(env, index)?;
            if buffer.is_null() {
                return Err(EngineError::new(Kind::Internal, "a buffer of rows is null"));
            }
            let length = env.get_direct_buffer_capacity(&buffer)?;
            if length == 0 {
                return Ok(&[][..]);
            }
            let start = env.get_direct_buffer_address(&buffer)?;
            env.delete_local_ref(buffer);
            // SAFETY: the buffer is direct, of this capacity, and reachable from the array, which
            // the calling Java method holds until it returns and does not write to meanwhile.
            Ok(unsafe { slice::from_raw_parts(start, length) })
        })
        .collect()
}
