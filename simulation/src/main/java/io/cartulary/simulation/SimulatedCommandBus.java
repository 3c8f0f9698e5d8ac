package io.cartulary.simulation;

import io.cartulary.simulation.memory.Storage;
import io.cartulary.simulation.world.World;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.Registration;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;

/// Where a command runs: within whatever its sender does, or apart from it where each command
/// commits alone; then others may act between two commands of a saga.
final class SimulatedCommandBus implements CommandBus {

    private final World world;
    private final Storage storage;
    private final SimpleCommandBus local;
    private final Runnable step;

    /// @param step may end the process
    SimulatedCommandBus(World world, Storage storage, SimpleCommandBus local, Runnable step) {
        this.world = world;
        this.storage = storage;
        this.local = local;
        this.step = step;
    }

    @Override
    public <C> void dispatch(CommandMessage<C> command) {
        local.dispatch(command);
    }

    @Override
    public <C, R> void dispatch(
            CommandMessage<C> command, CommandCallback<? super C, ? super R> callback) {
        step.run();
        if (CurrentUnitOfWork.isStarted() && !world.conditions().atomic()) {
            storage.apart(() -> {
                world.meanwhile();
                world.report("", () -> "  sends " + command.getPayload());
                local.dispatch(command, callback);
                step.run();
                return null;
            });
        } else {
            if (CurrentUnitOfWork.isStarted()) {
                world.report("", () -> "  sends " + command.getPayload());
            }
            local.dispatch(command, callback);
        }
    }

    @Override
    public Registration subscribe(String name, MessageHandler<? super CommandMessage<?>> handler) {
        return local.subscribe(name, handler);
    }

    @Override
    public Registration registerHandlerInterceptor(
            MessageHandlerInterceptor<? super CommandMessage<?>> interceptor) {
        return local.registerHandlerInterceptor(interceptor);
    }

    @Override
    public Registration registerDispatchInterceptor(
            MessageDispatchInterceptor<? super CommandMessage<?>> interceptor) {
        return local.registerDispatchInterceptor(interceptor);
    }
}
