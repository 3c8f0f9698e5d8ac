package io.cartulary.eventstore.outage;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/// Logs the failures of work that is tried until it succeeds: one line when it begins to fail, or
/// fails in another way, and one when it recovered. Of a server that is away it logs the message,
/// of anything else the stack trace too.
public final class FailureLog {

    private final Logger log;
    private final String work;
    private @Nullable String logged;

    /// @param work as the lines name it, for example `Looking at the projections`
    public FailureLog(Logger log, String work) {
        this.log = log;
        this.work = work;
    }

    public synchronized void failed(Throwable failure) {
        var away = Outage.ofAnyServer(failure);
        var kind = away ? "away" : failure.getClass().getName();
        if (kind.equals(logged)) {
            log.debug("{} is still failing", work, failure);
            return;
        }
        logged = kind;
        if (away) {
            log.warn("{}: a server is away and is asked again ({})", work, Outage.wordsOf(failure));
        } else {
            log.warn("{} failed and is tried again", work, failure);
        }
    }

    public synchronized void succeeded() {
        if (logged != null) {
            logged = null;
            log.info("{} recovered", work);
        }
    }
}
