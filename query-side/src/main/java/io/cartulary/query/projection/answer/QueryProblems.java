package io.cartulary.query.projection.answer;

import io.cartulary.web.problem.Problems;
import org.axonframework.queryhandling.QueryExecutionException;
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

/// Answers a question that cannot be answered yet.
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class QueryProblems {

    private static final Logger log = LoggerFactory.getLogger(QueryProblems.class);

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(QueryExecutionException failure) {
        if (failure.getDetails().filter(NotYetVisible.CODE::equals).isEmpty()) {
            log.error("A query failed", failure);
            return ResponseEntity.internalServerError()
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .body(
                            Problems.problem(
                                    HttpStatus.INTERNAL_SERVER_ERROR,
                                    "INTERNAL_ERROR",
                                    "The server failed; its log says why under this request's id.",
                                    null));
        }
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, "1")
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(
                        Problems.problem(
                                HttpStatus.SERVICE_UNAVAILABLE,
                                NotYetVisible.CODE,
                                NotYetVisible.SENTENCE,
                                null));
    }
}
