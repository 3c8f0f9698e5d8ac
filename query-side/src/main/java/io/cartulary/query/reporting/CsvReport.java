package io.cartulary.query.reporting;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/// A report as a table that spreadsheets open: UTF-8, a header, amounts as decimal numbers.
final class CsvReport {

    private CsvReport() {}

    /// @param rows gives its cells row by row, which are sent as they come
    static ResponseEntity<StreamingResponseBody> of(
            String file, List<String> header, Consumer<Consumer<List<String>>> rows) {
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, "text/csv;charset=UTF-8")
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"%s\"".formatted(file))
                .body(out -> {
                    try (var csv =
                            CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(out)) {
                        csv.writeRecord(header);
                        rows.accept(csv::writeRecord);
                    }
                });
    }
}
