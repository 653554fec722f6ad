package io.github.datafusionjdbc.metadata.kernel;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.delta.kernel.data.Row;
import io.delta.kernel.defaults.internal.json.JsonUtils;
import io.delta.kernel.internal.actions.AddFile;
import io.delta.kernel.internal.actions.DomainMetadata;
import io.delta.kernel.internal.actions.SingleAction;
import io.github.datafusionjdbc.engine.WrittenFile;
import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** The actions of one commit as the lines of its file (PROTOCOL.md, "Delta Log Entries"). */
final class CommitLines {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ByteArrayOutputStream lines = new ByteArrayOutputStream();

  /**
   * The commitInfo, which comes first.
   *
   * @param readVersion empty for a table's first commit
   * @param inCommitTimestamp empty where the table keeps none
   */
  CommitLines info(
      WriteOperation operation,
      String transactionId,
      long timestamp,
      OptionalLong readVersion,
      OptionalLong inCommitTimestamp,
      boolean blindAppend) {
    ObjectNode info = JSON.createObjectNode();
    inCommitTimestamp.ifPresent(time -> info.put("inCommitTimestamp", time));
    info.put("timestamp", timestamp);
    info.put("operation", operation.name());
    put(info.putObject("operationParameters"), operation.parameters());
    readVersion.ifPresent(version -> info.put("readVersion", version));
    info.put("isBlindAppend", blindAppend);
    put(info.putObject("operationMetrics"), operation.metrics());
    if (!operation.tags().isEmpty()) {
      put(info.putObject("tags"), operation.tags());
    }
    info.put("engineInfo", operation.engineInfo());
    info.put("txnId", transactionId);
    return action("commitInfo", info);
  }

  private static void put(ObjectNode node, Map<String, String> values) {
    new TreeMap<>(values).forEach(node::put);
  }

  CommitLines table(NewTable table) {
    row(SingleAction.createProtocolSingleAction(table.protocol().toRow()));
    return row(SingleAction.createMetadataSingleAction(table.metadata().toRow()));
  }

  CommitLines domain(DomainMetadata domain) {
    return row(SingleAction.createDomainMetadataSingleAction(domain.toRow()));
  }

  /**
   * @param baseRowId empty where the table keeps no row ids
   */
  CommitLines add(WrittenFile file, OptionalLong baseRowId, long version) {
    ObjectNode add = JSON.createObjectNode();
    add.put("path", file.path());
    ObjectNode values = add.putObject("partitionValues");
    file.partitionValues().forEach(values::put);
    add.put("size", file.size());
    add.put("modificationTime", file.modifiedMillis());
    add.put("dataChange", true);
    if (file.statistics() != null) {
      add.put("stats", file.statistics());
    }
    baseRowId.ifPresent(
        id -> {
          add.put("baseRowId", id);
          add.put("defaultRowCommitVersion", version);
        });
    return action("add", add);
  }

  /** The line that removes a file whose rows go away. */
  static String remove(AddFile file, long timestamp) {
    return JsonUtils.rowToJson(
        SingleAction.createRemoveFileSingleAction(
            file.toRemoveFileRow(true, Optional.of(timestamp))));
  }

  private CommitLines row(Row row) {
    return line(JsonUtils.rowToJson(row));
  }

  private CommitLines action(String name, ObjectNode content) {
    ObjectNode action = JSON.createObjectNode();
    action.set(name, content);
    try {
      return line(JSON.writeValueAsString(action));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  CommitLines line(String text) {
    lines.writeBytes(text.getBytes(UTF_8));
    lines.write('\n');
    return this;
  }

  byte[] bytes() {
    return lines.toByteArray();
  }
}
