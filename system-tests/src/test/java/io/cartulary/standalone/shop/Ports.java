package io.cartulary.standalone.shop;

import io.cartulary.embedded.parts.Port;
import java.io.IOException;
import java.io.UncheckedIOException;

/// Ports that no one listens on.
public final class Ports {

    private Ports() {}

    public static int free() {
        try {
            return Port.free();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
