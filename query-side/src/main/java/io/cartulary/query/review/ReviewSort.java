package io.cartulary.query.review;

import io.cartulary.web.problem.ProblemException;
import java.util.Arrays;
import org.springframework.http.HttpStatus;

/// In which order reviews are shown; of those that are equal in it, the newest first.
enum ReviewSort {
    NEWEST("newest", "position"),
    HELPFUL("helpful", "helpful"),
    RATING_ASCENDING("rating", "-rating"),
    RATING_DESCENDING("-rating", "rating");

    private final String parameter;
    private final String expression;

    ReviewSort(String parameter, String expression) {
        this.parameter = parameter;
        this.expression = expression;
    }

    String parameter() {
        return parameter;
    }

    /// In SQL; the highest comes first.
    String expression() {
        return expression;
    }

    static ReviewSort of(String parameter) {
        return Arrays.stream(values())
                .filter(sort -> sort.parameter.equals(parameter))
                .findAny()
                .orElseThrow(() ->
                        new ProblemException(
                                HttpStatus.BAD_REQUEST,
                                "INVALID_VALUE",
                                "sort must be one of newest, helpful, rating, -rating.",
                                "sort"));
    }
}
