/**
 * The parser, generated at build time from Calcite's grammar template and the productions in {@code
 * src/main/codegen}.
 *
 * <p>Gives trees; knows neither catalog nor functions.
 */
package io.github.datafusionjdbc.policy.parser;
