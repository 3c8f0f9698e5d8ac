package io.cartulary.benchmarks.crash;

import io.cartulary.benchmarks.BenchmarkUnavailable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.axonframework.axonserver.connector.AxonServerConfiguration;
import org.axonframework.axonserver.connector.AxonServerConnectionManager;

/// All events of an Axon Server, read where they are kept and not through the shop.
final class EventsInAxonServer {

    private static final int AHEAD = 2_000;
    private static final int LONGEST_WAIT = 30;

    private EventsInAxonServer() {}

    /// @param reader takes the stored name of each event and its payload, in their order
    static void read(String server, BiConsumer<String, byte[]> reader) {
        var connections =
                AxonServerConnectionManager.builder()
                        .axonServerConfiguration(
                                AxonServerConfiguration.builder()
                                        .servers(server)
                                        .componentName("cartulary-benchmarks")
                                        .build())
                        .routingServers(server)
                        .build();
        try {
            var events = connections.getConnection().eventChannel();
            long last = events.getLastToken().get(LONGEST_WAIT, TimeUnit.SECONDS);
            if (last < 0) {
                return;
            }
            try (var stream = events.openStream(-1, AHEAD)) {
                long token;
                do {
                    var next = stream.nextIfAvailable(LONGEST_WAIT, TimeUnit.SECONDS);
                    if (next == null) {
                        throw new BenchmarkUnavailable(
                                "The Axon Server at %s stopped sending its events"
                                        .formatted(server));
                    }
                    var payload = next.getEvent().getPayload();
                    reader.accept(payload.getType(), payload.getData().toByteArray());
                    token = next.getToken();
                } while (token < last);
            }
        } catch (ExecutionException | TimeoutException e) {
            throw new BenchmarkUnavailable(
                    "The Axon Server at %s does not answer: %s".formatted(server, e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchmarkUnavailable("Reading the events was interrupted");
        } finally {
            connections.shutdown();
        }
    }
}
