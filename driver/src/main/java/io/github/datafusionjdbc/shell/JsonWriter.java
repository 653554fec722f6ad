package io.github.datafusionjdbc.shell;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A JSON object on a line of its own for each row. Numbers and booleans are JSON's, all else is a
 * string; so are NaN and infinities, which JSON lacks. Of columns with one label, the second is
 * {@code label_2}.
 */
final class JsonWriter implements OutputFormat.RowWriter {
  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?");

  private final List<Column> columns;
  private final List<String> keys = new ArrayList<>();
  private final JsonGenerator json;

  JsonWriter(List<Column> columns, Writer out) throws IOException {
    this.columns = columns;
    this.json = new JsonFactory().createGenerator(out).setRootValueSeparator(null);
    json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    json.disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
    Set<String> used = new HashSet<>();
    for (Column column : columns) {
      String key = column.label();
      for (int i = 2; !used.add(key); i++) {
        key = column.label() + "_" + i;
      }
      keys.add(key);
    }
  }

  @Override
  public void write(String[] values) throws IOException {
    json.writeStartObject();
    for (int i = 0; i < values.length; i++) {
      json.writeFieldName(keys.get(i));
      writeValue(columns.get(i), values[i]);
    }
    json.writeEndObject();
    json.writeRaw('\n');
  }

  private void writeValue(Column column, String value) throws IOException {
    if (value == null) {
      json.writeNull();
    } else if (column.isNumber() && NUMBER.matcher(value).matches()) {
      json.writeNumber(value);
    } else if (column.isBoolean()) {
      json.writeBoolean(Boolean.parseBoolean(value));
    } else {
      json.writeString(value);
    }
  }

  @Override
  public void end() throws IOException {
    json.close();
  }
}
