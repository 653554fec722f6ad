//! Tables over files that are listed from outside, and over Arrow C streams.

use datafusion::arrow::ffi_stream::FFI_ArrowArrayStream;
use jni::objects::{JByteArray, JClass};
use jni::sys::jlong;
use jni::{EnvUnowned, jni_mangle};

use super::guard::guard;
use super::handles::{self, ARROW_STREAMS, ENGINES, EXTERNAL_TABLES};
use super::values::{BytesArray, bytes, from_json, text, texts};
use crate::arrow_stream::ArrowStream;
use crate::batch::normalize::normal_schema;
use crate::error::{EngineError, Kind};
use crate::files::external::{ExternalTable, ExternalTableSpec, inferred_schema};
use crate::{schema_codec, task};

#[jni_mangle("io.github.datafusionjdbc.engine.Native")]
pub extern "system" fn external_table_open<'local>(
    mut env: EnvUnowned<'local>,
    _class: JClass<'local>,
    engine: jlong,
    spec: JByteArray<'local>,
    schema: JByteArray<'local>,
) -> jlong {
    guard(&mut env, |env| {
        let session = ENGINES.get(engine)?.template();
        let spec: ExternalTableSpec = from_json(&text(env, &spec)?)?;
        let columns = schema_codec::decode(&bytes(env, &schema)?)?;
        let table = ExternalTable::try_new(&session, &spec, &columns)?;
        Ok(EXTERNAL_TABLES.open(table))
    })
}

#[jni_mangle("io.github.datafusionjdbc.engine.Native")]
pub extern "system" fn external_table_close<'local>(
    mut env: EnvUnowned<'local>,
    _class: JClass<'local>,
    table: jlong,
) {
    guard(&mut env, |_| {
        EXTERNAL_TABLES.close(table);
        Ok(())
    });
}

#[jni_mangle("io.github.datafusionjdbc.engine.Native")]
pub extern "system" fn infer_schema<'local>(
    mut env: EnvUnowned<'local>,
    _class: JClass<'local>,
    engine: jlong,
    spec: JByteArray<'local>,
    token: jlong,
) -> JByteArray<'local> {
    guard(&mut env, |env| {
        let engine = ENGINES.get(engine)?;
        let session = engine.template();
        let spec: ExternalTableSpec = from_json(&text(env, &spec)?)?;
        let schema = task::run(engine.runtimes(), &handles::token(token)?, async move {
            inferred_schema(&session, &spec).await
        })?;
        let schema = normal_schema(&schema);
        let encoded = schema_codec::encode(schema.fields().iter().map(AsRef::as_ref))?;
        Ok(env.byte_array_from_slice(&encoded)?)
    })
}

#[jni_mangle("io.github.datafusionjdbc.engine.Native")]
pub extern "system" fn arrow_stream_open<'local>(
    mut env: EnvUnowned<'local>,
    _class: JClass<'local>,
    address: jlong,
) -> jlong {
    guard(&mut env, |_| {
        let stream = address as usize as *mut FFI_ArrowArrayStream;
        if stream.is_null() || !stream.is_aligned() {
            return Err(EngineError::new(
                Kind::Planning,
                format!("{address:#x} is no address of an ArrowArrayStream"),
            ));
        }
        // SAFETY: the caller says that an ArrowArrayStream structure which was not released is at
        // this address. It is moved out of there and marked as released.
        let stream = unsafe { ArrowStream::take(stream) }?;
        Ok(ARROW_STREAMS.open(stream))
    })
}

#[jni_mangle("io.github.datafusionjdbc.engine.Native")]
pub extern "system" fn arrow_stream_schema<'local>(
    mut env: EnvUnowned<'local>,
    _class: JClass<'local>,
    stream: jlong,
) -> JByteArray<'local> {
    guard(&mut env, |env| {
        let stream = ARROW_STREAMS.get(stream)?;
        let schema = normal_schema(&stream.schema());
        let encoded = schema_codec::encode(schema.fields().iter().map(AsRef::as_ref))?;
        Ok(env.byte_array_from_slice(&encoded)?)
    })
}

#[jni_mangle("io.github.datafusionjdbc.engine.Native")]
pub extern "system" fn arrow_stream_rename<'local>(
    mut env: EnvUnowned<'local>,
    _class: JClass<'local>,
    stream: jlong,
    names: BytesArray<'local>,
) {
    guard(&mut env, |env| {
        let names = texts(env, &names)?;
        ARROW_STREAMS.get(stream)?.rename(&names)
    });
}

#[jni_mangle("io.github.datafusionjdbc.engine.Native")]
pub extern "system" fn arrow_stream_close<'local>(
    mut env: EnvUnowned<'local>,
    _class: JClass<'local>,
    stream: jlong,
) {
    guard(&mut env, |_| {
        ARROW_STREAMS.close(stream);
        Ok(())
    });
}
