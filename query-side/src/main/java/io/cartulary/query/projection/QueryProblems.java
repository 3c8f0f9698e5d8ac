package io.cartulary.query.projection;

import io.cartulary.web.Problems;
import org.axonframework.queryhandling.QueryExecutionException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/// Answers a question that cannot be answered yet.
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class QueryProblems {

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(QueryExecutionException failure) {
        if (failure.getDetails().filter(NotYetVisible.CODE::equals).isEmpty()) {
            throw failure;
        }
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, "1")
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(
                        Problems.problem(
                                HttpStatus.SERVICE_UNAVAILABLE,
                                NotYetVisible.CODE,
                                "What was asked for is not visible yet; send the request again.",
                                null));
    }
}
