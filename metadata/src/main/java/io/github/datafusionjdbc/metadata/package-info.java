/**
 * What the database knows about itself: one catalog model, Delta snapshots read by Delta Kernel on
 * the engine's object stores, information_schema, functions.
 *
 * <p>Knows Delta Kernel, the engine's object store and parquet reader, and the lane's interfaces.
 * Must not know JDBC.
 */
package io.github.datafusionjdbc.metadata;
