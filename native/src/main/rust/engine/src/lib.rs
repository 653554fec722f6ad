//! DataFusion as an engine inside a JVM.
//!
//! An [`engine::Engine`] has memory, spill folder and object stores; its [`session::Session`]s plan
//! SQL over tables that are pinned from outside, and a [`plan::Plan`] is executed to a
//! [`stream::ResultStream`]. The engine never looks a table up.
//!
//! Java's calls arrive in [`jni`], the only module that knows JNI. Everything else is plain Rust and
//! is tested without a JVM.

pub mod arrow_stream;
pub mod batch;
pub mod engine;
pub mod error;
pub mod export;
pub mod files;
pub mod jni;
mod memory;
pub mod memory_table;
pub mod metrics;
pub mod parameters;
pub mod plan;
pub mod planner;
mod reader;
pub mod row_feed;
pub mod rows;
pub mod runtime;
pub mod schema_codec;
pub mod session;
pub mod stores;
pub mod stream;
pub mod system_table;
pub mod task;
#[cfg(test)]
mod tests;
pub mod write;
mod yielding;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;
