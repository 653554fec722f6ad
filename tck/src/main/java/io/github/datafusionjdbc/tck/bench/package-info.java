/**
 * Benchmarks against DuckDB's JDBC driver in the same run. How to run each is in README,
 * "Measured".
 */
package io.github.datafusionjdbc.tck.bench;
