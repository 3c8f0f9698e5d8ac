package io.cartulary.eventstore.outage;

import static org.assertj.core.api.Assertions.assertThat;

import io.axoniq.axonserver.connector.impl.StreamClosedException;
import io.grpc.Status;
import java.util.concurrent.TimeoutException;
import org.axonframework.axonserver.connector.AxonServerException;
import org.axonframework.axonserver.connector.ErrorCode;
import org.axonframework.axonserver.connector.command.AxonServerCommandDispatchException;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;

/// What the connector to Axon Server throws.
class OutageTest {

    static final Throwable[] AWAY = {
        Status.UNAVAILABLE.asRuntimeException(),
        Status.CANCELLED.asRuntimeException(),
        new EventStoreException("no answer", new TimeoutException()),
        new EventStoreException("broken off", Status.UNAVAILABLE.asException()),
        new StreamClosedException(Status.UNAVAILABLE.asRuntimeException()),
        new AxonServerCommandDispatchException(
                ErrorCode.COMMAND_DISPATCH_ERROR.errorCode(),
                "not sent",
                Status.UNAVAILABLE.asRuntimeException()),
        new StoreUnavailable("no answer", null)
    };

    static final Throwable[] REFUSED = {
        Status.OUT_OF_RANGE.asRuntimeException(),
        Status.UNAUTHENTICATED.asRuntimeException(),
        new CommandExecutionException("a handler failed", new IllegalStateException()),
        new EventStoreException("unreadable")
    };

    @ParameterizedTest
    @FieldSource("AWAY")
    void a_server_that_is_away_is_an_outage_that_passes(Throwable failure) {
        assertThat(Outage.ofDatabase(failure)).isTrue();
        assertThat(Outage.ofAnyServer(failure)).isTrue();
        assertThat(TransientFailures.isTransient(failure)).isTrue();
    }

    @ParameterizedTest
    @FieldSource("REFUSED")
    void a_refusal_is_none(Throwable failure) {
        assertThat(Outage.ofDatabase(failure)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            value = ErrorCode.class,
            names = {
                "AUTHENTICATION_TOKEN_MISSING",
                "AUTHENTICATION_INVALID_TOKEN",
                "UNSUPPORTED_INSTRUCTION",
                "INVALID_EVENT_SEQUENCE",
                "EVENT_PAYLOAD_TOO_LARGE",
                "GRPC_MESSAGE_TOO_LARGE"
            })
    void what_the_server_refuses_is_none(ErrorCode code) {
        assertThat(Outage.ofDatabase(new AxonServerException(code.errorCode(), "refused")))
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            value = ErrorCode.class,
            names = {"CONNECTION_FAILED", "NO_EVENT_STORE_MASTER_AVAILABLE", "OTHER"})
    void what_the_server_cannot_do_at_the_moment_is_one(ErrorCode code) {
        assertThat(Outage.ofDatabase(new AxonServerException(code.errorCode(), "away"))).isTrue();
    }
}
