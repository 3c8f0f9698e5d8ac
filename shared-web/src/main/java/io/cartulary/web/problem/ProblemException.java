package io.cartulary.web.problem;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/// Ends a request with a problem detail.
public final class ProblemException extends RuntimeException {

    private static final String RETRY_AFTER_SECONDS = "1";

    private final transient HttpStatus status;
    private final String code;
    private final @Nullable String field;
    private final transient HttpHeaders headers = new HttpHeaders();

    /// @param code stable, for programs, for example `NOT_YET_VISIBLE`
    /// @param detail one sentence for people: what is wrong and what would be right
    /// @param field the part of the request at fault
    public ProblemException(HttpStatus status, String code, String detail, @Nullable String field) {
        super(detail);
        this.status = status;
        this.code = code;
        this.field = field;
    }

    public static ProblemException notFound(String what) {
        return new ProblemException(
                HttpStatus.NOT_FOUND, "NOT_FOUND", "There is no " + what + ".", null);
    }

    /// The same with a header in its answer.
    public ProblemException with(String header, String value) {
        headers.set(header, value);
        return this;
    }

    ResponseEntity<ProblemDetail> answer() {
        var answer =
                ResponseEntity.status(status)
                        .headers(headers)
                        .contentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (status == HttpStatus.SERVICE_UNAVAILABLE) {
            answer.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        return answer.body(Problems.problem(status, code, getMessage(), field));
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
