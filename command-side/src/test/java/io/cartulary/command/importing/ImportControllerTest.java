package io.cartulary.command.importing;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.command.importing.row.RowReason;
import io.swagger.v3.oas.annotations.responses.ApiResponses;
import org.junit.jupiter.api.Test;

/// What the API's description says of imports.
class ImportControllerTest {

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
        assertThat(RowReason.valueOf(row.split(",")[2])).isNotNull();
    }
}
