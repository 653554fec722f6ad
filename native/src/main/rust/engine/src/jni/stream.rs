//! Results: batches as direct buffers, schema, metrics, and the Arrow C stream.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::buffer::Buffer;
use datafusion::arrow::datatypes::SchemaRef;
use datafusion::arrow::ffi_stream::FFI_ArrowArrayStream;
use delta_scan::read_parquet as read_delta_parquet;
use jni::objects::{JByteArray, JByteBuffer, JClass, JLongArray, JObject, JString};
use jni::sys::{jint, jlong};
use jni::{Env, EnvUnowned, jni_mangle};

use super::guard::guard;
use super::handles::{self, BATCHES, ENGINES, STREAMS};
use super::values::{BufferArray, string, text};
use crate::batch::BatchLayout;
use crate::batch::layout::NODE_LONGS;
use crate::batch::normalize::{normal_schema, normalize};
use crate::error::{EngineError, Kind, Result};
use crate::stream::{ResultStream, Rows};
use crate::{export, schema_codec};

static BATCH_BYTES: AtomicI64 = AtomicI64::new(0);

/// A stream that Java reads, with the schema that its batches have once they are normalized.
pub struct OpenStream {
    stream: ResultStream,
    schema: SchemaRef,
}

/// A batch that Java reads. Its memory goes with it.
pub struct OpenBatch {
    layout: BatchLayout,
}

impl OpenStream {
    /// Gives a stream handle.
    pub fn open(stream: ResultStream) -> Result<i64> {
        let schema = normal_schema(stream.schema());
        Ok(STREAMS.open(Self { stream, schema }))
    }

    fn next(&self) -> Result<Option<BatchLayout>> {
        let Some(batch) = self.stream.next()? else {
            return Ok(None);
        };
        BatchLayout::new(&self.normal(&batch)?).map(Some)
    }

    fn normal(&self, batch: &RecordBatch) -> Result<RecordBatch> {
        let plain = batch
            .columns()
            .iter()
            .zip(self.schema.fields())
            .all(|(column, field)| column.data_type() == field.data_type());
        if plain {
            return Ok(batch.clone());
        }
        Ok(normalize(batch, &self.schema)?)
    }
}

impl OpenBatch {
    fn new(layout: BatchLayout) -> Self {
        BATCH_BYTES.fetch_add(layout.bytes as i64, Ordering::Relaxed);
        Self { layout }
    }
}

impl Drop for OpenBatch {
    fn drop(&mut self) {
        BATCH_BYTES.fetch_sub(self.layout.bytes as i64, Ordering::Relaxed);
    }
}

/// Bytes of batches that Java has not closed.
pub fn open_batch_bytes() -> i64 {
    BATCH_BYTES.load(Ordering::Relaxed)
}

#[jni_mangle("io.github.datafusionjdbc.engine.Native")]
pub extern "system" fn next_batch<'local>(
    mut env: EnvUnowned<'local>,
    _class: JClass<'local>,
    stream: jlong,
    header: JLongArray<'local>,
) -> JObject<'local> {
    guard(&mut env, |env| {
        let Some(layout) = STREAMS.get(stream)?.next()? else {
            return Ok(JObject::null());
        };
        let batch = OpenBatch::new(layout);
        let layout = &batch.layout;
        let buffers = BufferArray::new(env, layout.buffers.len(), JByteBuffer::null())?;
        for (index, buffer) in layout.buffers.iter().enumerate() {
            if let Some(buffer) = buffer {
                let buffer = byte_buffer(env, buffer)?;
                buffers.set_element(env, index, &buffer)?;
                env.delete_local_ref(buffer);
            }
        }
        let mut longs = vec![0, layout.rows as i64, NODE_LONGS as i64];
        longs.extend(&layout.nodes);
        if header.len(env)? < longs.len() {
            return Err(EngineError::new(
                Kind::Internal,
                format!("a batch's header needs {} longs", longs.len()),
            ));
        }
        header.set_region(env, 1, &longs[1..])?;
        // The handle is given out last: on an error before, the batch goes with this call.
        header.set_region(env, 0, &[BATCHES.open(batch)])?;
        Ok(buffers.into())
    })
}

