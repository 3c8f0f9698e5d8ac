package io.cartulary.command.importing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.cartulary.command.importing.row.RowReason;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/// What the API's description says of imports.
class ImportControllerTest {

    @Test
    void the_documented_report_shows_a_reason_that_there_is() throws IOException {
        try (var file = getClass().getResourceAsStream("/api/routes/importing.yaml")) {
            var example =
                    new YAMLMapper()
                            .readTree(file)
                            .path("Imports")
                            .path("GET /api/v1/admin/imports/{importId}/report")
                            .path("responseExample")
                            .textValue();
            var row = example.lines().toList().getLast();
            assertThat(RowReason.valueOf(row.split(",")[2])).isNotNull();
        }
    }
}
