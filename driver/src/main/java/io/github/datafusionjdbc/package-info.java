/**
 * The public face of the driver: {@link io.github.datafusionjdbc.DataFusionDriver}, {@link
 * io.github.datafusionjdbc.DataFusionDataSource} and the interfaces that {@link
 * java.sql.Wrapper#unwrap} gives.
 *
 * <p>Knows {@code jdbc} and {@code session}. No type of Arrow, Calcite or Delta Kernel appears in a
 * signature.
 */
package io.github.datafusionjdbc;