/// A view of native memory, which the batch's handle keeps.
fn byte_buffer<'local>(env: &mut Env<'local>, buffer: &Buffer) -> Result<JByteBuffer<'local>> {
    // SAFETY: the pointer is not null, also of an empty buffer, and the memory stays until the
    // batch is closed, after which Java does not read it. Java does not write to it at all.
    Ok(unsafe { env.new_direct_byte_buffer(buffer.as_ptr().cast_mut(), buffer.len()) }?)
}

#[jni_mangle("io.github.datafusionjdbc.engine.Native")]
pub extern "system" fn batch_close<'local>(
    mut env: EnvUnowned<'local>,
    _class: JClass<'local>,
    batch: jlong,
) {
    guard(&mut env, |_| {
        BATCHES.close(batch);
        Ok(())
    });
}

#[jni_mangle("io.github.datafusionjdbc.engine.Native")]
pub extern "system" fn stream_schema<'local>(
    mut env: EnvUnowned<'local>,
    _class: JClass<'local>,
    stream: jlong,
) -> JByteArray<'local> {
    guard(&mut env, |env| {
        let stream = STREAMS.get(stream)?;
        let fields = stream.schema.fields().iter().map(AsRef::as_ref);
        Ok(env.byte_array_from_slice(&schema_codec::encode(fields)?)?)
    })
}

#[jni_mangle("io.github.datafusionjdbc.engine.Native")]
pub extern "system" fn stream_export<'local>(
    mut env: EnvUnowned<'local>,
    _class: JClass<'local>,
    stream: jlong,
    address: jlong,
    rows_read: jint,
    max_rows: jlong,
) {
    guard(&mut env, |_| {
        let stream = STREAMS.get(stream)?;
        let rows_read = usize::try_from(rows_read).unwrap_or(0);
        let max_rows = usize::try_from(max_rows).unwrap_or(0);
        let target = address as usize as *mut FFI_ArrowArrayStream;
        if target.is_null() || !target.is_aligned() {
            return Err(EngineError::new(
                Kind::Planning,
                format!("{address:#x} is no address of an ArrowArrayStream"),
            ));
        }
        // SAFETY: the caller says that an ArrowArrayStream structure, released or never filled, is
        // at this address; it is overwritten without being dropped.
        unsafe { target.write(export::export(&stream.stream, rows_read, max_rows)) };
        Ok(())
    });
}

#[jni_mangle("io.github.datafusionjdbc.engine.Native")]
pub extern "system" fn stream_metrics<'local>(
    mut env: EnvUnowned<'local>,
    _class: JClass<'local>,
    stream: jlong,
) -> JByteArray<'local> {
    guard(&mut env, |env| {
        let metrics = STREAMS.get(stream)?.stream.metrics();
        Ok(env.byte_array_from_slice(&super::store::json(&metrics)?)?)
    })
}

#[jni_mangle("io.github.datafusionjdbc.engine.Native")]
pub extern "system" fn stream_close<'local>(
    mut env: EnvUnowned<'local>,
    _class: JClass<'local>,
    stream: jlong,
) {
    guard(&mut env, |_| {
        if let Some(stream) = STREAMS.close(stream) {
            stream.stream.close();
        }
        Ok(())
    });
}

#[jni_mangle("io.github.datafusionjdbc.engine.Native")]
pub extern "system" fn read_parquet<'local>(
    mut env: EnvUnowned<'local>,
    _class: JClass<'local>,
    engine: jlong,
    uri: JString<'local>,
    size: jlong,
    delta_schema: JByteArray<'local>,
    token: jlong,
) -> jlong {
    guard(&mut env, |env| {
        let session = ENGINES.get(engine)?.template();
        let (uri, schema) = (string(env, &uri)?, text(env, &delta_schema)?);
        let size = u64::try_from(size)
            .map_err(|_| EngineError::new(Kind::Planning, format!("{uri} has {size} bytes")))?;
        let context = Arc::clone(session.task());
        let rows = async move {
            Ok(Rows {
                batches: read_delta_parquet(context, &uri, size, &schema).await?,
                plan: None,
            })
        };
        let runtimes = Arc::clone(session.runtimes());
        OpenStream::open(ResultStream::of(runtimes, handles::token(token)?, rows)?)
    })
}
