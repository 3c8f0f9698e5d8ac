package io.cartulary.command.pricing.tables.rebuild;

import io.cartulary.web.access.OpenTo;
import io.cartulary.web.access.Permission;
import io.cartulary.web.problem.ProblemException;
import io.cartulary.web.version.Unversioned;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Makes the decision tables again from the first event on.
@RestController
class DecisionTablesController {

    private final DecisionTablesRebuild rebuild;

    DecisionTablesController(DecisionTablesRebuild rebuild) {
        this.rebuild = rebuild;
    }

    @OpenTo(staff = Permission.OPERATIONS)
    @Unversioned
    @PostMapping("/api/v1/admin/decision-tables/rebuilds")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void rebuild() {
        if (!rebuild.begin()) {
            throw new ProblemException(
                    HttpStatus.CONFLICT,
                    "REBUILD_RUNNING",
                    "A rebuild of the decision tables is running; wait for it.",
                    null);
        }
    }
}
