/**
 * Expressions in Spark's dialect of SQL, which Delta's metadata is written in: read into the
 * engine's tree and written from it. What has not exactly the same meaning in both is refused.
 *
 * <p>Knows trees; must not know the catalog or the engine.
 */
package io.github.datafusionjdbc.policy.spark;
