package io.cartulary.tests.axonserver;

import io.cartulary.tests.Gate;
import java.net.URI;

/// One that was there before the tests, and stays.
final class NamedAxonServer implements TestAxonServer {

    private final Gate gate;

    /// @param address `HOST:PORT`
    NamedAxonServer(String address) {
        var server = URI.create("axon-server://" + address);
        this.gate = new Gate(server.getHost(), server.getPort());
    }

    @Override
    public String address() {
        return gate.address();
    }

    @Override
    public void goAway() {
        gate.shut();
    }

    @Override
    public void comeBack() {
        gate.open();
    }

    @Override
    public void close() {
        gate.close();
    }
}
