package io.cartulary.command.importing.csv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cartulary.command.importing.file.FileBounds;
import io.cartulary.command.importing.file.ReceivedFile;
import io.cartulary.command.importing.file.UnreadableFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A table as it comes in, whatever is wrong with it.
class CsvRowsTest {

    private static final FileBounds BOUNDS = new FileBounds(1 << 20, 0);
    private static final List<String> COLUMNS = List.of("No", "Name", "Price");

    @TempDir private Path directory;

    /// `number:value|value|value`, or `number!` of a row that could not be taken apart.
    private List<String> read(byte[] content) throws IOException {
        var file = ReceivedFile.receive(new ByteArrayInputStream(content), directory, BOUNDS);
        var read = new ArrayList<String>();
        try (var rows = CsvRows.of(file.path(), file.charset(), COLUMNS)) {
            for (var row = rows.read(); row != null; row = rows.read()) {
                read.add(
                        row.fault() != null
                                ? row.number() + "!"
                                : row.number() + ":" + String.join("|", row.values().values()));
            }
        }
        return read;
    }

    private List<String> read(String content) throws IOException {
        return read(content.getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "No,Name,Price\n1,Mug,2\n",
                "No;Name;Price\n1;Mug;2\n",
                "No\tName\tPrice\n1\tMug\t2\n",
                "No|Name|Price\n1|Mug|2\n",
                "\ufeffNo,Name,Price\n1,Mug,2\n",
                "No,Name,Price\r\n1,Mug,2\r\n",
                "No,Name,Price\r1,Mug,2",
                "\n\n\"No\",\"Name\",\"Price\"\n\"1\",\"Mug\",\"2\"",
                "sep=;\nNo;Name;Price\n1;Mug;2\n",
                " no , NAME,Colour,price\n1,Mug,red,2\n",
            })
    void is_recognised_in_the_dialects_of_spreadsheets(String table) throws IOException {
        assertThat(read(table)).containsExactly("1:1|Mug|2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE", "windows-1252", "ISO-8859-1"})
    void is_recognised_in_every_encoding_of_spreadsheets(String charset) throws IOException {
        var table = "No,Name,Price\n1,Caf\u00e9 cr\u00e8me,2\n2,Mug \u00a3,3\n";
        assertThat(read(table.getBytes(Charset.forName(charset))))
                .containsExactly("1:1|Caf\u00e9 cr\u00e8me|2", "2:2|Mug \u00a3|3");
    }

    @Test
    void is_utf_8_in_spite_of_a_wrong_byte() throws IOException {
        var table = "No,Name,Price\n1,Caf\u00e9 cr\u00e8me,2\n2,Mug?,3\n".getBytes(UTF_8);
        table[table.length - 4] = (byte) 0xe9;
        assertThat(read(table)).containsExactly("1:1|Caf\u00e9 cr\u00e8me|2", "2:2|Mug\uffff|3");
    }

    @Test
    void counts_empty_rows_and_skips_them() throws IOException {
        assertThat(read("No,Name,Price\n\n1,Mug,2\n,,\n   \n2,Cup,3\n\n"))
                .containsExactly("2:1|Mug|2", "5:2|Cup|3");
    }

    @Test
    void holds_quoted_separators_quotes_and_line_breaks() throws IOException {
        assertThat(read("No,Name,Price\n1,\"a,\"\"b\"\"\r\nc\",2\n2,5\" plate,3\n"))
                .containsExactly("1:1|a,\"b\"\nc|2", "2:2|5\" plate|3");
    }

    @Test
    void loses_no_more_than_its_row_to_a_stray_quote() throws IOException {
        assertThat(read("No,Name,Price\n1,\"Mug,2\n2,Cup,3\n3,\"Pot\",4\n4,x,\"5\n"))
                .containsExactly("1!", "2:2|Cup|3", "3:3|Pot|4", "4!");
        assertThat(read("No,Name,Price\n1,\"M\"ug,2\n2,Cup,3\n"))
                .containsExactly("1!", "2:2|Cup|3");
        assertThat(read("No,Name,Price\n1,\"Mug,2\n" + "2,Cup,3\n".repeat(200)))
                .hasSize(201)
                .startsWith("1!", "2:2|Cup|3");
    }

    @Test
    void reports_rows_with_more_or_fewer_values() throws IOException {
        assertThat(read("No,Name,Price\n1,Mug\n2,Cup,3,\n3,Pot,4\n"))
                .containsExactly("1!", "2!", "3:3|Pot|4");
    }

    @Test
    void reports_a_huge_row_and_reads_on() throws IOException {
        assertThat(read("No,Name,Price\n1," + "x".repeat(500_000) + ",2\n2,Cup,3\n"))
                .containsExactly("1!", "2:2|Cup|3");
    }

    @Test
    void keeps_what_came_before_a_broken_end_and_reports_the_break() throws IOException {
        var table = new StringBuilder("No,Name,Price\n");
        for (int i = 1; i <= 5000; i++) {
            table.append(i).append(",Mug ").append(i * 7919 % 5003).append(",2\n");
        }
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(table.toString().getBytes(UTF_8));
        }
        var whole = packed.toByteArray();

        var rows = read(Arrays.copyOf(whole, whole.length / 2));

        assertThat(rows).hasSizeBetween(1000, 4000);
        assertThat(rows.getLast()).endsWith("!");
        assertThat(rows.subList(0, rows.size() - 1)).noneMatch(row -> row.endsWith("!"));
        assertThat(read(whole)).hasSize(5000).noneMatch(row -> row.endsWith("!"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n\n",
                "No,Name\n1,Mug\n",
                "No,Name,Name,Price\n",
                "1,Mug,2\n",
                "{\"slug\": \"mug\"}\n",
                "PK\u0003\u0004xl/workbook",
                "%PDF-1.7",
            })
    void is_refused_when_no_row_can_be_read(String content) {
        assertThatExceptionOfType(UnreadableFile.class)
                .isThrownBy(() -> read(content))
                .withMessageNotContainingAny("java", "Exception");
    }
}
