package io.cartulary.query.audit;

import io.cartulary.query.audit.AuditQuery.FindCauses;
import io.cartulary.query.projection.answer.Questions;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.access.Permission;
import io.cartulary.web.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Shows staff what led to what.
@RestController
class CauseController {

    private final Questions questions;

    CauseController(Questions questions) {
        this.questions = questions;
    }

    @OpenTo(staff = Permission.AUDIT)
    @GetMapping("/api/v1/admin/audit/causes")
    CauseGraph causes(
            @RequestParam(required = false) @Nullable String object,
            @RequestParam(required = false) @Nullable String request) {
        return find(object, request);
    }

    @OpenTo(staff = Permission.AUDIT)
    @GetMapping(path = "/api/v1/admin/audit/causes/diagram", produces = "text/plain")
    ResponseEntity<String> diagram(
            @RequestParam(required = false) @Nullable String object,
            @RequestParam(required = false) @Nullable String request,
            @RequestParam(defaultValue = "MERMAID") CauseDiagram notation) {
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, "text/plain;charset=UTF-8")
                .body(notation.of(find(object, request)));
    }

    private CauseGraph find(@Nullable String object, @Nullable String request) {
        if ((object == null) == (request == null)) {
            throw new ProblemException(
                    HttpStatus.BAD_REQUEST,
                    "INVALID_VALUE",
                    "object or request must be given, and not both.",
                    "object");
        }
        return questions.get(
                new FindCauses(object, request),
                CauseGraph.class,
                "event of " + (object == null ? "request " + request : object));
    }
}
