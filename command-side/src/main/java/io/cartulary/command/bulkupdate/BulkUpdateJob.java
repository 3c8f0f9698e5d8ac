package io.cartulary.command.bulkupdate;

import io.cartulary.command.catalog.CatalogSettings;
import io.cartulary.command.expiry.PollingJob;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.stereotype.Component;

/// Takes up updates that this process could not work on while a database was away, and clears those
/// that ended long ago.
@Component
class BulkUpdateJob extends PollingJob {

    private static final Duration EVERY = Duration.ofSeconds(5);

    private final BulkUpdates updates;
    private final BulkUpdateTable table;
    private final InstantSource clock;
    private final Duration kept;

    BulkUpdateJob(
            BulkUpdates updates,
            BulkUpdateTable table,
            InstantSource clock,
            CatalogSettings settings) {
        super("bulk-updates", EVERY);
        this.updates = updates;
        this.table = table;
        this.clock = clock;
        this.kept = settings.keepBulkUpdates();
    }

    @Override
    protected void poll() {
        updates.takeUpInterrupted();
        table.clearOne(clock.instant().minus(kept));
    }
}
