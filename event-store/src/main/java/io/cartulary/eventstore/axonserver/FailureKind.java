package io.cartulary.eventstore.axonserver;

import static org.axonframework.commandhandling.GenericCommandResultMessage.asCommandResultMessage;

import io.cartulary.eventstore.deciding.ConflictRetry;
import io.cartulary.eventstore.outage.Outage;
import io.cartulary.eventstore.outage.StoreUnavailable;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import org.axonframework.axonserver.connector.AxonServerException;
import org.axonframework.axonserver.connector.ErrorCode;
import org.axonframework.axonserver.connector.command.AxonServerCommandDispatchException;
import org.axonframework.axonserver.connector.command.AxonServerRemoteCommandHandlingException;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.NoHandlerForCommandException;
import org.axonframework.modelling.command.ConcurrencyException;

/// What a command's failure means to its sender, who retries a conflict and answers an outage with
/// 503. Axon Server keeps only the message of a failure and the details of an exception: the kind
/// travels as details, and becomes an exception of the same meaning where the sender is. What has
/// none of its own is a fault: an answer without details is the server's, who gave up waiting.
enum FailureKind {
    CONFLICT,
    OUTAGE,
    FAULT;

    private static final Metadata.Key<String> ERROR_CODE =
            Metadata.Key.of("AxonIQ-ErrorCode", Metadata.ASCII_STRING_MARSHALLER);

    /// As a handler's node sends it. A refusal has its own details, which stay.
    static <R> CommandResultMessage<? extends R> packed(CommandResultMessage<? extends R> result) {
        if (!result.isExceptional() || result.exceptionDetails().isPresent()) {
            return result;
        }
        var failure = result.exceptionResult();
        return asCommandResultMessage(
                new CommandExecutionException(failure.getMessage(), failure, of(failure)));
    }

    /// As the sender's node meets it.
    static <R> CommandResultMessage<? extends R> unpacked(
            CommandResultMessage<? extends R> result) {
        if (!result.isExceptional()) {
            return result;
        }
        var failure = result.exceptionResult();
        var kind =
                isUndelivered(failure)
                        ? OUTAGE
                        : result.exceptionDetails().orElse(null) instanceof FailureKind travelled
                                ? travelled
                                : null;
        return switch (kind) {
            case CONFLICT ->
                    asCommandResultMessage(new ConcurrencyException(failure.getMessage(), failure));
            case OUTAGE ->
                    asCommandResultMessage(new StoreUnavailable(failure.getMessage(), failure));
            case FAULT -> asCommandResultMessage(failure.getCause());
            case null -> result;
        };
    }

    private static FailureKind of(Throwable failure) {
        if (ConflictRetry.isConflict(failure)) {
            return CONFLICT;
        }
        return Outage.ofDatabase(failure) ? OUTAGE : FAULT;
    }

    /// The server had an event of that number already.
    static boolean isRefusedAppend(Throwable failure) {
        return failure instanceof StatusRuntimeException refused
                && refused.getTrailers() != null
                && ErrorCode.INVALID_EVENT_SEQUENCE
                        .errorCode()
                        .equals(refused.getTrailers().get(ERROR_CODE));
    }

    /// It came to no handler, or its answer did not come: the server is away, a node has just left,
    /// none is connected yet, or the server waited too long. The server's code of that is the one
    /// that a node gives to any failure.
    private static boolean isUndelivered(Throwable failure) {
        return failure instanceof CommandExecutionException answered
                        && answered.getDetails().isEmpty()
                        && answered.getCause() instanceof AxonServerRemoteCommandHandlingException
                || failure instanceof AxonServerException
                || failure instanceof AxonServerCommandDispatchException
                || failure instanceof NoHandlerForCommandException
                || Outage.ofDatabase(failure);
    }
}
