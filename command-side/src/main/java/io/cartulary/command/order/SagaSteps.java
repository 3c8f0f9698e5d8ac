package io.cartulary.command.order;

import io.cartulary.command.Rejection;
import io.cartulary.command.inventory.StockOfOrder.Refused;
import io.cartulary.command.order.OrderCommand.CallStaff;
import io.cartulary.events.inventory.SkuQuantity;
import io.cartulary.events.order.OrderEvent.OpenMatter;
import io.cartulary.events.order.OrderId;
import java.util.List;
import java.util.Optional;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The steps of one order's sagas. A refusal never leaves them, because it would stop all orders
/// for ever; one that is not expected is left to staff.
record SagaSteps(CommandGateway commands, OrderId orderId) {

    private static final Logger log = LoggerFactory.getLogger(SagaSteps.class);

    /// Whether the command was accepted; for a refusal that is not `expected` staff are called.
    boolean accepted(Object command, Rejection... expected) {
        return accepted(
                () -> commands.sendAndWait(command), command.getClass().getSimpleName(), expected);
    }

    boolean accepted(Runnable step, String name, Rejection... expected) {
        var refusal = refusalOf(step);
        refusal.filter(why -> !List.of(expected).contains(why))
                .ifPresent(why -> callStaff(OpenMatter.STEP_REFUSED, name, null, why));
        return refusal.isEmpty();
    }

    /// Absent when the step was taken.
    static Optional<Rejection> refusalOf(Runnable step) {
        try {
            step.run();
            return Optional.empty();
        } catch (CommandExecutionException failure) {
            return Optional.of(rejection(failure));
        }
    }

    /// A failure that is no refusal is a fault: it is thrown on.
    static Rejection rejection(CommandExecutionException failure) {
        if (failure.getDetails().orElse(null) instanceof Rejection why) {
            return why;
        }
        throw failure;
    }

    void callStaff(OpenMatter matter, String act, List<Refused> refused) {
        for (var one : refused) {
            callStaff(matter, act + "/" + one.pieces().sku(), one.pieces(), one.why());
        }
    }

    void callStaff(
            OpenMatter matter, String reference, @Nullable SkuQuantity pieces, Rejection why) {
        log.error("{}: {}, {} {}: {}", orderId, matter, reference, pieces, why.sentence());
        var call = new CallStaff(orderId, reference, matter, pieces, why.name());
        refusalOf(() -> commands.sendAndWait(call))
                .ifPresent(refusal ->
                        log.error("{} cannot be called for: {}", orderId, refusal.sentence()));
    }
}
