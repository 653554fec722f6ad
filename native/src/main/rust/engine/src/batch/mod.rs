//! Batches as Java reads them: plain layouts, split to what one buffer can address.
//!
//! [`normalize`] unpacks the encodings that the Java side does not read. [`layout`] cuts a batch into
//! buffers that start at its first row. [`split`] keeps each of them within a `ByteBuffer`'s reach.

pub mod layout;
pub mod normalize;
mod split;

pub use layout::BatchLayout;
pub use split::split;
