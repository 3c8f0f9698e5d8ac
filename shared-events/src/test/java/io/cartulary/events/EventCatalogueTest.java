package io.cartulary.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.events.family.EventFamilies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// `docs/events.md` has one row for every event, and no other.
class EventCatalogueTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\|");

    @Test
    void names_every_event_once_and_nothing_else() throws IOException {
        var rows =
                ROW.matcher(Files.readString(Path.of("../docs/events.md")))
                        .results()
                        .map(row -> row.group(1));
        assertThat(rows)
                .containsExactlyInAnyOrderElementsOf(
                        EventFamilies.events().map(EventFamilies::storedName).toList());
    }
}
