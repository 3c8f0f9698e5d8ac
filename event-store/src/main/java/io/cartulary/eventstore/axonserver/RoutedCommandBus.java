package io.cartulary.eventstore.axonserver;

import io.cartulary.eventstore.deciding.CommandTargets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.axonframework.axonserver.connector.DispatchInterceptors;
import org.axonframework.axonserver.connector.command.AxonServerCommandBus;
import org.axonframework.commandhandling.AnnotationCommandHandlerAdapter;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.common.Registration;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.axonframework.messaging.MessageHandler;

/// Axon Server's command bus, on which no command waits for another one's thread.
///
/// A command of an aggregate goes to the server, which routes it to the node that has the
/// aggregate, or joins its sender's unit of work ([JoinedCommands]); its handler sends no command.
/// A command of a component is handled by the node and on the thread that sent it, because its
/// handler sends further commands and waits for them: routed like the others, as many of them as
/// there are threads would wait without end for those that they sent.
///
/// Handlers have a virtual thread each. [FailureKind] keeps what a failure means on its way.
public final class RoutedCommandBus extends AxonServerCommandBus {

    private final Set<String> handledHere = ConcurrentHashMap.newKeySet();
    private final DispatchInterceptors<CommandMessage<?>> interceptors =
            new DispatchInterceptors<>();

    private final CommandTargets targets;
    private final JoinedCommands joined;

    public RoutedCommandBus(
            Builder builder, CommandBus handlers, CommandTargets targets, JoinedCommands joined) {
        super(
                builder.localSegment(new AnsweringSegment(handlers))
                        .executorServiceBuilder((_, _) ->
                                Executors.newThreadPerTaskExecutor(
                                        Thread.ofVirtual().name("command-", 0).factory())));
        this.targets = targets;
        this.joined = joined;
    }

    @Override
    public Registration subscribe(String name, MessageHandler<? super CommandMessage<?>> handler) {
        if (handler instanceof AnnotationCommandHandlerAdapter) {
            handledHere.add(name);
            return localSegment().subscribe(name, handler);
        }
        return super.subscribe(name, handler);
    }

    @Override
    public <C, R> void dispatch(
            CommandMessage<C> command, CommandCallback<? super C, ? super R> callback) {
        var intercepted = interceptors.intercept(command);
        CommandCallback<C, R> answered =
                (sent, result) -> callback.onResult(sent, FailureKind.unpacked(result));
        if (handledHere.contains(intercepted.getCommandName())
                || isOfAggregate(intercepted) && joined.join()) {
            localSegment().dispatch(intercepted, answered);
        } else {
            super.dispatch(intercepted, answered);
        }
    }

    private boolean isOfAggregate(CommandMessage<?> command) {
        return targets.of(command.getPayload()) != null;
    }

    /// Kept here, for the commands that do not leave the node as for those that do.
    @Override
    public Registration registerDispatchInterceptor(
            MessageDispatchInterceptor<? super CommandMessage<?>> interceptor) {
        return interceptors.registerDispatchInterceptor(interceptor);
    }
}
