package io.cartulary.query.order.progress;

import static java.util.stream.Collectors.toCollection;

import io.cartulary.events.cart.CartId;
import io.cartulary.events.order.OrderEvent.OrderPlaced;
import io.cartulary.events.order.OrderId;
import io.cartulary.eventstore.privacy.SealedEvents;
import io.cartulary.query.customer.BoughtAs;
import io.cartulary.web.access.Caller;
import io.cartulary.web.access.CurrentCart;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/// Lets a shopper follow an order live: first what has happened so far, then what happens.
@RestController
class OrderProgressController {

    private static final Duration LONGEST = Duration.ofMinutes(30);

    /// More than an order ever has at once; a listener that lags this far behind has to reconnect.
    private static final int WAITING_AT_MOST = 64;

    private final EventStore store;
    private final SealedEvents sealedEvents;
    private final OrderProgressFeed feed;
    private final OpenStreams streams;
    private final Duration heartbeat;
    private final BoughtAs boughtAs;

    OrderProgressController(
            EventStore store,
            SealedEvents sealedEvents,
            OrderProgressFeed feed,
            OpenStreams streams,
            StreamProperties properties,
            BoughtAs boughtAs) {
        this.streams = streams;
        this.heartbeat = properties.heartbeat();
        this.boughtAs = boughtAs;
        this.store = store;
        this.sealedEvents = sealedEvents;
        this.feed = feed;
    }

    @OpenTo(Caller.SHOPPER)
    @GetMapping(
            path = "/api/v1/orders/{orderId}/events",
            produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    ResponseEntity<SseEmitter> follow(
            @PathVariable OrderId orderId,
            @CurrentCart CartId cart,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            HttpServletRequest request) {
        var waiting = new ArrayBlockingQueue<EventMessage<?>>(WAITING_AT_MOST);
        var address = request.getRemoteAddr();
        streams.open(orderId, address);
        var follower = new Follower(orderId, address, waiting, new SseEmitter(LONGEST.toMillis()));
        // Listening first: an event is then in the history, in the queue, or in both.
        feed.listen(orderId, follower.listener);
        try {
            var history = history(orderId, cart);
            Thread.ofVirtual()
                    .name("follow-" + orderId)
                    .start(() -> follower.run(history, lastEventId));
        } catch (RuntimeException e) {
            follower.close();
            throw e;
        }
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .header("X-Accel-Buffering", "no")
                .body(follower.emitter);
    }

    /// The events of the order and of its payment, from the store itself: no read model has to
    /// catch up first.
    private List<EventMessage<?>> history(OrderId orderId, CartId cart) {
        var events = new ArrayList<EventMessage<?>>(read(orderId.value()));
        if (events.isEmpty()
                || !(sealedEvents.read(events.getFirst()) instanceof OrderPlaced placed)
                || !boughtAs.shopper(cart).contains(placed.customerId())) {
            throw ProblemException.notFound("order " + orderId);
        }
        events.addAll(read(placed.paymentId().value()));
        events.sort(Comparator.comparing(EventMessage::getTimestamp));
        return events;
    }

    private List<? extends DomainEventMessage<?>> read(String aggregateId) {
        return store.readEvents(aggregateId, 0).asStream().toList();
    }

    /// One open line to a shopper.
    private final class Follower {

        private final OrderId orderId;
        private final String address;
        private final BlockingQueue<EventMessage<?>> waiting;
        private final SseEmitter emitter;
        private final Consumer<EventMessage<?>> listener = this::offer;
        private final AtomicBoolean open = new AtomicBoolean(true);

        Follower(
                OrderId orderId,
                String address,
                BlockingQueue<EventMessage<?>> waiting,
                SseEmitter emitter) {
            this.orderId = orderId;
            this.address = address;
            this.waiting = waiting;
            this.emitter = emitter;
            emitter.onCompletion(this::close);
            emitter.onTimeout(this::close);
            emitter.onError(_ -> close());
        }

        private void offer(EventMessage<?> message) {
            if (!waiting.offer(message)) {
                close();
            }
        }

        void run(List<EventMessage<?>> history, @Nullable String lastEventId) {
            try {
                var known = ids(history);
                for (var message : after(lastEventId, history)) {
                    send(message);
                }
                var silentSince = System.nanoTime();
                while (open.get() && feed.isRunning()) {
                    var message = waiting.poll(1, TimeUnit.SECONDS);
                    if (message != null && known.add(message.getIdentifier())) {
                        send(message);
                        silentSince = System.nanoTime();
                    } else if (System.nanoTime() - silentSince > heartbeat.toNanos()) {
                        emitter.send(SseEmitter.event().comment("still here"));
                        silentSince = System.nanoTime();
                    }
                }
                emitter.complete();
            } catch (IOException | IllegalStateException _) {
                // The shopper went away: the server has noticed, and ends the answer itself.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                close();
            }
        }

        private void send(EventMessage<?> message) throws IOException {
            var progress = OrderProgress.of(sealedEvents.read(message), message);
            emitter.send(
                    SseEmitter.event()
                            .id(message.getIdentifier())
                            .name(progress.change())
                            .data(progress, MediaType.APPLICATION_JSON));
        }

        private void close() {
            if (open.getAndSet(false)) {
                feed.forget(orderId, listener);
                streams.close(orderId, address);
            }
        }

        private static Set<String> ids(List<EventMessage<?>> messages) {
            return messages.stream()
                    .map(EventMessage::getIdentifier)
                    .collect(toCollection(HashSet::new));
        }

        /// Everything when the shopper names no event of this order.
        private static List<EventMessage<?>> after(
                @Nullable String lastEventId, List<EventMessage<?>> history) {
            for (var i = 0; i < history.size(); i++) {
                if (history.get(i).getIdentifier().equals(lastEventId)) {
                    return history.subList(i + 1, history.size());
                }
            }
            return history;
        }
    }
}
