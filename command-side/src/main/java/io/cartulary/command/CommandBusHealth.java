package io.cartulary.command;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.RoutingKey;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/// Ready while a command that this node sends to itself comes back in time: by way of Axon Server,
/// where that is the event store, through everything that a command goes through.
@Component("commandBusHealthIndicator")
class CommandBusHealth implements HealthIndicator {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(3);

    /// For this node alone, as its name says.
    record CheckCommandBus(@RoutingKey String node) {}

    private final CommandBus commands;
    private final String node = UUID.randomUUID().toString();
    private final String commandName = CheckCommandBus.class.getName() + "@" + node;

    CommandBusHealth(CommandBus commands) {
        this.commands = commands;
        commands.subscribe(commandName, _ -> node);
    }

    @Override
    public Health health() {
        try {
            var answer = new FutureCallback<CheckCommandBus, String>();
            commands.dispatch(check(), answer);
            var result = answer.get(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
            return result.isExceptional() ? away(result.exceptionResult()) : Health.up().build();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return away(e);
        } catch (ExecutionException | TimeoutException e) {
            return away(e);
        }
    }

    private CommandMessage<CheckCommandBus> check() {
        return new GenericCommandMessage<>(
                new GenericCommandMessage<>(new CheckCommandBus(node)), commandName);
    }

    private static Health away(Throwable failure) {
        return Health.outOfService()
                .withDetail(
                        "message",
                        failure instanceof TimeoutException
                                ? "A command was not answered within %s".formatted(LONGEST_WAIT)
                                : "A command could not be sent: " + failure.getMessage())
                .build();
    }
}
