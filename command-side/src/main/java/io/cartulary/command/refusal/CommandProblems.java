package io.cartulary.command.refusal;

import io.cartulary.web.problem.Problems;
import io.cartulary.web.version.ExpectedVersions;
import org.axonframework.commandhandling.CommandExecutionException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/// Turns a refusal into a problem whose `code` is the name of the refusal.
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class CommandProblems {

    private final Problems problems;
    private final UnseenChanges unseen;

    CommandProblems(Problems problems, UnseenChanges unseen) {
        this.problems = problems;
        this.unseen = unseen;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(CommandExecutionException failure) {
        return failure.<Object>getDetails()
                .filter(Rejection.class::isInstance)
                .map(Rejection.class::cast)
                .map(rejection -> answer(problem(rejection)))
                .orElseGet(() -> problems.onAnythingElse(failure));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(RefusedRequest refused) {
        var problem = problem(refused.rejection(), refused.getMessage());
        refused.details().forEach(problem::setProperty);
        return answer(problem);
    }

    private ProblemDetail problem(Rejection rejection) {
        var problem = problem(rejection, rejection.sentence());
        if (rejection == GeneralRejection.PRECONDITION_FAILED) {
            ExpectedVersions.compared()
                    .ifPresent(seen -> problem.setProperty("changes", unseen.since(seen)));
        }
        return problem;
    }

    private static ProblemDetail problem(Rejection rejection, String detail) {
        var status =
                switch (rejection.kind()) {
                    case NOT_FOUND -> HttpStatus.NOT_FOUND;
                    case CONFLICT -> HttpStatus.CONFLICT;
                    case PRECONDITION -> HttpStatus.PRECONDITION_FAILED;
                    case INVALID -> HttpStatus.UNPROCESSABLE_CONTENT;
                };
        return Problems.problem(status, rejection.name(), detail, rejection.field());
    }

    private static ResponseEntity<ProblemDetail> answer(ProblemDetail problem) {
        return ResponseEntity.status(problem.getStatus())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
