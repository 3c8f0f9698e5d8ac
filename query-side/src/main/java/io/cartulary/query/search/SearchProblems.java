package io.cartulary.query.search;

import io.cartulary.web.problem.Problems;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/// Answers shoppers that search is away while the rest of the shop is open.
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class SearchProblems {

    private static final Logger log = LoggerFactory.getLogger(SearchProblems.class);

    private static final String RETRY_AFTER_SECONDS = "5";

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(SearchUnavailable failure) {
        log.warn("A search was refused: {}", String.valueOf(failure.getCause()));
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(
                        Problems.problem(
                                HttpStatus.SERVICE_UNAVAILABLE,
                                "SEARCH_UNAVAILABLE",
                                "Search does not answer at the moment; the rest of the shop is open. Try again shortly.",
                                null));
    }
}
