package io.cartulary.embedded.paymentprovider;

import io.cartulary.embedded.paymentprovider.LedgerEntry.Charged;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a ledger adds up to, by status and currency, in minor units: the other half of every
/// reconciliation.
final class LedgerTotals {

    private record Key(Charge.Status status, String currency) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byStatus = status.compareTo(other.status);
            return byStatus != 0 ? byStatus : currency.compareTo(other.currency);
        }
    }

    private record Total(long charges, long amount, long refunded) {
        Total plus(Total other) {
            return new Total(
                    charges + other.charges,
                    Math.addExact(amount, other.amount),
                    Math.addExact(refunded, other.refunded));
        }
    }

    private LedgerTotals() {}

    /// A table of totals; a provider may be writing to the ledger meanwhile.
    static String of(Path ledger) throws IOException {
        Map<String, Charge> charges = new HashMap<>();
        JsonLinesFile.read(
                ledger,
                LedgerEntry.class,
                entry -> charges.computeIfAbsent(entry.reference(), Charge::new).evolve(entry));
        SortedMap<Key, Total> totals = new TreeMap<>();
        for (Charge charge : charges.values()) {
            Charged request = charge.charged();
            totals.merge(
                    new Key(charge.status(), request == null ? "-" : request.currency()),
                    new Total(1, request == null ? 0 : request.amount(), charge.refunded()),
                    Total::plus);
        }
        StringBuilder table =
                new StringBuilder(line("status", "currency", "charges", "amount", "refunded"));
        totals.forEach((key, total) ->
                table.append(
                        line(
                                key.status().name().toLowerCase(Locale.ROOT),
                                key.currency(),
                                total.charges(),
                                total.amount(),
                                total.refunded())));
        return table.toString();
    }

    private static String line(Object... cells) {
        return "%-9s %-8s %10s %16s %16s%n".formatted(cells);
    }
}
