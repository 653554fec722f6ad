/** Sample data for benchmarks: rows from generator libraries, written as Delta tables. */
package io.github.datafusionjdbc.tck.data;
