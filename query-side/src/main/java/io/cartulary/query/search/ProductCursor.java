package io.cartulary.query.search;

import co.elastic.clients.elasticsearch._types.FieldValue;
import io.cartulary.web.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.springframework.http.HttpStatus;

/// Where the next page begins: after the sort values of the last hit. They end with the product's
/// id, so that no hit is shown twice and none is left out.
record ProductCursor(ProductQuestion.Sort sort, List<FieldValue> after) {

    private static final char SEPARATOR = '\n';

    String encode() {
        var text = new StringBuilder(sort.parameter());
        for (var value : after) {
            text.append(SEPARATOR).append(kind(value)).append(value._get());
        }
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    static ProductCursor decode(String cursor, ProductQuestion.Sort sort) {
        try {
            var parts =
                    new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8)
                            .split("\n");
            if (parts.length == 3 && parts[0].equals(sort.parameter())) {
                return new ProductCursor(sort, List.of(value(parts[1]), value(parts[2])));
            }
        } catch (IllegalArgumentException e) {
            // falls through to the same answer as a cursor of another question
        }
        throw new ProblemException(
                HttpStatus.BAD_REQUEST,
                "INVALID_VALUE",
                "The cursor must be the `next` of an answer to the same question.",
                "cursor");
    }

    private static char kind(FieldValue value) {
        return value.isLong() ? 'l' : value.isDouble() ? 'd' : 's';
    }

    private static FieldValue value(String text) {
        var value = text.substring(1);
        return switch (text.charAt(0)) {
            case 'l' -> FieldValue.of(Long.parseLong(value));
            case 'd' -> FieldValue.of(Double.parseDouble(value));
            case 's' -> FieldValue.of(value);
            default -> throw new IllegalArgumentException("not a sort value: " + text);
        };
    }
}
