package io.cartulary.tests.axonserver;

/// The Axon Server that tests run on: the one that `-Dcartulary.axon-server=HOST:PORT` names, which
/// may hold events of other tests, or else one in memory.
public interface TestAxonServer extends AutoCloseable {

    String PROPERTY = "cartulary.axon-server";

    /// @param commandsAtOnce how many commands one in memory lets a node handle at the same time
    static TestAxonServer start(int commandsAtOnce) {
        var address = System.getProperty(PROPERTY);
        return address == null
                ? new InMemoryAxonServer(commandsAtOnce)
                : new NamedAxonServer(address);
    }

    /// For `axon.axonserver.servers`.
    String address();

    /// As when it is killed.
    void goAway();

    /// At the same address, with what it had.
    void comeBack();

    @Override
    void close();
}
