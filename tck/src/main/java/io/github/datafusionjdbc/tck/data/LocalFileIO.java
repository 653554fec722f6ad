package io.github.datafusionjdbc.tck.data;

import io.delta.kernel.defaults.engine.fileio.FileIO;
import io.delta.kernel.defaults.engine.fileio.InputFile;
import io.delta.kernel.defaults.engine.fileio.OutputFile;
import io.delta.kernel.defaults.engine.fileio.PositionOutputStream;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.FileStatus;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;

/** Local files for Delta Kernel, as far as the first commit of a table asks for them. */
final class LocalFileIO implements FileIO {
  @Override
  public CloseableIterator<FileStatus> listFrom(String path) throws IOException {
    Path first = Path.of(path);
    if (!Files.isDirectory(first.getParent())) {
      throw new FileNotFoundException(first.getParent().toString());
    }
    try (Stream<Path> files = Files.list(first.getParent())) {
      Iterator<FileStatus> found =
          files
              .filter(file -> file.getFileName().compareTo(first.getFileName()) >= 0)
              .sorted()
              .map(LocalFileIO::statusOf)
              .toList()
              .iterator();
      return Utils.toCloseableIterator(found);
    }
  }

  private static FileStatus statusOf(Path file) {
    return FileStatus.of(file.toString(), file.toFile().length(), file.toFile().lastModified());
  }

  @Override
  public FileStatus getFileStatus(String path) {
    return statusOf(Path.of(path));
  }

  @Override
  public String resolvePath(String path) {
    return path;
  }

  @Override
  public boolean mkdirs(String path) throws IOException {
    Files.createDirectories(Path.of(path));
    return true;
  }

  @Override
  public InputFile newInputFile(String path, long size) {
    throw new UnsupportedOperationException("nothing is read: " + path);
  }

  @Override
  public OutputFile newOutputFile(String path) {
    return new OutputFile() {
      @Override
      public String path() {
        return path;
      }

      @Override
      public PositionOutputStream create(boolean putIfAbsent) {
        throw new UnsupportedOperationException("only log files are written: " + path);
      }

      @Override
      public void writeAtomically(CloseableIterator<String> lines, boolean overwrite)
          throws IOException {
        StringBuilder text = new StringBuilder();
        while (lines.hasNext()) {
          text.append(lines.next()).append('\n');
        }
        Files.writeString(
            Path.of(path), text, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
      }
    };
  }

  @Override
  public boolean delete(String path) throws IOException {
    return Files.deleteIfExists(Path.of(path));
  }

  @Override
  public Optional<String> getConf(String key) {
    return Optional.empty();
  }

  @Override
  public void copyFileAtomically(String from, String to, boolean overwrite) {
    throw new UnsupportedOperationException("nothing is copied: " + from);
  }
}
