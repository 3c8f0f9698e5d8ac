package io.cartulary.command.account.service;

import io.cartulary.command.expiry.PollingJob;
import io.cartulary.events.account.AccountId;
import io.cartulary.events.customer.CustomerId;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Deletes the accounts of persons who were erased, with all that let them log in. The keys of
/// personal data are in another database, where an erasure happens.
@Component
class ErasedAccountJob extends PollingJob {

    private static final Duration EVERY = Duration.ofMinutes(1);
    private static final int AT_ONCE = 1_000;

    private final JdbcClient keys;
    private final AccountClosing closing;

    ErasedAccountJob(@Qualifier("personalKeys") DataSource keys, AccountClosing closing) {
        super("erased accounts", EVERY);
        this.keys = JdbcClient.create(keys);
        this.closing = closing;
    }

    @Override
    protected void poll() {
        var last = "";
        List<String> erased;
        do {
            erased = erasedAfter(last);
            if (!erased.isEmpty()) {
                closing.forgetErased(
                        erased.stream().map(CustomerId::new).map(AccountId::of).toList());
                last = erased.getLast();
            }
        } while (erased.size() == AT_ONCE);
    }

    private List<String> erasedAfter(String last) {
        return keys.sql(
                        """
                        select subject from personal_key
                        where key is null and subject like 'customer-%' and subject > ? order by subject limit ?\
                        """)
                .params(last, AT_ONCE)
                .query(String.class)
                .list();
    }
}
