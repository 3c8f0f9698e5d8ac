package io.cartulary.standalone;

import io.cartulary.embedded.parts.Port;
import java.io.IOException;
import java.io.UncheckedIOException;

/// Ports that nobody listens on.
final class Ports {

    private Ports() {}

    static int free() {
        try {
            return Port.free();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
