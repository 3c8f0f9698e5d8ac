package io.cartulary.events.description;

import io.cartulary.events.importedorder.ImportedOrderEvent;
import io.cartulary.events.importedorder.ImportedOrderEvent.*;

/// Says what happened to orders of another system.
final class ImportedOrderDescriptions {

    private ImportedOrderDescriptions() {}

    static String describe(ImportedOrderEvent event) {
        return switch (event) {
            case OrderImported imported ->
                    "Order %s of another system with %d lines for %s was taken in"
                            .formatted(
                                    imported.number(),
                                    imported.lines().size(),
                                    imported.totals().total());
            case ImportedRefundRecorded refund ->
                    "Refund %s of another system over %s was taken in, %s in all"
                            .formatted(refund.reference(), refund.amount(), refund.refunded());
        };
    }
}
