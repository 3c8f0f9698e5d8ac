package io.cartulary.query.behaviour;

import com.github.f4b6a3.uuid.UuidCreator;
import io.cartulary.query.behaviour.BehaviourReader.InvalidBehaviour;
import io.cartulary.web.access.Caller;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.access.Signatures;
import io.cartulary.web.problem.ProblemException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.springframework.http.HttpStatus;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Takes behaviour in from browsers and shops and hands it to Kafka.
@RestController
class BehaviourController {

    private static final int MOST_AT_ONCE = 100;
    private static final int SHORTEST_VISITOR = 8;
    private static final int LONGEST_VISITOR = 200;
    private static final String PSEUDONYM = "visitor";

    private final BehaviourReader reader;
    private final KafkaTemplate<String, byte[]> messages;
    private final Signatures signatures;
    private final InstantSource clock;
    private final JsonMapper json;

    BehaviourController(
            BehaviourReader reader,
            KafkaTemplate<String, byte[]> messages,
            Signatures signatures,
            InstantSource clock,
            JsonMapper json) {
        this.reader = reader;
        this.messages = messages;
        this.signatures = signatures;
        this.clock = clock;
        this.json = json;
    }

    record Accepted(int accepted) {}

    @OpenTo(Caller.SHOPPER)
    @PostMapping("/api/v1/behaviour")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Accepted take(@RequestBody JsonNode body) {
        var sent = body.isArray() ? body.valueStream().toList() : List.of(body);
        if (sent.isEmpty() || sent.size() > MOST_AT_ONCE) {
            throw invalid("Send 1 to %d events at once.".formatted(MOST_AT_ONCE), "");
        }
        var events = new ArrayList<BehaviourEvent>(sent.size());
        for (var i = 0; i < sent.size(); i++) {
            events.add(event(sent.get(i), body.isArray() ? "[%d].".formatted(i) : ""));
        }
        send(events);
        return new Accepted(events.size());
    }

    private BehaviourEvent event(JsonNode sent, String where) {
        if (!(sent instanceof ObjectNode fields)) {
            throw invalid("An event is a JSON object.", where);
        }
        var visitor = fields.path(PSEUDONYM).asString("");
        if (visitor.length() < SHORTEST_VISITOR || visitor.length() > LONGEST_VISITOR) {
            throw invalid("visitor must have 8 to 200 characters", where + PSEUDONYM);
        }
        fields.put(PSEUDONYM, signatures.keyedHash(PSEUDONYM, visitor));
        if (!fields.has("eventId")) {
            fields.put("eventId", UuidCreator.getTimeOrderedEpoch().toString());
        }
        if (!fields.has("occurredAt")) {
            fields.put("occurredAt", clock.instant().toString());
        }
        try {
            return reader.read(json.writeValueAsBytes(fields));
        } catch (InvalidBehaviour e) {
            throw invalid(e.getMessage(), where + e.field());
        }
    }

    private void send(List<BehaviourEvent> events) {
        try {
            var acknowledgements =
                    events.stream()
                            .map(event ->
                                    messages.send(
                                            event.topic(), event.visitor(), reader.write(event)))
                            .toArray(CompletableFuture[]::new);
            CompletableFuture.allOf(acknowledgements).join();
        } catch (KafkaException | CompletionException e) {
            throw new ProblemException(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "BEHAVIOUR_UNAVAILABLE",
                    "Kafka does not answer at the moment; send the events again with the same eventId.",
                    null);
        }
    }

    private static ProblemException invalid(String detail, String field) {
        return new ProblemException(
                HttpStatus.BAD_REQUEST, "INVALID_VALUE", detail, field.isEmpty() ? "body" : field);
    }
}
