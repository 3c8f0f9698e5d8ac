package io.cartulary.command.pricing.tables;

import io.cartulary.web.access.Caller;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Makes the decision tables again from the first event on.
@RestController
@Tag(name = "Catalogue administration")
class DecisionTablesController {

    private final EventProcessingConfiguration processors;
    private final DecisionTablesProgress progress;

    DecisionTablesController(
            EventProcessingConfiguration processors, DecisionTablesProgress progress) {
        this.processors = processors;
        this.progress = progress;
    }

    @Operation(
            summary = "Makes the tables of prices and coupons again from the events",
            description = "Nothing is priced or sold meanwhile: `PRICES_BEING_MADE`, 503.")
    @ApiResponse(responseCode = "202", description = "Begun")
    @ApiResponse(
            responseCode = "409",
            description =
                    "`FED_BY_ANOTHER_NODE`: another node feeds the tables; send the request there")
    @OpenTo(Caller.STAFF)
    @PostMapping("/api/v1/admin/decision-tables/rebuilds")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void rebuild() {
        var processor =
                processors
                        .eventProcessor(
                                DecisionTables.PROCESSOR, PooledStreamingEventProcessor.class)
                        .orElseThrow();
        processor.shutDown();
        try {
            processor.resetTokens();
        } catch (UnableToClaimTokenException _) {
            throw new ProblemException(
                    HttpStatus.CONFLICT,
                    "FED_BY_ANOTHER_NODE",
                    "Another node feeds the tables; send the request there.",
                    null);
        } finally {
            processor.start();
            progress.awaitCompletion();
        }
    }
}
