package io.github.datafusionjdbc.session;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.github.datafusionjdbc.engine.FileStatus;
import io.github.datafusionjdbc.metadata.PinnedCatalog.Pin;
import io.github.datafusionjdbc.policy.AdmittedStatement.Edit;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Writes artifacts as JSON lines into a file of the connection's own: one object a line, its shape
 * named by the member {@code format}.
 */
final class ArtifactFile implements AutoCloseable {
  /** Raised when a member changes its meaning or goes away. */
  static final int FORMAT = 1;

  private static final Logger LOGGER = Logger.getLogger("io.github.datafusionjdbc");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Path path;
  private final BufferedWriter writer;
  private boolean failed;

  private ArtifactFile(Path path, BufferedWriter writer) {
    this.path = path;
    this.writer = writer;
  }

  /**
   * Makes the file {@code statements-<connection>.jsonl}, and its folder if need be.
   *
   * @throws SessionException 08001 if that fails
   */
  static ArtifactFile create(Path folder, String connectionId) throws SessionException {
    Path path = folder.resolve("statements-" + connectionId + ".jsonl");
    try {
      Files.createDirectories(folder);
      return new ArtifactFile(path, Files.newBufferedWriter(path, StandardOpenOption.CREATE_NEW));
    } catch (IOException e) {
      throw Errors.artifactsFolder(folder, e);
    }
  }

  /** Writes one line. A failure is logged once and never disturbs the statement. */
  synchronized void append(Artifact artifact) {
    if (failed) {
      return;
    }
    try {
      writer.write(MAPPER.writeValueAsString(json(artifact)));
      writer.write('\n');
      writer.flush();
    } catch (IOException e) {
      failed = true;
      LOGGER.log(Level.WARNING, e, () -> "artifacts are no longer written to " + path);
    }
  }

  static ObjectNode json(Artifact artifact) {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("format", FORMAT);
    json.put("id", artifact.id());
    json.put("origin", artifact.origin().name());
    json.put("outcome", artifact.outcome().name());
    json.put("startedAt", artifact.startedAt().toString());
    json.put("driverVersion", artifact.driverVersion());
    json.put("engineVersion", artifact.engineVersion());
    json.set("settings", MAPPER.valueToTree(artifact.settings()));
    json.put("sql", artifact.sql());
    json.putObject("policy")
        .put("name", artifact.policy().toString())
        .put("hash", artifact.policy().hash());
    json.put("kind", artifact.kind());
    json.put("normalizedSql", artifact.normalizedSql());
    json.put("fingerprint", artifact.fingerprint());
    json.put("shapeFingerprint", artifact.shapeFingerprint());
    json.set("functions", MAPPER.valueToTree(artifact.functions()));
    json.set("parameters", MAPPER.valueToTree(artifact.parameters()));
    ArrayNode tables = json.putArray("tables");
    for (Pin pin : artifact.tables()) {
      tables
          .addObject()
          .put("name", pin.name())
          .put("id", pin.tableId())
          .put("version", pin.version());
    }
    json.set("externalFiles", externalFiles(artifact));
    ArrayNode edits = json.putArray("edits");
    for (Edit edit : artifact.edits()) {
      edits
          .addObject()
          .put("reason", edit.reason())
          .put("line", edit.line())
          .put("column", edit.column())
          .put("before", edit.before())
          .put("after", edit.after());
    }
    String ast = artifact.astPayload();
    if (ast == null) {
      json.putNull("ast");
    } else {
      json.putRawValue("ast", new RawValue(ast));
    }
    json.put("plan", artifact.plan());
    json.putObject("nanos")
        .put("admission", artifact.admissionTime().toNanos())
        .put("planning", artifact.planningTime().toNanos())
        .put("firstRows", artifact.firstRowsTime().toNanos())
        .put("total", artifact.totalTime().toNanos());
    json.put("rows", artifact.rows());
    WriteRecord write = artifact.write();
    json.set("write", write == null ? null : writeJson(write));
    SessionException error = artifact.error();
    if (error == null) {
      json.putNull("error");
    } else {
      json.putObject("error")
          .put("sqlState", error.state().code())
          .put("message", error.getMessage())
          .put("line", error.line())
          .put("column", error.column());
    }
    return json;
  }

  /** By table an array of files; empty if none were read. */
  static ObjectNode externalFiles(Artifact artifact) {
    ObjectNode json = MAPPER.createObjectNode();
    artifact
        .externalFiles()
        .forEach(
            (table, files) -> {
              ArrayNode array = json.putArray(table);
              for (FileStatus file : files) {
                array
                    .addObject()
                    .put("uri", file.uri())
                    .put("bytes", file.size())
                    .put("modified", Instant.ofEpochMilli(file.modifiedMillis()).toString())
                    .put("etag", file.etag());
              }
            });
    return json;
  }

  private static ObjectNode writeJson(WriteRecord write) {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("target", write.target());
    json.put("operation", write.operation());
    json.set("options", MAPPER.valueToTree(write.options()));
    json.set("metrics", MAPPER.valueToTree(write.metrics()));
    write.version().ifPresent(version -> json.put("version", version));
    ArrayNode files = json.putArray("files");
    for (WriteRecord.File file : write.files()) {
      ObjectNode entry = files.addObject().put("path", file.path()).put("bytes", file.bytes());
      file.rows().ifPresent(rows -> entry.put("rows", rows));
    }
    return json;
  }

  @Override
  public synchronized void close() {
    failed = true;
    try {
      writer.close();
    } catch (IOException e) {
      LOGGER.log(Level.WARNING, e, () -> "artifacts are incomplete in " + path);
    }
  }
}
