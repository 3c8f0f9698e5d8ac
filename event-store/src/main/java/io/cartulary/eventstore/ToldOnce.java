package io.cartulary.eventstore;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/// Tells how work goes that is tried until it succeeds: one line when it begins to fail, or fails
/// in another way, and one when it goes on. Of a server that is away it tells the words, of
/// anything else the stack too.
public final class ToldOnce {

    private final Logger log;
    private final String work;
    private @Nullable String told;

    /// @param work as the lines name it, for example `Looking at the projections`
    public ToldOnce(Logger log, String work) {
        this.log = log;
        this.work = work;
    }

    public synchronized void failed(Throwable failure) {
        var away = Outage.ofAnyServer(failure);
        var kind = away ? "away" : failure.getClass().getName();
        if (kind.equals(told)) {
            log.debug("{} fails still", work, failure);
            return;
        }
        told = kind;
        if (away) {
            log.warn("{}: a server is away and is asked again ({})", work, Outage.wordsOf(failure));
        } else {
            log.warn("{} failed and is tried again", work, failure);
        }
    }

    public synchronized void succeeded() {
        if (told != null) {
            told = null;
            log.info("{} goes on", work);
        }
    }
}
