package io.github.datafusionjdbc.metadata.kernel;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.delta.kernel.defaults.engine.fileio.FileIO;
import io.delta.kernel.defaults.engine.fileio.InputFile;
import io.delta.kernel.defaults.engine.fileio.OutputFile;
import io.delta.kernel.defaults.engine.fileio.PositionOutputStream;
import io.delta.kernel.defaults.engine.fileio.SeekableInputStream;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.FileStatus;
import io.github.datafusionjdbc.engine.EngineException;
import io.github.datafusionjdbc.engine.ObjectStore;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Files as Delta Kernel wants them, in the engine's object stores. */
final class StoreFileIO implements FileIO {
  private final ObjectStore store;

  StoreFileIO(ObjectStore store) {
    this.store = store;
  }

  /** The files of a folder whose names are not less than the path's, sorted by name. */
  @Override
  public CloseableIterator<FileStatus> listFrom(String path) throws IOException {
    String folder = StorePaths.parent(path);
    String first = StorePaths.name(path);
    long depth = StorePaths.depth(StorePaths.toUri(path));
    // The store lists what comes strictly after a name; the name less its last character comes
    // before the name itself, and what lies between is dropped here. Stores can begin a listing in
    // the middle only if it covers subfolders too, of which a log's end has few.
    String startAfter =
        first.length() < 2
            ? null
            : StorePaths.toUri(folder) + first.substring(0, first.length() - 1);
    List<FileStatus> files =
        io(() -> store.list(StorePaths.toUri(folder), startAfter)).stream()
            .filter(file -> StorePaths.depth(file.uri()) == depth)
            .filter(file -> StorePaths.name(file.uri()).compareTo(first) >= 0)
            // Kernel compares parents, so they must be spelled as it spelled them.
            .map(
                file ->
                    FileStatus.of(
                        folder + StorePaths.name(file.uri()), file.size(), file.modifiedMillis()))
            .toList();
    return closeable(files.iterator());
  }

  @Override
  public FileStatus getFileStatus(String path) throws IOException {
    io.github.datafusionjdbc.engine.FileStatus file = io(() -> store.head(StorePaths.toUri(path)));
    return FileStatus.of(path, file.size(), file.modifiedMillis());
  }

  @Override
  public String resolvePath(String path) {
    return path;
  }

  /** Object stores have no folders to make. */
  @Override
  public boolean mkdirs(String path) {
    return true;
  }

  @Override
  public InputFile newInputFile(String path, long size) {
    return new StoreInputFile(path, size);
  }

  @Override
  public OutputFile newOutputFile(String path) {
    return new StoreOutputFile(path);
  }

  @Override
  public boolean delete(String path) throws IOException {
    io(
        () -> {
          store.delete(StorePaths.toUri(path));
          return null;
        });
    return true;
  }

  /** No setting of Kernel's own is changed. */
  @Override
  public Optional<String> getConf(String key) {
    return Optional.empty();
  }

  @Override
  public void copyFileAtomically(String source, String target, boolean overwrite)
      throws IOException {
    put(target, io(() -> store.read(StorePaths.toUri(source))), overwrite);
  }

  private void put(String path, byte[] data, boolean overwrite) throws IOException {
    String uri = StorePaths.toUri(path);
    io(
        () -> {
          if (overwrite) {
            store.put(uri, data);
          } else {
            store.putIfAbsent(uri, data);
          }
          return null;
        });
  }

  /** Turns the engine's errors into those that Kernel acts on. */
  private static <T> T io(Supplier<T> call) throws IOException {
    try {
      return call.get();
    } catch (EngineException e) {
      IOException failure =
          switch (e.kind()) {
            case STORE_NOT_FOUND -> new FileNotFoundException(e.getMessage());
            case STORE_EXISTS -> new FileAlreadyExistsException(e.getMessage());
            default -> new IOException(e.getMessage());
          };
      failure.initCause(e);
      throw failure;
    }
  }

  static <T> CloseableIterator<T> closeable(Iterator<T> iterator) {
    return new CloseableIterator<T>() {
      @Override
      public boolean hasNext() {
        return iterator.hasNext();
      }

      @Override
      public T next() {
        return iterator.next();
      }

      @Override
      public void close() {}
    };
  }

  /** A file of {@code size} bytes; 0 where Kernel does not know. */
  private final class StoreInputFile implements InputFile {
    private final String path;
    private final long size;

    StoreInputFile(String path, long size) {
      this.path = path;
      this.size = size;
    }

    @Override
    public long length() throws IOException {
      return size > 0 ? size : getFileStatus(path).getSize();
    }

    @Override
    public String path() {
      return path;
    }

    @Override
    public SeekableInputStream newStream() throws IOException {
      if (size > 0) {
        return new StoreInputStream(StorePaths.toUri(path), size);
      }
      byte[] whole = io(() -> store.read(StorePaths.toUri(path)));
      return new StoreInputStream(StorePaths.toUri(path), whole);
    }
  }

  /** Reads a file in ranges, so that a commit of any size takes little memory. */
  private final class StoreInputStream extends SeekableInputStream {
    private static final int RANGE = 8 << 20;

    private final String uri;
    private final long length;
    private byte[] range;
    private long rangeStart;
    private long position;

    StoreInputStream(String uri, long length) {
      this.uri = uri;
      this.length = length;
      this.range = new byte[0];
    }

    StoreInputStream(String uri, byte[] whole) {
      this.uri = uri;
      this.length = whole.length;
      this.range = whole;
    }

    @Override
    public long getPos() {
      return position;
    }

    @Override
    public void seek(long target) throws IOException {
      if (target < 0 || target > length) {
        throw new IOException("no position " + target + " in " + uri + " of " + length + " bytes");
      }
      position = target;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int count) throws IOException {
      if (count == 0) {
        return 0;
      }
      if (position == length) {
        return -1;
      }
      if (position < rangeStart || position >= rangeStart + range.length) {
        int next = (int) Math.min(RANGE, length - position);
        range = io(() -> store.read(uri, position, next));
        rangeStart = position;
      }
      int start = (int) (position - rangeStart);
      int copied = Math.min(count, range.length - start);
      System.arraycopy(range, start, target, offset, copied);
      position += copied;
      return copied;
    }

    @Override
    public void readFully(byte[] target, int offset, int count) throws IOException {
      if (readNBytes(target, offset, count) < count) {
        throw new EOFException(uri + " ends at " + length + " bytes");
      }
    }
  }

  private final class StoreOutputFile implements OutputFile {
    private final String path;

    StoreOutputFile(String path) {
      this.path = path;
    }

    @Override
    public String path() {
      return path;
    }

    /** Kernel streams only parquet, which is not written through it. */
    @Override
    public PositionOutputStream create(boolean putIfAbsent) {
      throw new UnsupportedOperationException("streamed write of " + path);
    }

    @Override
    public void writeAtomically(CloseableIterator<String> lines, boolean overwrite)
        throws IOException {
      ByteArrayOutputStream text = new ByteArrayOutputStream();
      try (lines) {
        while (lines.hasNext()) {
          text.writeBytes(lines.next().getBytes(UTF_8));
          text.write('\n');
        }
      }
      put(path, text.toByteArray(), overwrite);
    }
  }
}
