package io.github.datafusionjdbc.metadata.kernel;

import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.internal.SnapshotImpl;
import io.delta.kernel.internal.TableConfig;
import io.delta.kernel.internal.actions.AddFile;
import io.delta.kernel.internal.actions.Metadata;
import io.delta.kernel.internal.actions.Protocol;
import io.delta.kernel.internal.rowtracking.RowTrackingMetadataDomain;
import io.delta.kernel.internal.tablefeatures.TableFeatures;
import io.delta.kernel.utils.CloseableIterator;
import io.github.datafusionjdbc.engine.WrittenFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A commit as it would be on top of one version of the table; not yet in the log. */
final class Attempt {
  private static final long NO_ROW_ID = RowTrackingMetadataDomain.MISSING_ROW_ID_HIGH_WATERMARK;

  private final Optional<DeltaSnapshot> base;
  private final WriteOperation operation;
  private final long now = System.currentTimeMillis();
  private final List<String> removed = new ArrayList<>();
  private List<WrittenFile> added = List.of();
  private NewTable defined;
  private boolean blindAppend;

  /**
   * @param base empty for a table's first commit
   */
  Attempt(Optional<DeltaSnapshot> base, WriteOperation operation) {
    this.base = base;
    this.operation = operation;
  }

  void define(NewTable newTable) {
    defined = newTable;
  }

  void blindAppend(boolean isBlind) {
    blindAppend = isBlind;
  }

  void add(List<WrittenFile> files) {
    added = files;
  }

  /** Removes all files that the base has. */
  void removeAll(KernelEngine engine) {
    try (CloseableIterator<FilteredColumnarBatch> batches =
        base.orElseThrow().kernelSnapshot().getScanBuilder().build().getScanFiles(engine)) {
      while (batches.hasNext()) {
        try (CloseableIterator<Row> rows = batches.next().getRows()) {
          while (rows.hasNext()) {
            Row row = rows.next();
            AddFile file = new AddFile(row.getStruct(InternalScanFileUtils.ADD_FILE_ORDINAL));
            removed.add(CommitLines.remove(file, now));
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long version() {
    return base.map(b -> b.version() + 1).orElse(0L);
  }

  /** The lines of its file. */
  byte[] lines(String transactionId) {
    CommitLines lines = new CommitLines();
    OptionalLong readVersion =
        base.isPresent() ? OptionalLong.of(base.get().version()) : OptionalLong.empty();
    OptionalLong inCommit = inCommitTimestamp();
    lines.info(operation, transactionId, inCommit.orElse(now), readVersion, inCommit, blindAppend);
    if (defined != null) {
      lines.table(defined);
    }
    removed.forEach(lines::line);
    addFiles(lines);
    return lines.bytes();
  }

  /** The table's, as of this commit. */
  Metadata metadata() {
    return defined != null ? defined.metadata() : base.orElseThrow().kernelSnapshot().getMetadata();
  }

  private Protocol protocol() {
    return defined != null ? defined.protocol() : base.orElseThrow().kernelSnapshot().getProtocol();
  }

  /** PROTOCOL.md, "Writer Requirements for In-Commit Timestamps": later than the one before. */
  private OptionalLong inCommitTimestamp() {
    if (!TableConfig.IN_COMMIT_TIMESTAMPS_ENABLED.fromMetadata(metadata())) {
      return OptionalLong.empty();
    }
    long before = base.map(DeltaSnapshot::timestampMillis).orElse(Long.MIN_VALUE);
    return OptionalLong.of(Math.max(now, before + 1));
  }

  /** PROTOCOL.md, "Writer Requirements for Row Tracking": ids are fresh and never used twice. */
  private void addFiles(CommitLines lines) {
    if (!TableFeatures.isRowTrackingSupported(protocol())) {
      added.forEach(file -> lines.add(file, OptionalLong.empty(), version()));
      return;
    }
    long highest = highestRowId();
    long next = highest + 1;
    for (WrittenFile file : added) {
      lines.add(file, OptionalLong.of(next), version());
      next += file.rows();
    }
    if (next - 1 > highest || (defined != null && highest == NO_ROW_ID)) {
      lines.domain(new RowTrackingMetadataDomain(next - 1).toDomainMetadata());
    }
  }

  private long highestRowId() {
    return base.map(DeltaSnapshot::kernelSnapshot)
        .flatMap(s -> RowTrackingMetadataDomain.fromSnapshot((SnapshotImpl) s))
        .map(RowTrackingMetadataDomain::getRowIdHighWaterMark)
        .orElse(NO_ROW_ID);
  }
}
