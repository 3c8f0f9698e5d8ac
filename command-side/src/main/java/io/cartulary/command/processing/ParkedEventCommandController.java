package io.cartulary.command.processing;

import io.cartulary.eventstore.parking.EventCorrections;
import io.cartulary.eventstore.parking.ParkedEventList;
import io.cartulary.eventstore.parking.ParkingProcessor;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.access.Permission;
import io.cartulary.web.parking.ParkedEventService;
import io.cartulary.web.parking.ParkedEventService.Correction;
import io.cartulary.web.parking.ParkedEventService.Skip;
import io.cartulary.web.version.Unversioned;
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

/// Lets staff retry, correct and skip the events that a saga, a decision table or a reaction could
/// not handle.
@RestController
class ParkedEventCommandController {

    private final ParkedEventService service;

    ParkedEventCommandController(
            ParkedEventList events,
            EventCorrections corrections,
            ObjectProvider<EventProcessingConfiguration> processors) {
        this.service =
                new ParkedEventService(
                        events,
                        corrections,
                        name ->
                                processors
                                        .getObject()
                                        .eventProcessor(name, ParkingProcessor.class));
    }

    @OpenTo(staff = Permission.OPERATIONS)
    @Unversioned
    @PostMapping(ParkedEventService.PROCESSES + "/{id}/retry")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void retry(@PathVariable String id) {
        service.retry(id);
    }

    @OpenTo(staff = Permission.OPERATIONS)
    @Unversioned
    @PostMapping(ParkedEventService.PROCESSES + "/{id}/skip")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void skip(@PathVariable String id, @Valid @RequestBody Skip skip, Principal staff) {
        service.skip(id, skip, staff.getName());
    }

    @OpenTo(staff = Permission.OPERATIONS)
    @Unversioned
    @PostMapping(ParkedEventService.PROCESSES + "/{id}/correction")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void correct(
            @PathVariable String id, @Valid @RequestBody Correction correction, Principal staff) {
        service.correct(id, correction, staff.getName());
    }
}
