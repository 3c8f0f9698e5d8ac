package io.cartulary.eventstore.axonserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.axonframework.commandhandling.GenericCommandResultMessage.asCommandResultMessage;

import io.cartulary.eventstore.deciding.ConflictRetry;
import io.cartulary.eventstore.outage.Outage;
import io.grpc.Metadata;
import io.grpc.Status;
import java.sql.SQLTransientConnectionException;
import java.util.function.Supplier;
import org.axonframework.axonserver.connector.AxonServerException;
import org.axonframework.axonserver.connector.ErrorCode;
import org.axonframework.axonserver.connector.command.AxonServerRemoteCommandHandlingException;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.NoHandlerForCommandException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class FailureKindTest {

    static final Throwable[] CONFLICTS = {
        Status.OUT_OF_RANGE.asRuntimeException(code("AXONIQ-2000")),
        new ConcurrencyException("another was first"),
        new IllegalStateException(new ConcurrencyException("another was first"))
    };

    static final Throwable[] OUTAGES = {
        Status.UNAVAILABLE.asRuntimeException(),
        new IllegalStateException(new SQLTransientConnectionException("no connection")),
    };

    static final Throwable[] UNDELIVERED = {
        new NoHandlerForCommandException("no node is connected"),
        new AxonServerException(ErrorCode.OTHER.errorCode(), "connection to handler lost"),
        Status.UNAVAILABLE.asRuntimeException()
    };

    @ParameterizedTest
    @FieldSource("CONFLICTS")
    void a_conflict_is_one_for_the_sender_too(Throwable failure) {
        assertThat(ConflictRetry.isConflict(asSenderMeets(failure))).isTrue();
    }

    @ParameterizedTest
    @FieldSource("OUTAGES")
    void an_outage_is_one_for_the_sender_too(Throwable failure) {
        assertThat(Outage.ofDatabase(asSenderMeets(failure))).isTrue();
    }

    @ParameterizedTest
    @FieldSource("UNDELIVERED")
    void a_command_that_reached_no_handler_met_an_outage(Throwable failure) {
        var met = FailureKind.unpacked(asCommandResultMessage(failure)).exceptionResult();
        assertThat(Outage.ofDatabase(met)).isTrue();
    }

    @Test
    void a_refusal_keeps_its_details() {
        var met = asSenderMeets(new CommandExecutionException("no", null, "WHY"));
        assertThat(((CommandExecutionException) met).getDetails()).contains("WHY");
    }

    @Test
    void a_fault_stays_one() {
        var met = asSenderMeets(new IllegalStateException("a fault"));
        assertThat(ConflictRetry.isConflict(met)).isFalse();
        assertThat(Outage.ofDatabase(met)).isFalse();
    }

    /// Of a failure the server hands on its message and its details.
    private static Throwable asSenderMeets(Throwable failure) {
        var packed = FailureKind.packed(asCommandResultMessage(failure));
        Supplier<Object> details = () -> packed.exceptionDetails().orElse(null);
        var handedOn =
                ErrorCode.COMMAND_EXECUTION_ERROR.convert(
                        io.axoniq.axonserver.grpc.ErrorMessage.newBuilder()
                                .setMessage(String.valueOf(failure.getMessage()))
                                .build(),
                        details);
        assertThat(handedOn).hasCauseInstanceOf(AxonServerRemoteCommandHandlingException.class);
        return FailureKind.unpacked(asCommandResultMessage(handedOn)).exceptionResult();
    }

    private static Metadata code(String code) {
        var trailers = new Metadata();
        trailers.put(Metadata.Key.of("AxonIQ-ErrorCode", Metadata.ASCII_STRING_MARSHALLER), code);
        return trailers;
    }
}
