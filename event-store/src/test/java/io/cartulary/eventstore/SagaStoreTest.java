package io.cartulary.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.modelling.saga.AssociationValue;
import org.axonframework.modelling.saga.AssociationValuesImpl;
import org.axonframework.modelling.saga.repository.SagaStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Sagas as two units of work meet them, one of which may be on another node.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class SagaStoreTest {

    @SpringBootApplication
    static class Application {}

    static class Waiting {
        private String next = "";
    }

    static class Paid {}

    private String sagaId;
    private AssociationValue order;
    private ConfigurableApplicationContext context;
    private SagaStore<Object> store;
    private TransactionManager transactions;

    @BeforeAll
    @SuppressWarnings("unchecked")
    void start() {
        context =
                new SpringApplicationBuilder(Application.class)
                        .web(WebApplicationType.NONE)
                        .properties(
                                "spring.config.import=classpath:event-store.yml",
                                "spring.main.banner-mode=off")
                        .run(TestDatabase.freshStore());
        store = context.getBean(SagaStore.class);
        transactions = context.getBean(TransactionManager.class);
    }

    @BeforeEach
    void name() {
        sagaId = UUID.randomUUID().toString();
        order = new AssociationValue("orderId", "order-" + sagaId);
    }

    @AfterAll
    void stop() {
        SpringApplication.exit(context);
    }

    @Test
    void a_saga_is_found_with_what_was_written_last() {
        insert();
        within(() -> update(load(), "payment"));

        assertThat(within(() -> store.findSagas(Waiting.class, order))).containsExactly(sagaId);
        assertThat(within(() -> found().next)).isEqualTo("payment");
    }

    @Test
    void whoever_read_it_before_another_wrote_it_is_refused() {
        insert();

        assertThatThrownBy(() ->
                        within(() -> {
                            var mine = load();
                            elsewhere(() -> update(load(), "theirs"));
                            return update(mine, "mine");
                        }))
                .isInstanceOf(ConcurrencyException.class);
        assertThat(within(() -> found().next)).isEqualTo("theirs");
    }

    @Test
    void one_that_was_found_before_another_wrote_it_is_refused_as_well() {
        insert();

        assertThatThrownBy(() ->
                        within(() -> {
                            store.findSagas(Waiting.class, order);
                            elsewhere(() -> update(load(), "theirs"));
                            return update(load(), "mine");
                        }))
                .isInstanceOf(ConcurrencyException.class);
    }

    @Test
    void one_that_another_changed_meanwhile_does_not_end() {
        insert();

        assertThatThrownBy(() ->
                        within(() -> {
                            load();
                            elsewhere(() -> update(load(), "theirs"));
                            return delete();
                        }))
                .isInstanceOf(ConcurrencyException.class);
        assertThat(within(() -> found().next)).isEqualTo("theirs");
    }

    @Test
    void one_that_ended_meanwhile_is_not_written_again() {
        insert();

        assertThatThrownBy(() ->
                        within(() -> {
                            var mine = load();
                            elsewhere(() -> {
                                load();
                                return delete();
                            });
                            return update(mine, "mine");
                        }))
                .isInstanceOf(ConcurrencyException.class);
        assertThat(within(() -> store.findSagas(Waiting.class, order))).isEmpty();
        assertThat(within(() -> store.loadSaga(Waiting.class, sagaId) == null)).isTrue();
    }

    @Test
    void one_that_was_left_as_it_was_is_not_written() {
        insert();
        within(() -> update(load(), ""));
        assertThat(version()).isZero();

        within(() -> update(load(), "payment") && update(load(), "payment"));
        assertThat(version()).isEqualTo(1);
    }

    @Test
    void of_an_event_sagas_of_all_types_are_searched_once() {
        insert();
        var other = UUID.randomUUID().toString();

        var found =
                within(() -> {
                    store.findSagas(Waiting.class, order);
                    elsewhere(() -> {
                        store.insertSaga(Paid.class, other, new Paid(), Set.of(order));
                        return null;
                    });
                    return store.findSagas(Paid.class, order);
                });

        assertThat(found).isEmpty();
        assertThat(within(() -> store.findSagas(Paid.class, order))).containsExactly(other);
        assertThat(within(() -> store.findSagas(Waiting.class, order))).containsExactly(sagaId);
    }

    @Test
    void what_concerns_no_saga_finds_none() {
        insert();
        assertThat(
                        within(() ->
                                store.findSagas(
                                        Waiting.class, new AssociationValue("orderId", null))))
                .isEmpty();
    }

    @Test
    void it_is_written_several_times_within_a_unit_of_work() {
        within(() -> {
            store.insertSaga(Waiting.class, sagaId, new Waiting(), Set.of(order));
            update(new Waiting(), "stock");
            return update(new Waiting(), "payment");
        });

        assertThat(within(() -> found().next)).isEqualTo("payment");
    }

    @Test
    void associations_come_and_go_with_it() {
        insert();
        var payment = new AssociationValue("paymentId", "payment-" + sagaId);
        var associations = new AssociationValuesImpl(Set.of(order));
        associations.add(payment);
        associations.remove(order);
        within(() -> {
            store.updateSaga(Waiting.class, sagaId, load(), associations);
            return null;
        });

        assertThat(within(() -> store.findSagas(Waiting.class, order))).isEmpty();
        assertThat(within(() -> store.findSagas(Waiting.class, payment))).containsExactly(sagaId);
        within(() -> {
            load();
            return delete();
        });
        assertThat(within(() -> store.findSagas(Waiting.class, payment))).isEmpty();
    }

    private int version() {
        return context.getBean(JdbcClient.class)
                .sql("select version from saga_entry where saga_id = ?")
                .param(sagaId)
                .query(Integer.class)
                .single();
    }

    private void insert() {
        within(() -> {
            store.insertSaga(Waiting.class, sagaId, new Waiting(), Set.of(order));
            return null;
        });
    }

    private Waiting load() {
        return store.loadSaga(Waiting.class, sagaId).saga();
    }

    private Waiting found() {
        store.findSagas(Waiting.class, order);
        return load();
    }

    private boolean update(Waiting saga, String next) {
        saga.next = next;
        store.updateSaga(Waiting.class, sagaId, saga, new AssociationValuesImpl(Set.of(order)));
        return true;
    }

    private boolean delete() {
        store.deleteSaga(Waiting.class, sagaId, Set.of(order));
        return true;
    }

    private void elsewhere(Supplier<?> work) {
        CompletableFuture.supplyAsync(() -> within(work)).join();
    }

    private <T> T within(Supplier<T> work) {
        var unitOfWork =
                DefaultUnitOfWork.startAndGet(GenericEventMessage.asEventMessage("an event"));
        unitOfWork.attachTransaction(transactions);
        var result = unitOfWork.executeWithResult(work::get);
        if (result.isExceptional()) {
            throw (RuntimeException) result.exceptionResult();
        }
        return result.getPayload();
    }
}
