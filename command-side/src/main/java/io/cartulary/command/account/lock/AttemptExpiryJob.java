package io.cartulary.command.account.lock;

import io.cartulary.command.expiry.PollingJob;
import java.time.Duration;
import org.springframework.stereotype.Component;

/// Forgets failed log-ins that no longer count.
@Component
class AttemptExpiryJob extends PollingJob {

    private static final Duration EVERY = Duration.ofMinutes(1);

    private final LogInLocks locks;

    AttemptExpiryJob(LogInLocks locks) {
        super("failed log-ins", EVERY);
        this.locks = locks;
    }

    @Override
    protected void poll() {
        locks.forgetOld();
    }
}
