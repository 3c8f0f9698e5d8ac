package io.cartulary.query.search;

import io.cartulary.web.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.springframework.http.HttpStatus;

/// Where the next page of orders begins.
record OrderCursor(long placedAtMillis, String orderId) {

    static OrderCursor after(OrderSearch.OrderHit last) {
        return new OrderCursor(last.placedAt().toEpochMilli(), last.orderId());
    }

    String encode() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((placedAtMillis + " " + orderId).getBytes(StandardCharsets.UTF_8));
    }

    static OrderCursor decode(String cursor) {
        try {
            var parts =
                    new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8)
                            .split(" ");
            if (parts.length == 2) {
                return new OrderCursor(Long.parseLong(parts[0]), parts[1]);
            }
        } catch (IllegalArgumentException e) {
            // falls through to the same answer as a text of the wrong form
        }
        throw new ProblemException(
                HttpStatus.BAD_REQUEST,
                "INVALID_VALUE",
                "The cursor must be the `next` of an answer to the same question.",
                "cursor");
    }
}
