package io.cartulary.eventstore.axonserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.axonframework.commandhandling.GenericCommandResultMessage.asCommandResultMessage;

import io.axoniq.axonserver.grpc.ErrorMessage;
import io.cartulary.eventstore.deciding.ConflictRetry;
import io.cartulary.eventstore.outage.Outage;
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

    /// Its code is the one of any failure.
    @Test
    void a_server_that_waited_too_long_for_a_node_is_an_outage() {
        var timedOut =
                ErrorCode.COMMAND_EXECUTION_ERROR.convert(
                        ErrorMessage.newBuilder().setMessage("Timeout").build(), () -> null);
        var met = FailureKind.unpacked(asCommandResultMessage(timedOut)).exceptionResult();
        assertThat(Outage.ofDatabase(met)).isTrue();
    }

    /// Of a failure the server hands on its message and its details.
    private static Throwable asSenderMeets(Throwable failure) {
        var packed = FailureKind.packed(asCommandResultMessage(failure));
        Supplier<Object> details = () -> packed.exceptionDetails().orElse(null);
        var handedOn =
                ErrorCode.COMMAND_EXECUTION_ERROR.convert(
                        ErrorMessage.newBuilder()
                                .setMessage(String.valueOf(failure.getMessage()))
                                .build(),
                        details);
        assertThat(handedOn).hasCauseInstanceOf(AxonServerRemoteCommandHandlingException.class);
        return FailureKind.unpacked(asCommandResultMessage(handedOn)).exceptionResult();
    }
}
