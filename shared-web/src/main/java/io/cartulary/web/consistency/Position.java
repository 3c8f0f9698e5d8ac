package io.cartulary.web.consistency;

import io.cartulary.web.ApiHeaders;
import io.cartulary.web.problem.ProblemException;
import java.nio.ByteBuffer;
import java.util.Base64;
import org.springframework.http.HttpStatus;

/// How far the event store had come when a command was answered. A query that sends it back sees
/// the command's effect.
public record Position(long globalIndex) {

    /// Characters of the form that clients keep.
    public static final int LENGTH = 11;

    /// The opaque form clients keep.
    public String encode() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(ByteBuffer.allocate(Long.BYTES).putLong(globalIndex).array());
    }

    public static Position decode(String text) {
        try {
            var bytes = Base64.getUrlDecoder().decode(text);
            if (bytes.length == Long.BYTES) {
                return new Position(ByteBuffer.wrap(bytes).getLong());
            }
        } catch (IllegalArgumentException e) {
            // falls through to the same answer as a text of the wrong length
        }
        throw new ProblemException(
                HttpStatus.BAD_REQUEST,
                "INVALID_VALUE",
                "The header " + ApiHeaders.POSITION + " must be one that a command answered.",
                ApiHeaders.POSITION);
    }
}
