package io.cartulary.command.importing;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.events.importedorder.ImportedOrderEvent.OrderImported;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import tools.jackson.databind.JsonNode;

/// The shop that takes in the files of [ImportTest], and what became of them.
abstract class ImportedFiles {

    static ImportingShop shop;

    int before;

    @BeforeEach
    void count() {
        before = shop.events().size();
    }

    List<Object> eventsOf(Class<?> type) {
        return shop.eventsAfter(before).stream().filter(type::isInstance).toList();
    }

    static byte[] lines(String... lines) {
        return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    }

    List<OrderImported> ordersOf(JsonNode status) {
        assertThat(status.get("state").asString()).isEqualTo("DONE");
        return eventsOf(OrderImported.class).stream().map(OrderImported.class::cast).toList();
    }
}
