import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Rust side of the Maven build, run by it as a source file.
 *
 * <pre>
 * NativeBuild package CRATES TARGET CLASSES [LIBRARY]   builds the library, or takes LIBRARY, and
 *                                                       puts it among the resources
 * NativeBuild test CRATES TARGET                        formatting, lints and tests
 * </pre>
 *
 * CRATES is the folder of the Cargo workspace, TARGET cargo's target folder, CLASSES where the
 * module's resources go.
 */
public final class NativeBuild {
  private static final String OLDEST_RUSTC = "1.94.0";

  private final Path crates;
  private final Path target;

  private NativeBuild(Path crates, Path target) {
    this.crates = crates;
    this.target = target;
  }

  public static void main(String[] args) throws Exception {
    NativeBuild build = new NativeBuild(Path.of(args[1]), Path.of(args[2]));
    try {
      if (args[0].equals("test")) {
        build.test();
      } else {
        boolean built = args.length > 4 && !args[4].isEmpty();
        Path library = built ? Path.of(args[4]).toAbsolutePath() : build.library();
        if (!Files.isRegularFile(library)) {
          throw new Failure("There is no native library at " + library);
        }
        pack(library, Path.of(args[3]));
      }
    } catch (Failure e) {
      System.err.println("[native] " + e.getMessage());
      System.exit(1);
    }
  }

  private Path library() throws IOException, InterruptedException {
    checkTools();
    Path library = target.resolve("release").resolve(System.mapLibraryName("datafusionjdbc"));
    if (!Files.exists(library)) {
      say(
          "compiling DataFusion and the engine, once for this machine: about 20 minutes on 2 cores."
              + " Later builds take a minute after a change, a second without one. Compiled"
              + " crates stay in "
              + target);
    }
    cargo(Map.of(), "build", "--release", "--locked");
    return library;
  }

  private void test() throws IOException, InterruptedException {
    checkTools();
    cargo(Map.of(), "fmt", "--all", "--check");
    boolean clippy = output("clippy-driver", "--version") != null;
    if (!clippy) {
      say("clippy is not installed (rustup component add clippy): its lints are not checked");
    }
    cargo(
        clippy ? Map.of("RUSTC_WORKSPACE_WRAPPER", "clippy-driver") : Map.of(),
        "test",
        "--release",
        "--locked");
  }

  private void checkTools() throws IOException, InterruptedException {
    String advice =
        " Get it from https://rustup.rs, or name an already built library with"
            + " -Dnative.library=/path/to/"
            + System.mapLibraryName("datafusionjdbc");
    String rustc = output("rustc", "--version");
    if (output("cargo", "--version") == null || rustc == null) {
      throw new Failure(
          "Rust's cargo and rustc, "
              + OLDEST_RUSTC
              + " or newer, are needed on the PATH and were not found."
              + advice);
    }
    Matcher version =
        Pattern.compile("rustc (\\d+)\\.(\\d+)\\.(\\d+).*", Pattern.DOTALL).matcher(rustc);
    Runtime.Version oldest = Runtime.Version.parse(OLDEST_RUSTC.replaceAll("(\\.0)+$", ""));
    if (version.matches()) {
      Runtime.Version found = Runtime.Version.parse(version.group(1) + "." + version.group(2));
      if (found.compareTo(oldest) < 0) {
        throw new Failure(
            "rustc "
                + OLDEST_RUSTC
                + " or newer is needed; found: "
                + rustc.strip()
                + "."
                + " Update with \"rustup update stable\"."
                + advice);
      }
    }
  }

  /** What a tool prints, or null where it is not installed. */
  private String output(String... command) throws IOException, InterruptedException {
    Process process;
    try {
      process = new ProcessBuilder(command).directory(crates.toFile()).start();
    } catch (IOException e) {
      return null;
    }
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return process.waitFor() == 0 ? output : null;
  }

  private void cargo(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("cargo"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(crates.toFile()).inheritIO();
    builder.environment().put("CARGO_TARGET_DIR", target.toString());
    builder.environment().putAll(environment);
    if (builder.start().waitFor() != 0) {
      throw new Failure(String.join(" ", command) + " failed, see above");
    }
  }

  /** Copies the library to its platform's folder and enters it in the list, if it is new. */
  private static void pack(Path library, Path classes) throws Exception {
    Path folder = classes.resolve("META-INF").resolve("native");
    Path list = folder.resolve("libraries.properties");
    String platform = platform();
    Path packed = folder.resolve(platform).resolve(System.mapLibraryName("datafusionjdbc"));
    FileTime built = Files.getLastModifiedTime(library);
    long size = Files.size(library);
    if (Files.exists(list)
        && Files.exists(packed)
        && Files.size(packed) == size
        && Files.getLastModifiedTime(packed).equals(built)) {
      return;
    }
    Files.createDirectories(packed.getParent());
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    try (InputStream in = new DigestInputStream(Files.newInputStream(library), digest)) {
      size = Files.copy(in, packed, StandardCopyOption.REPLACE_EXISTING);
    }
    Files.setLastModifiedTime(packed, built);
    Files.writeString(
        list,
        "%1$s.sha256=%2$s%n%1$s.size=%3$d%n"
            .formatted(platform, HexFormat.of().formatHex(digest.digest()), size));
  }

  /** The names that the engine's class Platform gives. */
  private static String platform() {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    return (os.startsWith("mac") ? "macos" : os.startsWith("windows") ? "windows" : os)
        + "-"
        + switch (arch) {
          case "amd64" -> "x86_64";
          case "arm64" -> "aarch64";
          default -> arch;
        }
        + (Files.exists(Path.of("/lib/ld-musl-x86_64.so.1"))
                || Files.exists(Path.of("/lib/ld-musl-aarch64.so.1"))
            ? "-musl"
            : "");
  }

  private static void say(String message) {
    System.out.println("[native] " + message);
  }

  /** The build cannot go on, for a reason that the user can remove. */
  private static final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Failure(String message) {
      super(message);
    }
  }
}
