package io.cartulary.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.events.cart.CartEvent.CartCleared;
import io.cartulary.events.cart.CartEvent.CartItemAdded;
import io.cartulary.events.cart.CartEvent.CartOpened;
import io.cartulary.events.cart.CartId;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.inventory.Sku;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.RollbackConfigurationType;
import org.springframework.context.ConfigurableApplicationContext;

/// Events of carts, and how tests append and read them.
final class Carts {

    static final Duration SOON = Duration.ofSeconds(30);

    private Carts() {}

    static void append(ConfigurableApplicationContext process, EventMessage<?>... events) {
        within(process, () -> process.getBean(EventStore.class).publish(List.of(events)));
    }

    /// As a command is handled.
    static void within(ConfigurableApplicationContext process, Runnable work) {
        var unitOfWork = DefaultUnitOfWork.startAndGet(null);
        unitOfWork.attachTransaction(process.getBean(TransactionManager.class));
        var outcome =
                unitOfWork.executeWithResult(
                        () -> {
                            work.run();
                            return null;
                        },
                        RollbackConfigurationType.ANY_THROWABLE);
        if (outcome.isExceptional()) {
            throw (RuntimeException) outcome.exceptionResult();
        }
    }

    static GenericDomainEventMessage<CartOpened> opened(CartId cart) {
        return new GenericDomainEventMessage<>(
                "Cart", cart.value(), 0, new CartOpened(cart, new CustomerId("customer-1")));
    }

    static GenericDomainEventMessage<CartItemAdded> filled(CartId cart, long number) {
        return new GenericDomainEventMessage<>(
                "Cart",
                cart.value(),
                number,
                new CartItemAdded(cart, new Sku("MUG"), 1, 1, "addition", null));
    }

    static GenericDomainEventMessage<CartCleared> cleared(CartId cart, long number) {
        return new GenericDomainEventMessage<>("Cart", cart.value(), number, new CartCleared(cart));
    }

    static List<Long> numbersOf(EventStore store, CartId cart) {
        return store.readEvents(cart.value())
                .asStream()
                .<Long>map(DomainEventMessage::getSequenceNumber)
                .toList();
    }

    static TrackedEventMessage<?> next(BlockingStream<TrackedEventMessage<?>> stream)
            throws InterruptedException {
        assertThat(stream.hasNextAvailable((int) SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return stream.nextAvailable();
    }

    static String name(EventMessage<?> event) {
        var ofAggregate = (DomainEventMessage<?>) event;
        return ofAggregate.getAggregateIdentifier() + " " + ofAggregate.getSequenceNumber();
    }

    static long position(TrackingToken token) {
        return token.position().orElseThrow();
    }
}
