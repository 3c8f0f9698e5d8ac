package io.cartulary.web.parking;

import io.cartulary.eventstore.parking.EventCorrections;
import io.cartulary.eventstore.parking.ParkedEventList;
import io.cartulary.eventstore.parking.ParkedEventList.ParkedEvent;
import io.cartulary.eventstore.parking.ParkingProcessor;
import io.cartulary.web.problem.ProblemException;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.JsonNode;

/// Retries, corrects and skips the parked events of one side.
public final class ParkedEventService {

    public static final String PATH = "/api/v1/admin/parked-events";

    /// Of sagas, decision tables and what else the command side makes of events.
    public static final String PROCESSES = PATH + "/processes";

    /// Of read models, search and Kafka.
    public static final String READ_MODELS = PATH + "/read-models";

    private static final Logger log = LoggerFactory.getLogger(ParkedEventService.class);

    private final ParkedEventList events;
    private final EventCorrections corrections;
    private final Function<String, Optional<ParkingProcessor>> processors;

    /// @param processors those of this process, by name
    public ParkedEventService(
            ParkedEventList events,
            EventCorrections corrections,
            Function<String, Optional<ParkingProcessor>> processors) {
        this.events = events;
        this.corrections = corrections;
        this.processors = processors;
    }

    /// @param reason why nothing depends on the event, or what was done in its place
    public record Skip(@NotBlank @Size(max = 500) String reason) {}

    /// @param payload what the reader is given in the place of the stored one
    /// @param reason why the stored one is wrong for this reader
    public record Correction(@NotNull JsonNode payload, @NotBlank @Size(max = 500) String reason) {}

    /// Handles the event's whole sequence again, from its first event.
    public void retry(String id) {
        retry(events.find(id).orElseThrow(() -> unknown(id)));
        events.find(id)
                .ifPresent(left -> {
                    throw stillFailing(left);
                });
    }

    private void retry(ParkedEvent event) {
        processors
                .apply(event.processor())
                .ifPresent(processor -> processor.retry(event.sequence()));
    }

    public void skip(String id, Skip skip, String staff) {
        if (!events.skip(id, staff, skip.reason())) {
            throw unknown(id);
        }
        log.warn("{} skipped the parked event {}: {}", staff, id, skip.reason());
    }

    /// Has the reader handle a corrected event in the place of the stored one, now and in every
    /// replay. What it still cannot handle is not kept.
    public void correct(String id, Correction correction, String staff) {
        var event = events.find(id).orElseThrow(() -> unknown(id));
        if (event.causeType() == null) {
            throw new ProblemException(
                    HttpStatus.CONFLICT,
                    "WAITS_BEHIND",
                    "The event waits behind another one of its sequence; correct that one.",
                    null);
        }
        var payload = correction.payload().toString();
        requireSameObject(event, payload);
        var added = corrections.add(id, payload, staff, correction.reason());
        try {
            retry(id);
        } catch (ProblemException stillFailing) {
            corrections.withdraw(added);
            throw stillFailing;
        }
        events.inOtherGenerations(event).forEach(this::retry);
        log.warn("{} corrected the parked event {}: {}", staff, id, correction.reason());
    }

    private void requireSameObject(ParkedEvent event, String payload) {
        String object;
        try {
            object = corrections.read(event.id(), payload).aggregateId();
        } catch (RuntimeException e) {
            log.debug("No {}: {}", event.eventType(), payload, e);
            throw invalid("payload must be a %s".formatted(event.eventType()));
        }
        if (!object.equals(event.aggregateId())) {
            throw invalid("payload must be of the same object, %s".formatted(event.aggregateId()));
        }
    }

    private static ProblemException invalid(String detail) {
        return new ProblemException(HttpStatus.BAD_REQUEST, "INVALID_VALUE", detail, "payload");
    }

    private static ProblemException unknown(String id) {
        return ProblemException.notFound("parked event " + id);
    }

    private static ProblemException stillFailing(ParkedEvent event) {
        return new ProblemException(
                HttpStatus.CONFLICT,
                "STILL_FAILING",
                "The event, or one before it in its sequence, still cannot be handled: "
                        + event.causeMessage(),
                null);
    }
}
