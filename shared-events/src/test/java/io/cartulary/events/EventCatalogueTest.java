package io.cartulary.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// `docs/events.md` has one row for every event.
class EventCatalogueTest {

    @Test
    void names_every_event() throws IOException {
        var catalogue = Files.readString(Path.of("../docs/events.md"));
        assertThat(EventFamilies.events().map(EventFamilies::storedName))
                .allSatisfy(name -> assertThat(catalogue).contains("| `" + name + "` |"));
    }
}
