package io.cartulary.command.importing.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvReader.CsvReaderBuilder;
import java.util.List;
import java.util.Optional;

/// What separates the values of a table.
final class CsvDialect {

    /// Those that spreadsheets write; `,` first.
    static final List<CsvDialect> ALL =
            List.of(
                    new CsvDialect(','),
                    new CsvDialect(';'),
                    new CsvDialect('\t'),
                    new CsvDialect('|'));

    private static final char QUOTE = '"';

    private final char separator;
    private final CsvReaderBuilder parser;

    private CsvDialect(char separator) {
        this.separator = separator;
        this.parser =
                CsvReader.builder()
                        .fieldSeparator(separator)
                        .skipEmptyLines(false)
                        .allowUnclosedQuote(false);
    }

    /// The values of one record; none when a quote stands where it may not.
    Optional<List<String>> values(String record) {
        try {
            return Optional.of(parser.ofSingleCsvRecord(record).getFields());
        } catch (CsvParseException e) {
            return Optional.empty();
        }
    }

    Quotes quotes() {
        return new Quotes();
    }

    /// Follows the quotes of a record, line by line.
    final class Quotes {

        private boolean open;

        /// Whether the record cannot end with this line, because a quoted value has begun.
        boolean isOpenAfter(String line) {
            boolean start = !open;
            boolean closed = false;
            for (int at = 0; at < line.length(); at++) {
                char letter = line.charAt(at);
                if (letter == QUOTE && open) {
                    open = false;
                    closed = true;
                } else if (letter == QUOTE && (start || closed)) {
                    open = true;
                    closed = false;
                } else {
                    closed = false;
                }
                start = !open && letter == separator;
            }
            return open;
        }
    }
}
