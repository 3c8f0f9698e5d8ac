package io.cartulary.command.account;

import io.cartulary.command.account.AccountCommand.*;
import io.cartulary.command.wishlist.WishlistCommand.DeleteWishlists;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.stereotype.Component;

/// What concerns an account and the claim on its address. All commands join the unit of work of the
/// first; what came to be of them on Axon Server before a crash, a repetition finds done.
@Component
class AddressOfAccount {

    @CommandHandler
    void handle(ConfirmEmail command, CommandGateway commands) {
        commands.sendAndWait(new ClaimEmail(command.claimId(), command.accountId()));
        commands.sendAndWait(new VerifyEmail(command.accountId()));
    }

    @CommandHandler
    void handle(MoveEmail command, CommandGateway commands) {
        var account = command.accountId();
        commands.sendAndWait(new ClaimEmail(command.to(), account));
        commands.sendAndWait(new ChangeEmail(account, command.act(), command.email()));
        if (!command.from().equals(command.to())) {
            commands.sendAndWait(new ReleaseEmail(command.from(), account));
        }
    }

    @CommandHandler
    void handle(DeleteAccount command, CommandGateway commands) {
        commands.sendAndWait(new RecordDeletion(command.accountId(), command.act()));
        commands.sendAndWait(new DeleteWishlists(command.accountId().customer()));
        commands.sendAndWait(new ReleaseEmail(command.claimId(), command.accountId()));
    }
}
