package io.cartulary.command.account.staff;

import io.cartulary.command.account.AccountSettings;
import io.cartulary.command.account.credential.EmailHash;
import io.cartulary.command.account.credential.SuperAdmins;
import io.cartulary.command.account.database.AccountTransactions;
import io.cartulary.command.account.token.OneTimeTokenService;
import io.cartulary.command.account.token.Purpose;
import io.cartulary.command.account.token.Secret;
import io.cartulary.events.Ids;
import io.cartulary.events.account.AccountId;
import io.cartulary.events.account.Role;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Invites the one who appoints all others: the address that the configuration names, until someone
/// is super_admin. A start mails them only where no link of before can be used any more, as an
/// account gets few of them within an hour.
@Component
public class FirstAdmin {

    private static final Logger log = LoggerFactory.getLogger(FirstAdmin.class);

    private final StaffService staff;
    private final SuperAdmins superAdmins;
    private final EmailHash hashes;
    private final OneTimeTokenService tokens;
    private final AccountTransactions transactions;
    private final AccountSettings settings;
    private volatile @Nullable AccountId invited;

    FirstAdmin(
            StaffService staff,
            SuperAdmins superAdmins,
            EmailHash hashes,
            OneTimeTokenService tokens,
            AccountTransactions transactions,
            AccountSettings settings) {
        this.staff = staff;
        this.superAdmins = superAdmins;
        this.hashes = hashes;
        this.tokens = tokens;
        this.transactions = transactions;
        this.settings = settings;
    }

    /// A store that does not answer yet must not end the start: the next one invites again.
    @EventListener(ApplicationReadyEvent.class)
    void invite() {
        var email = settings.adminEmail();
        if (email == null || transactions.run(() -> superAdmins.isThereOne())) {
            return;
        }
        try {
            invited =
                    staff.findInvited(email)
                            .filter(account -> tokens.isOpen(account, Purpose.ACCEPT_INVITATION))
                            .orElseGet(() -> invite(email));
        } catch (RuntimeException e) {
            log.warn("The first super_admin could not be invited; the next start does", e);
        }
    }

    private AccountId invite(String email) {
        return staff.invite(accountFor(email), email, Role.SUPER_ADMIN, "en");
    }

    /// The same on every node: of two that start at the same moment one opens the account.
    private AccountId accountFor(String email) {
        return new AccountId(Ids.named("account-", "first admin " + hashes.of(email)));
    }

    /// What that person sets a password with, for who started this process; nothing once there is a
    /// super_admin.
    public Optional<String> token() {
        return Optional.ofNullable(invited)
                .flatMap(account -> tokens.issue(account, Purpose.ACCEPT_INVITATION))
                .map(Secret::text);
    }
}
