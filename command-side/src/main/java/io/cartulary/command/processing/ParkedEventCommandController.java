package io.cartulary.command.processing;

import io.cartulary.eventstore.parking.ParkedEventList;
import io.cartulary.eventstore.parking.ParkingProcessor;
import io.cartulary.web.access.Caller;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.parking.ParkedEventService;
import io.cartulary.web.parking.ParkedEventService.Skip;
import io.cartulary.web.version.Unversioned;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.security.Principal;
import org.axonframework.config.EventProcessingConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Lets staff retry and skip the events that a saga, a decision table or a reaction could not
/// handle.
@RestController
@Tag(name = "Parked events")
class ParkedEventCommandController {

    private final ParkedEventService service;

    ParkedEventCommandController(
            ParkedEventList events, ObjectProvider<EventProcessingConfiguration> processors) {
        this.service =
                new ParkedEventService(
                        events,
                        name ->
                                processors
                                        .getObject()
                                        .eventProcessor(name, ParkingProcessor.class));
    }

    @OpenTo(Caller.STAFF)
    @Unversioned
    @PostMapping(ParkedEventService.PROCESSES + "/{id}/retry")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Gives a process a parked event and those waiting behind it again")
    @ApiResponse(responseCode = "204", description = "Handled")
    @ApiResponse(responseCode = "404", description = "NOT_FOUND")
    @ApiResponse(
            responseCode = "409",
            description =
                    "`STILL_FAILING`: the event or one before it in its sequence still cannot be handled")
    void retry(@PathVariable String id) {
        service.retry(id);
    }

    @OpenTo(Caller.STAFF)
    @Unversioned
    @PostMapping(ParkedEventService.PROCESSES + "/{id}/skip")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Skips a parked event of a process for good",
            description =
                    "Who did it and why is kept. What waits behind it is handled at the next retry.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            examples =
                                    @ExampleObject(
                                            "{\"reason\": \"Order refunded by hand, ticket 118\"}")))
    @ApiResponse(responseCode = "204", description = "Skipped")
    @ApiResponse(responseCode = "404", description = "NOT_FOUND")
    void skip(@PathVariable String id, @Valid @RequestBody Skip skip, Principal staff) {
        service.skip(id, skip, staff.getName());
    }
}
