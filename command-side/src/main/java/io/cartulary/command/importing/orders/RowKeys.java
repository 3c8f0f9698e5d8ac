package io.cartulary.command.importing.orders;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.List;

/// Knows rows of an invoice again in another file by what they say: article, pieces, price, time
/// and customer. Of rows that say the same each counts.
final class RowKeys {

    private RowKeys() {}

    /// One key a row, in their order.
    static List<Long> of(List<OrderRow> rows) {
        var occurrences = new HashMap<String, Integer>();
        return rows.stream()
                .map(row -> {
                    var text =
                            String.join(
                                    "|",
                                    row.sku().value(),
                                    Integer.toString(row.quantity()),
                                    row.unitPrice().stripTrailingZeros().toPlainString(),
                                    row.at().toString(),
                                    String.valueOf(row.customer()));
                    return hash(text + "|" + occurrences.merge(text, 1, Integer::sum));
                })
                .toList();
    }

    private static long hash(String text) {
        try {
            return ByteBuffer.wrap(
                            MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)))
                    .getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java platform", e);
        }
    }
}
