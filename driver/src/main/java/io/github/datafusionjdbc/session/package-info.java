/**
 * The path of a statement without {@code java.sql}: settings, the pipeline (policy lane, pins,
 * plan, result) and the artifact that each statement leaves.
 *
 * <p>Knows the lane, the catalog and the engine, and is their only caller for planning. Must not
 * know {@code java.sql}; failures leave it as {@link
 * io.github.datafusionjdbc.session.SessionException}.
 */
package io.github.datafusionjdbc.session;
