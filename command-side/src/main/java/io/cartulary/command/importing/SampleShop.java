package io.cartulary.command.importing;

import io.cartulary.command.importing.run.ImportKind;
import io.cartulary.command.importing.run.ImportRuns;
import io.cartulary.command.job.JobCommands;
import io.cartulary.eventstore.EventStoreHead;
import java.io.IOException;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/// Fills an empty shop at its first start: five small shops in one catalogue, a few coupons, and
/// some days of another shop's orders.
@Component
@ConditionalOnBooleanProperty("cartulary.sample.enabled")
@Order(0) // read models are waited for afterwards
class SampleShop implements ApplicationRunner {

    private static final String REQUESTER = JobCommands.SAMPLE;

    /// Where the sample's orders were placed.
    private static final ZoneId SAMPLE_ZONE = ZoneId.of("Europe/London");

    private static final Map<ImportKind, String> FILES = new LinkedHashMap<>();

    static {
        FILES.put(ImportKind.PRODUCTS, "sample/products.jsonl");
        FILES.put(ImportKind.COUPONS, "sample/coupons.jsonl");
        FILES.put(ImportKind.ORDERS, "sample/online_retail_excerpt.csv");
    }

    private final Imports imports;
    private final ImportRuns runs;
    private final EventStoreHead head;

    SampleShop(Imports imports, ImportRuns runs, EventStoreHead head) {
        this.imports = imports;
        this.runs = runs;
        this.head = head;
    }

    /// The shop is not ready before all of it is there.
    @Override
    public void run(ApplicationArguments arguments) throws IOException, InterruptedException {
        if (!isBegun() && head.index() > 0) {
            return; // a shop with events of its own, which began without a sample
        }
        for (var file : FILES.entrySet()) {
            // Only once, also when a later version brings another sample: the shop is its owner's
            // by then. An interrupted one is resumed by itself, and then the files after it follow.
            if (!runs.isKnown(file.getKey(), REQUESTER)) {
                try (var content = new ClassPathResource(file.getValue()).getInputStream()) {
                    imports.await(
                            imports.receive(file.getKey(), content, SAMPLE_ZONE, REQUESTER)
                                    .importId());
                }
            }
        }
        for (var run : runs.running()) {
            if (run.requestedBy().equals(REQUESTER)) {
                imports.await(run.importId());
            }
        }
    }

    /// Its first file is recorded before the first event of it.
    private boolean isBegun() {
        return FILES.keySet().stream().anyMatch(kind -> runs.isKnown(kind, REQUESTER));
    }
}
