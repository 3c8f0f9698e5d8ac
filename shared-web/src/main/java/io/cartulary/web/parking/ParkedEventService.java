package io.cartulary.web.parking;

import io.cartulary.eventstore.parking.ParkedEventList;
import io.cartulary.eventstore.parking.ParkedEventList.ParkedEvent;
import io.cartulary.eventstore.parking.ParkingProcessor;
import io.cartulary.web.problem.ProblemException;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;

/// Retries and skips the parked events of one side.
public final class ParkedEventService {

    public static final String PATH = "/api/v1/admin/parked-events";

    /// Of sagas, decision tables and what else the command side makes of events.
    public static final String PROCESSES = PATH + "/processes";

    /// Of read models, search and Kafka.
    public static final String READ_MODELS = PATH + "/read-models";

    private static final Logger log = LoggerFactory.getLogger(ParkedEventService.class);

    private final ParkedEventList events;
    private final Function<String, Optional<ParkingProcessor>> processors;

    /// @param processors those of this process, by name
    public ParkedEventService(
            ParkedEventList events, Function<String, Optional<ParkingProcessor>> processors) {
        this.events = events;
        this.processors = processors;
    }

    /// @param reason why nothing depends on the event, or what was done in its place
    public record Skip(@NotBlank @Size(max = 500) String reason) {}

    /// Handles the event's whole sequence again, from its first event.
    public void retry(String id) {
        var event = events.find(id).orElseThrow(() -> unknown(id));
        processors
                .apply(event.processor())
                .ifPresent(processor -> processor.retry(event.sequence()));
        events.find(id)
                .ifPresent(left -> {
                    throw stillFailing(left);
                });
    }

    public void skip(String id, Skip skip, String staff) {
        if (!events.skip(id, staff, skip.reason())) {
            throw unknown(id);
        }
        log.warn("{} skipped the parked event {}: {}", staff, id, skip.reason());
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
