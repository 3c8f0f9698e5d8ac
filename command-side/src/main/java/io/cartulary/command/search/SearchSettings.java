package io.cartulary.command.search;

import static io.cartulary.command.search.SearchSettingsRejection.*;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.cartulary.command.refusal.CommandRejected;
import io.cartulary.command.search.SearchSettingsCommand.*;
import io.cartulary.events.search.Curation;
import io.cartulary.events.search.SearchEvent.*;
import io.cartulary.events.search.SearchSettingsId;
import io.cartulary.events.search.SearchWeights;
import io.cartulary.events.search.Synonyms;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/// What staff decided about the search; a shop has it once.
@Aggregate(cache = "aggregateCache", snapshotTriggerDefinition = "snapshotEvery200Events")
class SearchSettings {

    /// Every search looks through all of them in memory.
    private static final int MOST_CODES = 1_000;

    @AggregateIdentifier private SearchSettingsId settingsId;
    private Map<String, Synonyms> synonyms = new HashMap<>();
    private Map<String, Curation> curations = new HashMap<>();

    /// Absent until they are first set.
    private @Nullable SearchWeights weights;

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(DefineSynonyms command) {
        var present = synonyms.get(command.code());
        if (command.synonyms().equals(present)) {
            return;
        }
        if (present == null && synonyms.size() >= MOST_CODES) {
            throw new CommandRejected(TOO_MANY_SYNONYMS);
        }
        apply(new SynonymsDefined(command.settingsId(), command.code(), command.synonyms()));
    }

    @CommandHandler
    void decide(RemoveSynonyms command) {
        if (synonyms.containsKey(command.code())) {
            apply(new SynonymsRemoved(settingsId, command.code()));
        }
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(SetWeights command) {
        if (!command.weights().equals(weights)) {
            apply(new WeightsSet(command.settingsId(), command.weights()));
        }
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(DefineCuration command) {
        var present = curations.get(command.code());
        if (command.curation().equals(present)) {
            return;
        }
        if (present == null && curations.size() >= MOST_CODES) {
            throw new CommandRejected(TOO_MANY_CURATIONS);
        }
        if (isCuratedElsewhere(command)) {
            throw new CommandRejected(QUERY_CURATED);
        }
        apply(new CurationDefined(command.settingsId(), command.code(), command.curation()));
    }

    @CommandHandler
    void decide(RemoveCuration command) {
        if (curations.containsKey(command.code())) {
            apply(new CurationRemoved(settingsId, command.code()));
        }
    }

    private boolean isCuratedElsewhere(DefineCuration command) {
        var wanted = command.curation().queries();
        return curations.entrySet().stream()
                .filter(other -> !other.getKey().equals(command.code()))
                .anyMatch(other -> !Collections.disjoint(other.getValue().queries(), wanted));
    }

    @EventSourcingHandler
    void evolve(SynonymsDefined event) {
        settingsId = event.settingsId();
        synonyms.put(event.code(), event.synonyms());
    }

    @EventSourcingHandler
    void evolve(SynonymsRemoved event) {
        synonyms.remove(event.code());
    }

    @EventSourcingHandler
    void evolve(WeightsSet event) {
        settingsId = event.settingsId();
        weights = event.weights();
    }

    @EventSourcingHandler
    void evolve(CurationDefined event) {
        settingsId = event.settingsId();
        curations.put(event.code(), event.curation());
    }

    @EventSourcingHandler
    void evolve(CurationRemoved event) {
        curations.remove(event.code());
    }
}
