package io.cartulary.command.history;

import io.cartulary.command.history.Differences.Difference;
import io.cartulary.events.DomainEvent;
import io.cartulary.events.description.EventDescriptions;
import io.cartulary.events.family.EventFamilies;
import io.cartulary.eventstore.format.EventMetadata;
import io.cartulary.eventstore.privacy.PersonalDataCipher;
import io.cartulary.web.problem.ProblemException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// Reads the past of any object from its events.
@Component
class ObjectHistory {

    private final EventStore events;
    private final KnownAggregates aggregates;
    private final PersonalDataCipher cipher;
    private final InstantSource clock;

    ObjectHistory(
            EventStore events,
            KnownAggregates aggregates,
            PersonalDataCipher cipher,
            InstantSource clock) {
        this.events = events;
        this.aggregates = aggregates;
        this.cipher = cipher;
        this.clock = clock;
    }

    /// The latest first.
    ///
    /// @param before the version that the entries precede; absent for the last ones
    List<HistoryEntry> list(String objectId, @Nullable Long before, int limit) {
        var versions =
                events.lastSequenceNumberFor(objectId).orElseThrow(() -> unknown(objectId)) + 1;
        var end = before == null ? versions : Math.min(before, versions);
        var begin = Math.max(0, end - limit);
        Predicate<DomainEventMessage<?>> earlier = event -> event.getSequenceNumber() < begin;
        var replay = Replay.of(objectId, events, aggregates, earlier);
        replay.advance(earlier);
        var entries = new ArrayList<HistoryEntry>();
        var state = replay.state();
        while (replay.hasNext() && replay.peek().getSequenceNumber() < end) {
            var event = replay.next();
            var former = state;
            state = replay.state();
            entries.add(entry(event, former, state));
        }
        return entries.reversed();
    }

    private HistoryEntry entry(DomainEventMessage<?> message, JsonNode before, JsonNode after) {
        var event = (DomainEvent) message.getPayload();
        return new HistoryEntry(
                message.getSequenceNumber(),
                message.getIdentifier(),
                message.getTimestamp(),
                EventFamilies.storedName(event.getClass()),
                EventDescriptions.describe(event),
                Differences.between(before, after).stream().map(ObjectHistory::change).toList(),
                Shown.members(Shown.of(event)),
                metadata(message, EventMetadata.ACTOR_ID),
                inCapitals(metadata(message, EventMetadata.ACTOR_ROLE)),
                metadata(message, EventMetadata.STAFF_ID),
                opened(metadata(message, EventMetadata.ORIGIN)),
                metadata(message, EventMetadata.REQUEST_ID),
                metadata(message, EventMetadata.CORRELATION_ID),
                metadata(message, EventMetadata.CAUSATION_ID),
                metadata(message, EventMetadata.COMMAND),
                metadata(message, EventMetadata.HANDLER));
    }

    private static FieldChange change(Difference difference) {
        return new FieldChange(
                difference.field(),
                Shown.value(difference.before()),
                Shown.value(difference.after()));
    }

    private static @Nullable String metadata(DomainEventMessage<?> message, String key) {
        var value = message.getMetaData().get(key);
        return value == null ? null : value.toString();
    }

    private static @Nullable String inCapitals(@Nullable String role) {
        return role == null ? null : role.toUpperCase(Locale.ROOT);
    }

    private @Nullable Object opened(@Nullable String sealed) {
        return sealed == null ? null : cipher.open(sealed).map(Shown::read).orElse(null);
    }

    /// What the object was like at an instant: after the last of its events up to then.
    PastObject asOf(String objectId, Instant instant) {
        var now = clock.instant();
        if (instant.isAfter(now)) {
            throw new ProblemException(
                    HttpStatus.BAD_REQUEST,
                    "INVALID_VALUE",
                    "asOf must not be in the future; it is %s now.".formatted(now),
                    "asOf");
        }
        var replay = find(objectId, event -> !event.getTimestamp().isAfter(instant));
        if (replay.last() == null) {
            throw new ProblemException(
                    HttpStatus.NOT_FOUND,
                    "NOT_YET_THERE",
                    "%s is there since %s; asOf must not be before that."
                            .formatted(objectId, replay.peek().getTimestamp()),
                    "asOf");
        }
        return past(objectId, replay);
    }

    /// What the object was like after one of its events.
    PastObject atVersion(String objectId, long version) {
        var replay = find(objectId, event -> event.getSequenceNumber() <= version);
        var last = replay.last();
        if (last == null || last.getSequenceNumber() < version) {
            throw new ProblemException(
                    HttpStatus.NOT_FOUND,
                    "UNKNOWN_VERSION",
                    "version must be from 0 to %d, the last of %s."
                            .formatted(
                                    events.lastSequenceNumberFor(objectId).orElseThrow(), objectId),
                    "version");
        }
        return past(objectId, replay);
    }

    /// What the object is like now.
    PastObject latest(String objectId) {
        return past(objectId, find(objectId, _ -> true));
    }

    private Replay find(String objectId, Predicate<DomainEventMessage<?>> wanted) {
        var replay = Replay.of(objectId, events, aggregates, wanted);
        if (replay.last() == null && !replay.hasNext()) {
            throw unknown(objectId);
        }
        replay.advance(wanted);
        return replay;
    }

    private PastObject past(String objectId, Replay replay) {
        var last = replay.last();
        var first = replay.first().orElseGet(() -> events.readEvents(objectId, 0).peek());
        return new PastObject(
                objectId,
                last.getType().replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT),
                last.getSequenceNumber(),
                last.getTimestamp(),
                Shown.members(replay.state()),
                Shown.members(Shown.of(first.getPayload())));
    }

    private static ProblemException unknown(String objectId) {
        return ProblemException.notFound("object " + objectId);
    }
}
