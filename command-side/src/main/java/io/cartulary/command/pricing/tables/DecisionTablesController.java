package io.cartulary.command.pricing.tables;

import io.cartulary.web.access.Caller;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.problem.ProblemException;
import io.cartulary.web.version.Unversioned;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Makes the decision tables again from the first event on.
@RestController
@Tag(name = "Catalogue administration")
class DecisionTablesController {

    private final DecisionTablesRebuild rebuild;

    DecisionTablesController(DecisionTablesRebuild rebuild) {
        this.rebuild = rebuild;
    }

    @Operation(
            summary = "Makes the tables of prices and coupons again from the events",
            description =
                    "They are filled beside the live ones, which prices are read from until the new"
                            + " ones have caught up and take their place.")
    @ApiResponse(responseCode = "202", description = "Begun")
    @ApiResponse(
            responseCode = "409",
            description = "`REBUILD_RUNNING`: a rebuild of them is running; wait for it")
    @OpenTo(Caller.STAFF)
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
