package io.cartulary.web.problem;

import io.cartulary.events.InvalidValue;
import io.cartulary.eventstore.outage.Outage;
import io.cartulary.eventstore.privacy.PersonalDataCipher.ErasedSubject;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.Errors;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;

/// Turns every failure of a request into an RFC 9457 problem with a stable `code`, and never says
/// how the server is made.
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
public class Problems extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(Problems.class);

    private static final String RETRY_AFTER_SECONDS = "1";
    private static final int LONGEST_DETAIL = 1_000;
    private static final int LONGEST_FIELD = 200;
    private static final int MOST_ERRORS = 50;

    private record FieldError(String field, String message) {}

    /// A problem as every part of the platform answers it.
    public static ProblemDetail problem(
            HttpStatusCode status, String code, String detail, @Nullable String field) {
        var problem = ProblemDetail.forStatusAndDetail(status, cut(detail, LONGEST_DETAIL));
        problem.setProperty("code", code);
        if (field != null) {
            problem.setProperty("field", cut(field, LONGEST_FIELD));
        }
        return problem;
    }

    /// A sentence may quote what was sent, and that may be anything.
    private static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        var end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
        return text.substring(0, end) + "…";
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(ProblemException failure) {
        return failure.answer();
    }

    /// Many writers changed the same object; repeating is right.
    @ExceptionHandler({ConcurrencyException.class, AggregateStreamCreationException.class})
    ResponseEntity<ProblemDetail> onConflict(Exception failure) {
        log.info("Gave up after repeated conflicts: {}", failure.getMessage());
        return answer(
                problem(
                        HttpStatus.CONFLICT,
                        "CONCURRENT_CHANGE",
                        "Someone else changed the same object at the same moment; send the request again.",
                        null));
    }

    @ExceptionHandler
    public ResponseEntity<ProblemDetail> onAnythingElse(Exception failure) {
        if (failure instanceof InvalidParameterException) {
            return answer(
                    problem(
                            HttpStatus.BAD_REQUEST,
                            "INVALID_VALUE",
                            "The query must be names and values in UTF-8, percent-encoded.",
                            "query"));
        }
        if (Outage.ofDatabase(failure)) {
            log.warn(
                    "A request was refused because a database did not answer: {}",
                    failure.getMessage());
            return answer(
                    problem(
                            HttpStatus.SERVICE_UNAVAILABLE,
                            "STORE_UNAVAILABLE",
                            "A database does not answer at the moment; send the request again, a POST or PATCH with the same Idempotency-Key.",
                            null));
        }
        if (Stream.iterate((Throwable) failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(ErasedSubject.class::isInstance)) {
            return answer(
                    problem(
                            HttpStatus.CONFLICT,
                            "PERSON_ERASED",
                            "The data of this person were erased; nothing more is kept about them.",
                            null));
        }
        log.error("A request failed", failure);
        return answer(
                problem(
                        HttpStatus.INTERNAL_SERVER_ERROR,
                        "INTERNAL_ERROR",
                        "The server failed; its log says why under this request's id.",
                        null));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException failure,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return invalid(errorsOf(failure.getBindingResult()), headers);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
            HandlerMethodValidationException failure,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        var errors =
                failure.getParameterValidationResults().stream()
                        .flatMap(result ->
                                result instanceof ParameterErrors body
                                        ? errorsOf(body).stream()
                                        : errorsOfParameter(result))
                        .toList();
        return invalid(errors, headers);
    }

    private static List<FieldError> errorsOf(Errors body) {
        return body.getFieldErrors().stream()
                .map(error -> error(error.getField(), error.getDefaultMessage()))
                .toList();
    }

    private static Stream<FieldError> errorsOfParameter(ParameterValidationResult parameter) {
        var name = message(parameter.getMethodParameter().getParameterName());
        return parameter.getResolvableErrors().stream()
                .map(error -> error(name, error.getDefaultMessage()));
    }

    private static FieldError error(String field, @Nullable String sentence) {
        return new FieldError(field, message(sentence));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException failure,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        var refused =
                failure.getCause() instanceof JacksonException json
                        ? RefusedJson.of(json)
                        : new RefusedJson("", "The body must be JSON of the documented shape.");
        return problemResponse(invalid(refused), headers);
    }

    /// A constructor refused what it was given, after the body was read.
    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(InvalidValue refused) {
        return answer(invalid(RefusedJson.of("", refused)));
    }

    private static ProblemDetail invalid(RefusedJson refused) {
        return problem(
                HttpStatus.BAD_REQUEST,
                "INVALID_VALUE",
                refused.sentence(),
                refused.field().isEmpty() ? "body" : refused.field());
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleTypeMismatch(
            org.springframework.beans.TypeMismatchException failure,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        var field =
                failure instanceof MethodArgumentTypeMismatchException argument
                        ? argument.getName()
                        : String.valueOf(failure.getPropertyName());
        var refused =
                rootOf(failure) instanceof InvalidValue invalid
                        ? RefusedJson.of(field, invalid).sentence()
                        : "The value of " + field + " has the wrong form.";
        return problemResponse(
                problem(HttpStatus.BAD_REQUEST, "INVALID_VALUE", refused, field), headers);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMissingServletRequestParameter(
            MissingServletRequestParameterException failure,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return missing(failure.getParameterName(), headers);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleServletRequestBindingException(
            ServletRequestBindingException failure,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return failure instanceof MissingRequestHeaderException header
                ? missing(header.getHeaderName(), headers)
                : super.handleServletRequestBindingException(failure, headers, status, request);
    }

    private static ResponseEntity<Object> missing(String field, HttpHeaders headers) {
        return problemResponse(
                problem(HttpStatus.BAD_REQUEST, "INVALID_VALUE", field + " is required", field),
                headers);
    }

    /// Spring's own problems get a code too: their HTTP status in words.
    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception failure,
            @Nullable Object body,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        var response = super.handleExceptionInternal(failure, body, headers, status, request);
        if (response != null
                && response.getBody() instanceof ProblemDetail problem
                && (problem.getProperties() == null
                        || !problem.getProperties().containsKey("code"))) {
            var known = HttpStatus.resolve(status.value());
            problem.setProperty("code", known == null ? "HTTP_" + status.value() : known.name());
            if (known == HttpStatus.BAD_REQUEST) {
                problem.setProperty("field", "request");
            }
        }
        return response;
    }

    /// The type is said here, so that a problem is written even to who accepts nothing that is
    /// known.
    @Override
    protected ResponseEntity<Object> createResponseEntity(
            @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return ResponseEntity.status(status)
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(body);
    }

    /// @param found in whatever order; the same request gets the same answer from every node
    private static ResponseEntity<Object> invalid(List<FieldError> found, HttpHeaders headers) {
        var errors =
                found.stream()
                        .sorted(
                                Comparator.comparing(FieldError::field)
                                        .thenComparing(FieldError::message))
                        .toList();
        var first = errors.isEmpty() ? new FieldError("body", "is invalid") : errors.getFirst();
        var problem =
                problem(
                        HttpStatus.BAD_REQUEST,
                        "INVALID_VALUE",
                        first.field() + " " + first.message(),
                        first.field());
        problem.setProperty("errors", errors.stream().limit(MOST_ERRORS).toList());
        return problemResponse(problem, headers);
    }

    private static ResponseEntity<Object> problemResponse(
            ProblemDetail problem, HttpHeaders headers) {
        return ResponseEntity.status(problem.getStatus())
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    private static ResponseEntity<ProblemDetail> answer(ProblemDetail problem) {
        var response =
                ResponseEntity.status(problem.getStatus())
                        .contentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (problem.getStatus() == HttpStatus.SERVICE_UNAVAILABLE.value()) {
            response.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        return response.body(problem);
    }

    private static Throwable rootOf(Throwable failure) {
        var root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static String message(@Nullable String text) {
        return text == null ? "is invalid" : cut(text, LONGEST_DETAIL);
    }
}
