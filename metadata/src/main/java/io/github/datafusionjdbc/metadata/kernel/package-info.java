/**
 * Delta tables' logs, read by Delta Kernel on an engine of our own: files through the engine's
 * object stores, checkpoints through its parquet reader, no Hadoop.
 *
 * <p>The only package that knows Delta Kernel, its internal classes among them; what leaves it are
 * {@link io.github.datafusionjdbc.metadata.kernel.DeltaLog} and {@link
 * io.github.datafusionjdbc.metadata.kernel.DeltaSnapshot}.
 */
package io.github.datafusionjdbc.metadata.kernel;
