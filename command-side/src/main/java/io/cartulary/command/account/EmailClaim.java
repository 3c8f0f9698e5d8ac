package io.cartulary.command.account;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.cartulary.command.account.AccountCommand.*;
import io.cartulary.command.refusal.CommandRejected;
import io.cartulary.events.account.AccountEvent.*;
import io.cartulary.events.account.AccountId;
import io.cartulary.events.account.EmailClaimId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/// Which account has an e-mail address.
@Aggregate(cache = "aggregateCache", snapshotTriggerDefinition = "snapshotEvery200Events")
class EmailClaim {

    @AggregateIdentifier private @Nullable EmailClaimId claimId;
    private @Nullable AccountId holder;

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(ClaimEmail command) {
        if (holder == null) {
            apply(new EmailClaimed(command.claimId(), command.accountId()));
        } else if (!holder.equals(command.accountId())) {
            throw new CommandRejected(AccountRejection.EMAIL_TAKEN);
        }
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(ReleaseEmail command) {
        if (command.accountId().equals(holder)) {
            apply(new EmailReleased(command.claimId(), command.accountId()));
        }
    }

    @EventSourcingHandler
    void evolve(EmailClaimed event) {
        claimId = event.claimId();
        holder = event.accountId();
    }

    @EventSourcingHandler
    void evolve(EmailReleased event) {
        holder = null;
    }
}
