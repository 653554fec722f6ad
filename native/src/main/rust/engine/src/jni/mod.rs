//! The boundary: every native method of `io.github.datafusionjdbc.engine.Native`.
//!
//! An entry is a thin function inside [`guard`](guard::guard), which turns errors and panics into a
//! Java exception. Nothing is cached across calls that refers to Java: a global reference would pin
//! the class loader. What Java holds are numbers, see [`handles`].

mod engine;
mod files;
mod guard;
mod handles;
mod memory;
mod plan;
mod store;
mod stream;
mod values;

use std::ffi::c_void;

use ::jni::sys::{JNI_VERSION_1_8, jint};

/// Runs when the library is loaded. Panics are reported as exceptions; nothing goes to stderr.
///
/// The name and the signature are JNI's.
#[unsafe(no_mangle)]
pub extern "system" fn JNI_OnLoad(_vm: *mut c_void, _reserved: *mut c_void) -> jint {
    std::panic::set_hook(Box::new(|_| ()));
    JNI_VERSION_1_8
}
