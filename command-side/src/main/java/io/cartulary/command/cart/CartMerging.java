package io.cartulary.command.cart;

import static io.cartulary.command.cart.CartRejection.SAME_CART;

import io.cartulary.command.cart.CartCommand.*;
import io.cartulary.command.refusal.CommandRejected;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.stereotype.Component;

/// Brings what a shopper put in one cart into another of theirs, as when they log in. What leaves
/// the one and comes into the other is one transaction on PostgreSQL; on Axon Server a repeat
/// continues where a crash came between.
@Component
class CartMerging {

    private final CommandGateway commands;

    CartMerging(CommandGateway commands) {
        this.commands = commands;
    }

    @CommandHandler
    MergedCart decide(MergeCarts command) {
        if (command.cartId().equals(command.from())) {
            throw new CommandRejected(SAME_CART);
        }
        var handover =
                commands.<Handover>sendAndWait(
                        new HandOverCart(command.from(), command.cartId(), command.handover()));
        return commands.sendAndWait(new TakeOverCart(command.cartId(), command.from(), handover));
    }
}
