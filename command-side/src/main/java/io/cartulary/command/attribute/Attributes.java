package io.cartulary.command.attribute;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.cartulary.command.attribute.AttributeCommand.*;
import io.cartulary.command.refusal.CommandRejected;
import io.cartulary.events.attribute.AttributeEvent.*;
import io.cartulary.events.attribute.AttributeId;
import io.cartulary.events.attribute.AttributeSetId;
import io.cartulary.events.catalog.LocalizedText;
import io.cartulary.events.catalog.ProductDescription;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.stereotype.Component;

/// Sees that products and sets name attributes that are defined, and values that these allow.
///
/// Definitions are read from their events and kept for a moment, so that a file with a million
/// products does not read them a million times. What would be refused by them is decided by what
/// the aggregates answer, which know also what this unit of work has just defined: a definition
/// counts at once for what it allows, and a moment later for what it no longer does.
@Component
public class Attributes {

    private static final Duration KEPT = Duration.ofSeconds(1);
    private static final int MOST = 10_000;

    private final Cache<AttributeId, Optional<KnownAttribute>> attributes = cache();
    private final Cache<AttributeSetId, Optional<KnownAttributeSet>> sets = cache();
    private final EventStore events;

    Attributes(EventStore events) {
        this.events = events;
    }

    private static <K, V> Cache<K, V> cache() {
        return Caffeine.newBuilder().expireAfterWrite(KEPT).maximumSize(MOST).build();
    }

    /// Refuses values that are not allowed, with the attribute at fault and what would be right.
    ///
    /// @param isNew whether the product does not exist yet
    public void check(ProductDescription product, boolean isNew, CommandGateway commands) {
        if (new ValueCheck(isNew, this::kept, this::kept).refusal(product).isPresent()) {
            new ValueCheck(isNew, id -> current(id, commands), id -> current(id, commands))
                    .refusal(product)
                    .ifPresent(refusal -> {
                        throw new CommandRejected(refusal);
                    });
        }
    }

    /// Commands that define what a file names and is not defined yet.
    ///
    /// @param names as the file has them, by the codes that were made of them
    public List<AdoptAttribute> adopting(Map<String, String> names) {
        return names.entrySet().stream()
                .filter(name -> kept(AttributeId.of(name.getKey())).isEmpty())
                .map(name ->
                        new AdoptAttribute(
                                AttributeId.of(name.getKey()),
                                LocalizedText.english(name.getValue())))
                .toList();
    }

    @CommandHandler
    void handle(ComposeAttributeSet command, CommandGateway commands) {
        for (var code : command.definition().attributes()) {
            if (current(AttributeId.of(code), commands)
                    .filter(attribute -> !attribute.archived())
                    .isEmpty()) {
                throw new CommandRejected(ValueCheck.unknown(code, "attributes"));
            }
        }
        commands.sendAndWait(
                new DefineAttributeSet(command.attributeSetId(), command.definition()));
    }

    private static Optional<KnownAttribute> current(AttributeId id, CommandGateway commands) {
        try {
            return Optional.of(commands.sendAndWait(new ReadAttribute(id)));
        } catch (CommandExecutionException failure) {
            return noneWhereRefused(failure);
        }
    }

    private static Optional<KnownAttributeSet> current(AttributeSetId id, CommandGateway commands) {
        try {
            return Optional.of(commands.sendAndWait(new ReadAttributeSet(id)));
        } catch (CommandExecutionException failure) {
            return noneWhereRefused(failure);
        }
    }

    private static <T> Optional<T> noneWhereRefused(CommandExecutionException failure) {
        if (failure.getDetails().isEmpty()) {
            throw failure;
        }
        return Optional.empty();
    }

    private Optional<KnownAttribute> kept(AttributeId id) {
        return attributes.get(
                id,
                _ ->
                        this.<KnownAttribute>read(
                                id.value(),
                                (known, event) ->
                                        switch (event) {
                                            case AttributeDefined defined ->
                                                    Optional.of(KnownAttribute.of(defined));
                                            case AttributeArchived _ ->
                                                    known.map(KnownAttribute::archive);
                                            default -> known;
                                        }));
    }

    private Optional<KnownAttributeSet> kept(AttributeSetId id) {
        return sets.get(
                id,
                _ ->
                        this.<KnownAttributeSet>read(
                                id.value(),
                                (known, event) ->
                                        switch (event) {
                                            case AttributeSetDefined defined ->
                                                    Optional.of(KnownAttributeSet.of(defined));
                                            case AttributeSetArchived _ ->
                                                    known.map(KnownAttributeSet::archive);
                                            default -> known;
                                        }));
    }

    private <T> Optional<T> read(
            String aggregate, BiFunction<Optional<T>, Object, Optional<T>> evolve) {
        return events.readEvents(aggregate, 0)
                .asStream()
                .<Object>map(EventMessage::getPayload)
                .reduce(Optional.empty(), evolve, (_, later) -> later);
    }
}
