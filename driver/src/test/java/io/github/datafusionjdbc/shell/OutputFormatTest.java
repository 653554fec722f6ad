package io.github.datafusionjdbc.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.sql.Types;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutputFormatTest {
  private static final List<Column> COLUMNS =
      List.of(
          new Column("n", Types.INTEGER),
          new Column("te|xt", Types.VARCHAR),
          new Column("ok", Types.BOOLEAN));

  private static final String[][] ROWS = {
    {"1", "plain", "true"},
    {"-1000", "a,\"b\"\r\nc\td\\e", "false"},
    {null, null, null},
    {"2", "", "true"},
    {"3", "日本 é", "true"},
  };

  private static String print(OutputFormat format, List<Column> columns, String[]... rows)
      throws IOException {
    StringWriter out = new StringWriter();
    OutputFormat.RowWriter writer = format.begin(columns, out);
    for (String[] row : rows) {
      writer.write(row);
    }
    writer.end();
    return out.toString();
  }

  @Test
  void tablesAlignNumbersRightAndWideCharactersByTheirCells() throws IOException {
    assertThat(print(OutputFormat.TABLE, COLUMNS, ROWS))
        .isEqualTo(
            """
               n   |      te|xt      |  ok
            -------+-----------------+-------
                 1 | plain           | true
             -1000 | a,"b"\\r\\nc\\td\\e | false
              NULL | NULL            | NULL
                 2 |                 | true
                 3 | 日本 é          | true
            """);
  }

  @Test
  void tablesWithoutRowsShowTheirColumns() throws IOException {
    assertThat(print(OutputFormat.TABLE, COLUMNS))
        .isEqualTo(
            """
             n | te|xt | ok
            ---+-------+----
            """);
  }

  @Test
  void valuesThatAreWiderThanTheFirstPageArePrintedWhole() throws IOException {
    StringWriter out = new StringWriter();
    TableWriter writer = new TableWriter(List.of(new Column("a", Types.VARCHAR)), out);
    for (int i = 0; i < 1000; i++) {
      assertThat(out.toString()).isEmpty();
      writer.write(new String[] {"x"});
    }
    assertThat(out.toString().lines()).hasSize(1002);
    writer.write(new String[] {"much longer"});
    writer.end();
    assertThat(out.toString()).endsWith(" x\n much longer\n");
  }

  @Test
  void controlCharactersOfDataDoNotReachATerminal() throws IOException {
    List<Column> columns = List.of(new Column("a\u001b[2J", Types.VARCHAR));
    for (OutputFormat format :
        List.of(OutputFormat.TABLE, OutputFormat.VERTICAL, OutputFormat.MARKDOWN)) {
      assertThat(print(format, columns, new String[] {"\u001b[31mred\u0007\u2028"}))
          .as(format.name())
          .doesNotContain("\u001b", "\u0007", "\u2028")
          .contains("u001b");
    }
  }

  @Test
  void csvIsThatOfRfc4180() throws IOException {
    assertThat(print(OutputFormat.CSV, COLUMNS, ROWS))
        .isEqualTo(
            String.join(
                "\r\n",
                "n,te|xt,ok",
                "1,plain,true",
                "-1000,\"a,\"\"b\"\"\r\nc\td\\e\",false",
                ",,",
                "2,\"\",true",
                "3,日本 é,true",
                ""));
  }

  @Test
  void tsvEscapesWithBackslashes() throws IOException {
    assertThat(print(OutputFormat.TSV, COLUMNS, ROWS))
        .isEqualTo(
            """
            n\tte|xt\tok
            1\tplain\ttrue
            -1000\ta,"b"\\r\\nc\\td\\\\e\tfalse
            \\N\t\\N\t\\N
            2\t\ttrue
            3\t日本 é\ttrue
            """);
  }

  @Test
  void jsonIsOneObjectALineWhichSaysTheSame() throws IOException {
    String[] lines = print(OutputFormat.JSON, COLUMNS, ROWS).split("\n");
    assertThat(lines).hasSize(ROWS.length);
    for (int i = 0; i < lines.length; i++) {
      JsonNode row = new JsonMapper().readTree(lines[i]);
      assertThat(row.get("te|xt").textValue()).isEqualTo(ROWS[i][1]);
      assertThat(row.get("n").isNumber()).isEqualTo(ROWS[i][0] != null);
      assertThat(row.get("ok").isBoolean()).isEqualTo(ROWS[i][2] != null);
    }
    assertThat(lines[2]).isEqualTo("{\"n\":null,\"te|xt\":null,\"ok\":null}");
  }

  @Test
  void jsonKeepsDigitsAndHasStringsForWhatIsNoNumberInJson() throws IOException {
    List<Column> columns =
        List.of(
            new Column("d", Types.DECIMAL),
            new Column("d", Types.DOUBLE),
            new Column("d", Types.DOUBLE));
    assertThat(
            print(
                OutputFormat.JSON,
                columns,
                new String[] {"1234567890123456789.10", "NaN", "1.0E10"}))
        .isEqualTo("{\"d\":1234567890123456789.10,\"d_2\":\"NaN\",\"d_3\":1.0E10}\n");
  }

  @Test
  void markdownEscapesWhatMarkdownWouldRead() throws IOException {
    assertThat(
            print(
                OutputFormat.MARKDOWN,
                COLUMNS,
                new String[] {"1", "a|b <i>*c*</i>\nnext", "true"},
                new String[] {null, "\n", null}))
        .isEqualTo(
            """
            | n | te\\|xt | ok |
            |---:|---|---|
            | 1 | a\\|b \\<i\\>\\*c\\*\\</i\\><br>next | true |
            | NULL | <br> | NULL |
            """);
  }

  @Test
  void verticalGivesEachValueALine() throws IOException {
    assertThat(print(OutputFormat.VERTICAL, COLUMNS, ROWS[2], ROWS[4]))
        .isEqualTo(
            """
            -[ RECORD 1 ]---
            n     | NULL
            te|xt | NULL
            ok    | NULL
            -[ RECORD 2 ]---
            n     | 3
            te|xt | 日本 é
            ok    | true
            """);
  }
}
