package io.github.datafusionjdbc.shell;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.terminal.impl.exec.ExecTerminalProvider;
import org.jline.terminal.spi.SystemStream;

/** The terminal of the process. */
final class Terminals {
  private Terminals() {}

  /** The terminal, or null if standard input or output is a file or a pipe. */
  static Terminal system() throws IOException {
    // This provider needs no native library, which would cost a warning on Java 24 and later, and
    // none of the class names in resources that change where JLine is relocated.
    ExecTerminalProvider provider = new ExecTerminalProvider();
    if (provider.isSystemStream(SystemStream.Input)
        && provider.isSystemStream(SystemStream.Output)) {
      Charset charset = charset();
      return provider.sysTerminal(
          "shell",
          System.getenv("TERM"),
          false,
          charset,
          charset,
          charset,
          true,
          Terminal.SignalHandler.SIG_DFL,
          false,
          SystemStream.Output);
    }
    return System.getProperty("os.name").startsWith("Windows") ? windows() : null;
  }

  private static Terminal windows() throws IOException {
    try {
      return TerminalBuilder.builder().dumb(false).build();
    } catch (IllegalStateException e) {
      return null;
    }
  }

  private static Charset charset() {
    // Under POSIX's plain locale the native charset is ASCII, while terminals speak UTF-8.
    Charset charset = Charset.forName(System.getProperty("native.encoding", "UTF-8"));
    return charset.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : charset;
  }
}
