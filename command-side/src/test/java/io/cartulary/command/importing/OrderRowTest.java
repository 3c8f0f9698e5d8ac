package io.cartulary.command.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.swagger.v3.oas.annotations.responses.ApiResponses;
import java.io.IOException;
import java.io.StringReader;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// One row of a file of past orders.
class OrderRowTest {

    private static final String HEADER = String.join(",", OrderRow.COLUMNS) + "\n";

    private static CSVRecord csv(String row) throws IOException {
        try (var parser = OrderRow.parser(new StringReader(HEADER + row))) {
            return parser.iterator().next();
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
        assertThat(OrderRow.of(csv(row)).content()).isEqualTo(row);
        assertThat(OrderRow.content(csv(row))).isEqualTo(row);
    }

    @ParameterizedTest
    @CsvSource({
        "A563185,B,Adjust bad debt,1,11062.06,BAD_DEBT_ADJUSTMENT",
        "540001,B,Adjust,1,-1.00,NEGATIVE_PRICE",
        "550193,PADS,PADS TO MATCH,1,0.001,FRACTION_OF_PENNY",
        "550193,PADS,PADS TO MATCH,1,0.100,",
        "550193,PADS,PADS TO MATCH,-1,0.0,",
    })
    void has_a_fault_of_its_own(
            String invoice,
            String code,
            String description,
            String quantity,
            String price,
            RowReason fault)
            throws IOException {
        var row =
                OrderRow.of(
                        csv(
                                String.join(
                                        ",",
                                        invoice,
                                        code,
                                        description,
                                        quantity,
                                        "2011-04-15 09:27:00",
                                        price,
                                        "13952",
                                        "United Kingdom")));
        assertThat(row.faultOfItsOwn()).isEqualTo(fault);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "536381,82567,SIGN,2,2010-12-01 09:41:00,2.1,15311",
                "536381,82567,SIGN,two,2010-12-01 09:41:00,2.1,15311,United Kingdom",
                "536381,82567,SIGN,0,2010-12-01 09:41:00,2.1,15311,United Kingdom",
                "536381,82567,SIGN,2,2010-12-01 09:41:00,free,15311,United Kingdom",
                "536381,,SIGN,2,2010-12-01 09:41:00,2.1,15311,United Kingdom",
                "C536381,82567,SIGN,2,2010-12-01 09:41:00,2.1,15311,United Kingdom",
                ",82567,SIGN,2,2010-12-01 09:41:00,2.1,15311,United Kingdom",
                "536381,82567,SIGN,2,2010-12-01 09:41:00,2.1,15 311,United Kingdom",
            })
    void is_refused_when_malformed(String row) {
        assertThatIllegalArgumentException().isThrownBy(() -> OrderRow.of(csv(row)));
    }

    @Test
    void a_file_without_the_columns_is_refused_as_a_whole() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OrderRow.parser(new StringReader("InvoiceNo,StockCode\n")))
                .withMessageContaining("missing: Description, Quantity");
    }

    @Test
    void other_systems_article_codes_become_skus() {
        assertThat(SkuText.sku("BANK CHARGES")).hasToString("BANK-CHARGES");
        assertThat(SkuText.sku("4058NB/09")).hasToString("4058NB-09");
        assertThat(SkuText.sku("85123a")).hasToString("85123A");
    }

    @Test
    void the_documented_report_shows_a_reason_that_there_is() throws NoSuchMethodException {
        var example =
                ImportController.class
                        .getDeclaredMethod("report", String.class)
                        .getAnnotation(ApiResponses.class)
                        .value()[0]
                        .content()[0]
                        .examples()[0]
                        .value();
        var row = example.lines().toList().getLast();
        assertThat(RowReason.valueOf(row.split(",")[1])).isNotNull();
    }
}
