/**
 * The command-line shell: interactive, and for scripts. Its entry is {@link
 * io.github.datafusionjdbc.shell.Main}.
 *
 * <p>Knows {@code java.sql}, JLine and picocli. Must not know the driver, which it reaches through
 * {@link java.sql.DriverManager} as any application does.
 */
package io.github.datafusionjdbc.shell;
