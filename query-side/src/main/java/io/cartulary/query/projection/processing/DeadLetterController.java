package io.cartulary.query.projection.processing;

import io.cartulary.query.projection.processing.DeadLetters.After;
import io.cartulary.query.projection.processing.DeadLetters.DeadLetter;
import io.cartulary.web.access.Caller;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.page.Cursors;
import io.cartulary.web.page.Page;
import io.cartulary.web.problem.ProblemException;
import io.cartulary.web.version.Unversioned;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Lets staff see, retry and give up events that a projection could not handle.
@RestController
@Tag(name = "Dead letters")
class DeadLetterController {

    private static final String ROOT = "/api/v1/admin/dead-letters";
    private static final String CURSOR = "dead-letters";

    private final DeadLetters letters;
    private final Cursors cursors;

    DeadLetterController(DeadLetters letters, Cursors cursors) {
        this.letters = letters;
        this.cursors = cursors;
    }

    @OpenTo(Caller.STAFF)
    @GetMapping(ROOT)
    @Operation(summary = "Events that could not be handled, the oldest first")
    @ApiResponse(responseCode = "400", description = "INVALID_VALUE")
    Page<DeadLetter> list(
            @RequestParam(required = false) @Nullable String processor,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        var size = Cursors.size(limit);
        var after =
                cursors.read(
                        CURSOR,
                        cursor,
                        key ->
                                new After(
                                        Instant.parse(key.get(0)),
                                        key.get(1),
                                        key.get(2),
                                        Long.parseLong(key.get(3))));
        return cursors.page(
                CURSOR,
                letters.list(processor, after, size + 1),
                size,
                letter ->
                        List.of(
                                letter.enqueuedAt().toString(),
                                letter.processor(),
                                letter.sequence(),
                                Long.toString(letter.sequenceIndex())));
    }

    @OpenTo(Caller.STAFF)
    @Unversioned
    @PostMapping(ROOT + "/{id}/retry")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Handles the event and those waiting behind it again")
    @ApiResponse(responseCode = "204", description = "Handled")
    @ApiResponse(responseCode = "404", description = "NOT_FOUND")
    @ApiResponse(
            responseCode = "409",
            description =
                    "`STILL_FAILING`: the event or one before it in its sequence still cannot be handled")
    void retry(@PathVariable String id) {
        if (!letters.retry(find(id))) {
            var cause = letters.find(id).map(DeadLetter::causeMessage).orElse(null);
            throw new ProblemException(
                    HttpStatus.CONFLICT,
                    "STILL_FAILING",
                    "The event, or one before it in its sequence, still cannot be handled: "
                            + cause,
                    null);
        }
    }

    @OpenTo(Caller.STAFF)
    @Unversioned
    @DeleteMapping(ROOT + "/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Gives the event up for good")
    @ApiResponse(responseCode = "404", description = "NOT_FOUND")
    void evict(@PathVariable String id) {
        letters.evict(find(id));
    }

    private DeadLetter find(String id) {
        return letters.find(id).orElseThrow(() -> ProblemException.notFound("dead letter " + id));
    }
}
