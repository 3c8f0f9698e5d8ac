package io.cartulary.embedded.parts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

class PortTest {

    /// By chance alone, one start in a thousand would have given one port to two parts.
    @Test
    void no_one_is_given_the_port_of_another() throws IOException {
        var given = new HashSet<Integer>();

        for (var times = 0; times < 1_000; times++) {
            given.add(Port.free());
        }

        assertThat(given).hasSize(1_000);
    }
}
