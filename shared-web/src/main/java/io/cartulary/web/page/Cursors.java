package io.cartulary.web.page;

import io.cartulary.web.access.Signatures;
import io.cartulary.web.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/// Pages by key: a cursor names the last row of a page, signed so that clients keep it as it is.
/// Rows that arrive meanwhile neither repeat nor hide others.
@Component
public class Cursors {

    private static final String PARAMETER = "cursor";
    private static final String SEPARATOR = "\n";
    public static final int DEFAULT_SIZE = 20;
    public static final int LARGEST_SIZE = 200;

    private final Signatures signatures;

    Cursors(Signatures signatures) {
        this.signatures = signatures;
    }

    /// The number of rows to show: 20 unless asked for, 200 at most.
    public static int size(@Nullable Integer asked) {
        if (asked == null) {
            return DEFAULT_SIZE;
        }
        if (asked < 1 || asked > LARGEST_SIZE) {
            throw new ProblemException(
                    HttpStatus.BAD_REQUEST,
                    "INVALID_VALUE",
                    "limit must be 1 to " + LARGEST_SIZE + ".",
                    "limit");
        }
        return asked;
    }

    /// A page of `size` rows.
    ///
    /// @param purpose keeps cursors of one list from being used with another
    /// @param found one row more than the page holds, if there are that many
    /// @param key what the list is sorted by, of one row
    public <T> Page<T> page(
            String purpose, List<T> found, int size, Function<T, List<String>> key) {
        if (found.size() <= size) {
            return new Page<>(found, null, null);
        }
        var shown = found.subList(0, size);
        return new Page<>(shown, next(purpose, key.apply(shown.getLast())), null);
    }

    /// The last row of the page before, or nothing for the first page.
    ///
    /// @param row makes it of its key
    public <R> @Nullable R read(
            String purpose, @Nullable String cursor, Function<List<String>, R> row) {
        if (cursor == null) {
            return null;
        }
        return signatures
                .verify(purpose, cursor)
                .map(text ->
                        new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8))
                .map(text -> row.apply(List.of(text.split(SEPARATOR))))
                .orElseThrow(() ->
                        new ProblemException(
                                HttpStatus.BAD_REQUEST,
                                "INVALID_VALUE",
                                "The cursor must be the `next` of an earlier page of this list.",
                                PARAMETER));
    }

    /// The cursor of the page after a row.
    ///
    /// @param key what the list is sorted by, of that row
    public String next(String purpose, List<String> key) {
        var text = String.join(SEPARATOR, key).getBytes(StandardCharsets.UTF_8);
        return signatures.sign(
                purpose, Base64.getUrlEncoder().withoutPadding().encodeToString(text));
    }
}
