package io.cartulary.command.account;

import io.cartulary.command.account.AccountCommand.*;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.stereotype.Component;

/// Claims an address for an account, then verifies it. Both commands join the unit of work of the
/// first; should only the claim come to be on Axon Server, a repetition finds it done.
@Component
class EmailConfirmation {

    @CommandHandler
    void handle(ConfirmEmail command, CommandGateway commands) {
        commands.sendAndWait(new ClaimEmail(command.claimId(), command.accountId()));
        commands.sendAndWait(new VerifyEmail(command.accountId()));
    }
}
