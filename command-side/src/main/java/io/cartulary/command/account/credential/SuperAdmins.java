package io.cartulary.command.account.credential;

import io.cartulary.command.account.AccountRejection;
import io.cartulary.command.refusal.CommandRejected;
import io.cartulary.events.account.AccountId;
import io.cartulary.events.account.Role;
import org.springframework.stereotype.Component;

/// There is always one: without, no one could appoint staff.
@Component
public class SuperAdmins {

    private final Credentials credentials;

    SuperAdmins(Credentials credentials) {
        this.credentials = credentials;
    }

    /// Within the transaction that takes the role from an account, before it reads that account:
    /// refuses to take it from the last one. Who asks at the same moment for another one waits.
    public void requireAnotherThan(AccountId account) {
        var all = credentials.findByRoleOrderByAccountId(Role.SUPER_ADMIN);
        if (all.size() == 1 && all.getFirst().accountId().equals(account)) {
            throw new CommandRejected(AccountRejection.LAST_SUPER_ADMIN);
        }
    }

    public boolean isThereOne() {
        return credentials.existsByRole(Role.SUPER_ADMIN);
    }
}
