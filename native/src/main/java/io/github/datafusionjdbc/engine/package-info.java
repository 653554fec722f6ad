/**
 * The engine's Java face: DataFusion in this process, reached through JNI, its results as Arrow
 * memory.
 *
 * <p>Knows Arrow's layouts and files. Must not know SQL policy, JDBC or the Delta log's protocol.
 * {@link io.github.datafusionjdbc.engine.Native} is the only class that declares native methods;
 * nothing outside of this package sees a native handle.
 */
package io.github.datafusionjdbc.engine;
