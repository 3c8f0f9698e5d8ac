package io.cartulary.eventstore.copying;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.SortedMap;

/// An event as both stores keep it: to the millisecond, its payload and its sealed values
/// untouched.
record CopiedEvent(
        String aggregateType,
        String aggregate,
        long number,
        String identifier,
        long atMillis,
        String payloadType,
        String revision,
        Bytes payload,
        SortedMap<String, String> metadata) {

    /// Equal by what they are.
    record Bytes(String hex) {

        static Bytes of(byte[] bytes) {
            return new Bytes(HexFormat.of().formatHex(bytes));
        }

        byte[] array() {
            return HexFormat.of().parseHex(hex);
        }
    }

    /// For a checksum over the log.
    byte[] canonical() {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeUTF(aggregateType);
            out.writeUTF(aggregate);
            out.writeLong(number);
            out.writeUTF(identifier);
            out.writeLong(atMillis);
            out.writeUTF(payloadType);
            out.writeUTF(revision);
            out.write(payload.array());
            for (var entry : metadata.entrySet()) {
                out.writeUTF(entry.getKey());
                out.writeUTF(entry.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
