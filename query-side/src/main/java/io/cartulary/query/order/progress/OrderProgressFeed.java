package io.cartulary.query.order.progress;

import io.cartulary.events.order.OrderEvent;
import io.cartulary.events.order.OrderId;
import io.cartulary.events.payment.PaymentEvent;
import io.cartulary.eventstore.outage.FailureLog;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Follows the end of the event store on one thread and hands the events of each order to those who
/// listen for it on this node. Every node does so itself: it does not matter which one decided.
@Component
class OrderProgressFeed implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(OrderProgressFeed.class);
    private static final Duration BEFORE_RETRY = Duration.ofSeconds(1);

    private final FailureLog following = new FailureLog(log, "Following the orders");
    private final EventStore store;
    private final Map<OrderId, Set<Consumer<EventMessage<?>>>> listeners =
            new ConcurrentHashMap<>();
    private volatile boolean running;
    private volatile @Nullable Thread thread;
    private volatile boolean placed;
    private volatile @Nullable TrackingToken reached;

    OrderProgressFeed(EventStore store) {
        this.store = store;
    }

    /// From now on `listener` gets the order's events and those of its payments, on the feed's own
    /// thread: it must not block.
    void listen(OrderId order, Consumer<EventMessage<?>> listener) {
        listeners.compute(
                order,
                (_, others) -> {
                    var all =
                            others == null
                                    ? ConcurrentHashMap.<Consumer<EventMessage<?>>>newKeySet()
                                    : others;
                    all.add(listener);
                    return all;
                });
    }

    void forget(OrderId order, Consumer<EventMessage<?>> listener) {
        listeners.computeIfPresent(
                order,
                (_, all) -> {
                    all.remove(listener);
                    return all.isEmpty() ? null : all;
                });
    }

    @Override
    public void start() {
        try {
            begin(); // before the first request
        } catch (RuntimeException e) {
            following.failed(e);
        }
        running = true; // first: the thread ends when it finds that it is not wanted
        thread = Thread.ofPlatform().daemon().name("order-progress").start(this::follow);
    }

    @Override
    public void stop() {
        running = false;
        var follower = thread;
        if (follower != null) {
            follower.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /// The end of an empty store is no position at all.
    private void begin() {
        if (!placed) {
            reached = store.createHeadToken();
            placed = true;
        }
    }

    private void follow() {
        try {
            while (isRunning()) {
                try {
                    begin();
                    followFromReached();
                } catch (RuntimeException e) {
                    following.failed(e);
                    Thread.sleep(BEFORE_RETRY);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void followFromReached() throws InterruptedException {
        try (var stream = store.openStream(reached)) {
            while (isRunning()) {
                var more = stream.hasNextAvailable(1, TimeUnit.SECONDS);
                following.succeeded();
                if (more) {
                    var message = stream.nextAvailable();
                    publish(message);
                    reached = message.trackingToken();
                }
            }
        }
    }

    private void publish(EventMessage<?> message) {
        if (listeners.isEmpty()) {
            return;
        }
        var type = message.getPayloadType();
        if (PaymentEvent.class.isAssignableFrom(type)) {
            publish(((PaymentEvent) message.getPayload()).orderId(), message);
        } else if (OrderEvent.class.isAssignableFrom(type)
                && message instanceof DomainEventMessage<?> event) {
            publish(new OrderId(event.getAggregateIdentifier()), message);
        }
    }

    private void publish(OrderId order, EventMessage<?> message) {
        listeners.getOrDefault(order, Set.of()).forEach(listener -> listener.accept(message));
    }
}
