package io.cartulary.query.projection.processing;

import static io.cartulary.query.projection.ReadModelDatabase.READ_MODELS;

import io.cartulary.eventstore.parking.EventCorrections;
import io.cartulary.eventstore.parking.ParkedEventList;
import io.cartulary.eventstore.parking.ParkedEventList.ParkedEvent;
import io.cartulary.eventstore.parking.ParkedEventList.Place;
import io.cartulary.eventstore.parking.ParkedEventList.State;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.access.Permission;
import io.cartulary.web.page.Cursors;
import io.cartulary.web.page.Page;
import io.cartulary.web.parking.ParkedEventService;
import io.cartulary.web.parking.ParkedEventService.Correction;
import io.cartulary.web.parking.ParkedEventService.Skip;
import io.cartulary.web.problem.ProblemException;
import io.cartulary.web.version.Unversioned;
import jakarta.validation.Valid;
import java.security.Principal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Shows staff the events that could not be handled, those of the command side too, and lets them
/// retry, correct and skip those of this side.
@RestController
class ParkedEventQueryController {

    private static final String CURSOR = "parked-events";

    private final ParkedEventList ofProcesses;
    private final ParkedEventList ofReadModels;
    private final EventCorrections correctionsOfProcesses;
    private final EventCorrections corrections;
    private final ParkedEventService service;
    private final Cursors cursors;
    private final JsonMapper json;

    ParkedEventQueryController(
            JdbcClient eventStore,
            @Qualifier(READ_MODELS) ParkedEventList ofReadModels,
            EventCorrections correctionsOfProcesses,
            @Qualifier(READ_MODELS) EventCorrections corrections,
            JsonMapper json,
            LocalProcessors processors,
            Cursors cursors) {
        this.ofProcesses = new ParkedEventList(eventStore, ParkedEventService.PROCESSES);
        this.ofReadModels = ofReadModels;
        this.correctionsOfProcesses = correctionsOfProcesses;
        this.corrections = corrections;
        this.json = json;
        this.service = new ParkedEventService(ofReadModels, corrections, processors::find);
        this.cursors = cursors;
    }

    @OpenTo(staff = Permission.OPERATIONS)
    @GetMapping(ParkedEventService.PATH)
    Page<ParkedEvent> list(
            @RequestParam(defaultValue = "PARKED") State state,
            @RequestParam(required = false) @Nullable String processor,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        var size = Cursors.size(limit);
        var after =
                cursors.read(
                        CURSOR,
                        cursor,
                        key ->
                                new Place(
                                        Instant.parse(key.get(0)),
                                        key.get(1),
                                        key.get(2),
                                        Long.parseLong(key.get(3))));
        var found =
                Stream.of(ofProcesses, ofReadModels)
                        .flatMap(events -> events.list(state, processor, after, size + 1).stream())
                        .sorted(Comparator.comparing(ParkedEvent::place))
                        .limit(size + 1)
                        .toList();
        return cursors.page(
                CURSOR,
                found,
                size,
                event ->
                        List.of(
                                event.parkedAt().toString(),
                                event.processor(),
                                event.sequence(),
                                Long.toString(event.sequenceIndex())));
    }

    @OpenTo(staff = Permission.OPERATIONS)
    @Unversioned
    @PostMapping(ParkedEventService.READ_MODELS + "/{id}/retry")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void retry(@PathVariable String id) {
        service.retry(id);
    }

    @OpenTo(staff = Permission.OPERATIONS)
    @Unversioned
    @PostMapping(ParkedEventService.READ_MODELS + "/{id}/skip")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void skip(@PathVariable String id, @Valid @RequestBody Skip skip, Principal staff) {
        service.skip(id, skip, staff.getName());
    }

    @OpenTo(staff = Permission.OPERATIONS)
    @Unversioned
    @PostMapping(ParkedEventService.READ_MODELS + "/{id}/correction")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void correct(
            @PathVariable String id, @Valid @RequestBody Correction correction, Principal staff) {
        service.correct(id, correction, staff.getName());
    }

    /// @param payload as it is stored; personal values are sealed
    record Payload(JsonNode payload) {}

    @OpenTo(staff = Permission.OPERATIONS)
    @GetMapping(ParkedEventService.READ_MODELS + "/{id}/payload")
    Payload payload(@PathVariable String id) {
        return payload(id, corrections);
    }

    @OpenTo(staff = Permission.OPERATIONS)
    @GetMapping(ParkedEventService.PROCESSES + "/{id}/payload")
    Payload payloadOfProcesses(@PathVariable String id) {
        return payload(id, correctionsOfProcesses);
    }

    private Payload payload(String id, EventCorrections parked) {
        return parked.payload(id)
                .map(stored -> new Payload(json.readTree(stored)))
                .orElseThrow(() -> ProblemException.notFound("parked event " + id));
    }
}
