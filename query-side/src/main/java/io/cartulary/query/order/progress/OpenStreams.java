package io.cartulary.query.order.progress;

import io.cartulary.events.order.OrderId;
import io.cartulary.web.limit.ClientAddress;
import io.cartulary.web.limit.RateLimitHeaders;
import io.cartulary.web.problem.ProblemException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/// How many lines to shoppers are open: of an order, of an address and of all. Each holds a
/// connection and a queue for half an hour.
@Component
@EnableConfigurationProperties(StreamProperties.class)
class OpenStreams {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(30);

    private final StreamProperties properties;
    private final Map<Object, Integer> open = new HashMap<>();
    private int all;

    OpenStreams(StreamProperties properties) {
        this.properties = properties;
    }

    /// Each is closed once.
    synchronized void open(OrderId order, String address) {
        var client = ClientAddress.clientOf(address);
        require(order, properties.perOrder(), "An order");
        require(client, properties.perAddress(), "An address");
        if (all >= properties.atOnce()) {
            throw new ProblemException(
                            HttpStatus.SERVICE_UNAVAILABLE,
                            "SERVER_BUSY",
                            "The server follows as many orders as it can; ask for the order instead.",
                            null)
                    .with(HttpHeaders.RETRY_AFTER, Long.toString(RETRY_AFTER.toSeconds()));
        }
        open.merge(order, 1, Integer::sum);
        open.merge(client, 1, Integer::sum);
        all++;
    }

    private void require(Object owner, int most, String who) {
        if (open.getOrDefault(owner, 0) >= most) {
            throw new ProblemException(
                            HttpStatus.TOO_MANY_REQUESTS,
                            "TOO_MANY_STREAMS",
                            "%s has at most %d streams of events; close one first."
                                    .formatted(who, most),
                            null)
                    .with(
                            HttpHeaders.RETRY_AFTER,
                            Long.toString(RateLimitHeaders.seconds(RETRY_AFTER)));
        }
    }

    synchronized void close(OrderId order, String address) {
        leave(order);
        leave(ClientAddress.clientOf(address));
        all--;
    }

    private void leave(Object owner) {
        open.computeIfPresent(owner, (_, streams) -> streams == 1 ? null : streams - 1);
    }
}
