package io.cartulary.gateway;

import io.cartulary.web.access.RouteTable.Side;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// The configured nodes of each side, probed for readiness and handed out in turn.
@Component
final class Nodes implements AutoCloseable {

    /// How long a node that failed too often is left alone.
    static final Duration REST = Duration.ofSeconds(5);

    private static final Logger log = LoggerFactory.getLogger(Nodes.class);
    private static final Duration PROBE_LIMIT = Duration.ofSeconds(2);

    private final Map<Side, List<Node>> nodes = new EnumMap<>(Side.class);
    private final AtomicInteger turn = new AtomicInteger();
    private final HttpClient prober =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(PROBE_LIMIT)
                    .build();
    private final ScheduledExecutorService probes =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("probes").daemon().factory());

    Nodes(GatewayProperties properties, MeterRegistry meters) {
        var breakers = CircuitBreakerRegistry.of(breakerConfig());
        TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(breakers).bindTo(meters);
        for (Side side : Side.values()) {
            var addresses =
                    switch (side) {
                        case COMMAND -> properties.commandNodes();
                        case QUERY -> properties.queryNodes();
                    };
            var ofSide =
                    addresses.stream()
                            .map(address ->
                                    new Node(
                                            address,
                                            breakers.circuitBreaker(address.getAuthority())))
                            .toList();
            nodes.put(side, ofSide);
            Gauge.builder("cartulary.gateway.nodes.available", () -> availableOf(side))
                    .tag("side", side.name().toLowerCase(Locale.ROOT))
                    .description("Nodes that may be asked")
                    .register(meters);
        }
        probes.scheduleWithFixedDelay(
                this::probeAll, 0, properties.probeEvery().toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Only what never came to an answer counts: a 500 or 503 is an answer, and its reader's to
    /// judge.
    private static CircuitBreakerConfig breakerConfig() {
        return CircuitBreakerConfig.custom()
                .slidingWindowSize(20)
                .minimumNumberOfCalls(5)
                .failureRateThreshold(50)
                .waitDurationInOpenState(REST)
                .automaticTransitionFromOpenToHalfOpenEnabled(true)
                .permittedNumberOfCallsInHalfOpenState(3)
                .build();
    }

    /// Every node of the side, each time beginning with another one.
    List<Node> inTurn(Side side) {
        List<Node> ofSide = nodes.getOrDefault(side, List.of());
        int first = Math.floorMod(turn.getAndIncrement(), ofSide.size());
        var inTurn = new ArrayList<Node>(ofSide.size());
        inTurn.addAll(ofSide.subList(first, ofSide.size()));
        inTurn.addAll(ofSide.subList(0, first));
        return inTurn;
    }

    long availableOf(Side side) {
        return nodes.getOrDefault(side, List.of()).stream().filter(Node::isAvailable).count();
    }

    private void probeAll() {
        nodes.values().stream().flatMap(List::stream).forEach(this::probe);
    }

    private void probe(Node node) {
        HttpRequest question =
                HttpRequest.newBuilder(node.address().resolve("/actuator/health/readiness"))
                        .timeout(PROBE_LIMIT)
                        .build();
        prober.sendAsync(question, HttpResponse.BodyHandlers.discarding())
                .whenComplete((answer, failure) ->
                        note(node, failure == null && answer.statusCode() == 200));
    }

    private static void note(Node node, boolean ready) {
        if (node.probed(ready)) {
            log.info("{} is {}", node.address(), ready ? "ready" : "not ready");
        }
    }

    @Override
    public void close() {
        probes.shutdownNow();
        prober.shutdownNow();
    }
}
