package io.cartulary.command.importing.orders;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.command.importing.csv.CsvRow;
import io.cartulary.command.importing.csv.CsvRows;
import io.cartulary.command.importing.row.RowFault;
import io.cartulary.command.importing.row.RowReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// One row of a file of orders.
class OrderRowTest {

    private static final ZoneId LONDON = ZoneId.of("Europe/London");

    @TempDir private Path directory;

    private CsvRow csv(String row) throws IOException {
        var file = directory.resolve("orders.csv");
        Files.writeString(file, String.join(",", OrderRow.COLUMNS) + "\n" + row);
        try (var rows = CsvRows.of(file, UTF_8, OrderRow.COLUMNS)) {
            return rows.read();
        }
    }

    private RowFault faultOf(String row) throws IOException {
        var csv = csv(row);
        try {
            OrderRow.of(csv, LONDON);
            throw new AssertionError("taken: " + row);
        } catch (RowFault fault) {
            return fault;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "536381,82567,\"AIRLINE LOUNGE,METAL SIGN\",2,2010-12-01 09:41:00,2.1,15311,United Kingdom",
                "536477,22041,\"RECORD FRAME 7\"\" SINGLE SIZE \",48,2010-12-01 12:27:00,2.1,16210,United Kingdom",
                "536414,22139,,56,2010-12-01 11:52:00,0.0,,United Kingdom"
            })
    void is_reported_as_it_stood_in_the_file(String row) throws IOException {
        assertThat(OrderRow.of(csv(row), LONDON).content()).isEqualTo(row);
        assertThat(csv(row).content()).isEqualTo(row);
    }

    @Test
    void was_written_at_the_local_time_of_its_zone() throws IOException {
        var row = "536414,22139,,56,2011-07-01 00:30:00,0.0,,United Kingdom";
        assertThat(OrderRow.of(csv(row), LONDON).at())
                .isEqualTo(Instant.parse("2011-06-30T23:30:00Z"));
        assertThat(OrderRow.of(csv(row), ZoneId.of("Asia/Phnom_Penh")).at())
                .isEqualTo(Instant.parse("2011-06-30T17:30:00Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "A563185,B,Adjust bad debt,1,11062.06,BAD_DEBT_ADJUSTMENT",
        "540001,B,Adjust,1,-1.00,NEGATIVE_PRICE",
        "550193,PADS,PADS TO MATCH,1,0.001,FRACTION_OF_PENNY",
        "550193,PADS,PADS TO MATCH,1,50000000000000000.00,OUT_OF_BOUNDS",
        "550193,PADS,PADS TO MATCH,1,10000000000.01,OUT_OF_BOUNDS",
        "550193,PADS,PADS TO MATCH,10000000,10000000.00,OUT_OF_BOUNDS",
        "550193,PADS,PADS TO MATCH,10000001,1.00,OUT_OF_BOUNDS",
        "550193,PADS,PADS TO MATCH,99999999999999999999999,1.00,OUT_OF_BOUNDS",
    })
    void has_a_fault_of_its_own(
            String invoice,
            String code,
            String description,
            String quantity,
            String price,
            RowReason reason)
            throws IOException {
        var row =
                String.join(
                        ",",
                        invoice,
                        code,
                        description,
                        quantity,
                        "2011-04-15 09:27:00",
                        price,
                        "13952",
                        "United Kingdom");
        assertThat(faultOf(row).reason()).isEqualTo(reason);
    }

    @Test
    void holds_prices_of_whole_pennies_whatever_zeros_follow() throws IOException {
        var row = "550193,PADS,PADS,-1,2011-04-15 09:27:00,0.100,13952,United Kingdom";
        assertThat(OrderRow.of(csv(row), LONDON).price()).hasToString("GBP 0.10");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "536381,82567,SIGN,2,2010-12-01 09:41:00,2.1,15311|",
                "536381,82567,SIGN,two,2010-12-01 09:41:00,2.1,15311,United Kingdom|Quantity",
                "536381,82567,SIGN,2.5,2010-12-01 09:41:00,2.1,15311,United Kingdom|Quantity",
                "536381,82567,SIGN,0,2010-12-01 09:41:00,2.1,15311,United Kingdom|Quantity",
                "536381,82567,SIGN,2,2010-12-01 09:41:00,free,15311,United Kingdom|UnitPrice",
                "536381,82567,SIGN,2,2010-12-01 09:41:00,1e999999999,15311,United Kingdom|UnitPrice",
                "536381,82567,SIGN,2,2010-12-01 09:41:00,\"2,10\",15311,United Kingdom|UnitPrice",
                "536381,,SIGN,2,2010-12-01 09:41:00,2.1,15311,United Kingdom|StockCode",
                "536381,.X,SIGN,2,2010-12-01 09:41:00,2.1,15311,United Kingdom|StockCode",
                "C536381,82567,SIGN,2,2010-12-01 09:41:00,2.1,15311,United Kingdom|Quantity",
                ",82567,SIGN,2,2010-12-01 09:41:00,2.1,15311,United Kingdom|InvoiceNo",
                "536381,82567,SIGN,2,2010-12-01 09:41:00,2.1,15 311,United Kingdom|CustomerID",
                "536381,82567,SIGN,2,2011-02-31 09:41:00,2.1,15311,United Kingdom|InvoiceDate",
                "536381,82567,SIGN,2,2011-02-28 24:00:00,2.1,15311,United Kingdom|InvoiceDate",
                "536381,82567,SIGN,2,28/02/2011 09:41,2.1,15311,United Kingdom|InvoiceDate",
                "536381,82567,SIGN,2,2011-03-27 01:30:00,2.1,15311,United Kingdom|InvoiceDate",
            })
    void is_refused_when_malformed_and_names_the_column(String row, String column)
            throws IOException {
        var fault = faultOf(row);
        assertThat(fault.reason()).isEqualTo(RowReason.MALFORMED_ROW);
        assertThat(fault.column()).isEqualTo(column);
        assertThat(fault).message().doesNotContain("java", "Exception");
    }

    @ParameterizedTest
    @ValueSource(strings = {"MUG\u0000", "MUG\uffff", "MUG\u0007"})
    void is_refused_with_text_that_no_table_holds(String description) throws IOException {
        var fault =
                faultOf(
                        "536381,82567,%s,2,2010-12-01 09:41:00,2.1,15311,United Kingdom"
                                .formatted(description));
        assertThat(fault.reason()).isEqualTo(RowReason.UNREADABLE_TEXT);
        assertThat(fault.column()).isEqualTo("Description");
    }

    @Test
    void is_refused_with_text_that_is_too_long() throws IOException {
        var fault =
                faultOf(
                        "536381,82567,%s,2,2010-12-01 09:41:00,2.1,15311,United Kingdom"
                                .formatted("x".repeat(251)));
        assertThat(fault.reason()).isEqualTo(RowReason.OUT_OF_BOUNDS);
        assertThat(fault).hasMessage("Description has 251 characters; it may have 250.");
    }
}
