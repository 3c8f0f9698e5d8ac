package io.cartulary.command.processing;

import io.cartulary.command.processing.ParkedEventService.ParkedEntry;
import io.cartulary.web.access.Caller;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.problem.ProblemException;
import io.cartulary.web.version.Unversioned;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Lets staff see, retry and skip the events that a saga, a decision table or a reaction could not
/// handle. Those of read models are dead letters of the query side.
@RestController
@Tag(name = "Dead letters")
class ParkedEventController {

    private static final String ROOT = "/api/v1/admin/parked-events";
    private static final int SHOWN = 200;

    private final ParkedEventService events;

    ParkedEventController(ParkedEventService events) {
        this.events = events;
    }

    /// @param items the oldest 200
    record ParkedEvents(List<ParkedEntry> items) {}

    @OpenTo(Caller.STAFF)
    @GetMapping(ROOT)
    @Operation(summary = "Events that a process of orders or a decision table could not handle")
    ParkedEvents list() {
        return new ParkedEvents(events.list(SHOWN));
    }

    @OpenTo(Caller.STAFF)
    @Unversioned
    @PostMapping(ROOT + "/{id}/retry")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Handles the parked event and those waiting behind it again")
    @ApiResponse(responseCode = "204", description = "Handled")
    @ApiResponse(responseCode = "404", description = "NOT_FOUND")
    @ApiResponse(
            responseCode = "409",
            description =
                    "`STILL_FAILING`: the event or one before it in its sequence still cannot be handled")
    void retry(@PathVariable String id) {
        if (!events.retry(find(id))) {
            throw new ProblemException(
                    HttpStatus.CONFLICT,
                    "STILL_FAILING",
                    "The event, or one before it in its sequence, still cannot be handled: "
                            + events.find(id).map(ParkedEntry::causeMessage).orElse(null),
                    null);
        }
    }

    @OpenTo(Caller.STAFF)
    @Unversioned
    @DeleteMapping(ROOT + "/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Skips the parked event for good")
    @ApiResponse(responseCode = "404", description = "NOT_FOUND")
    void skip(@PathVariable String id) {
        events.skip(find(id));
    }

    private ParkedEntry find(String id) {
        return events.find(id).orElseThrow(() -> ProblemException.notFound("parked event " + id));
    }
}
