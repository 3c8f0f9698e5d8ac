package io.cartulary.query.projection.drift;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.cartulary.query.projection.ProjectionDefinition;
import io.cartulary.query.projection.comparison.TableDifference;
import io.cartulary.query.projection.processing.EventProcessors.Reading;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.springframework.stereotype.Component;

/// Which rows of the live read models some events would change, found by making the rows of their
/// objects with them.
@Component
class EventPreview {

    private final List<ProjectionDefinition> definitions;
    private final DriftCheck check;

    EventPreview(List<ProjectionDefinition> definitions, DriftCheck check) {
        this.definitions =
                definitions.stream()
                        .sorted(Comparator.comparing(ProjectionDefinition::name))
                        .toList();
        this.check = check;
    }

    /// @param tables with `live` as it is and `rebuilt` as it would be
    record Change(String projection, String object, List<TableDifference> tables) {}

    /// @param notShown projections, or tables of them, that read such events too, and of which it
    ///   is not known what they would make of these
    /// @param skipped objects of projections that have parked events or too many, or changed just
    ///   then
    record Preview(List<Change> changes, List<String> notShown, int skipped) {

        Preview with(Preview more) {
            changes.addAll(more.changes);
            notShown.addAll(more.notShown);
            return new Preview(changes, notShown, skipped + more.skipped);
        }
    }

    Preview of(List<TrackedEventMessage<?>> supposed) {
        var preview = new Preview(new ArrayList<>(), new ArrayList<>(), 0);
        for (var definition : definitions) {
            var read = Reading.events(definition.reads());
            var events =
                    supposed.stream()
                            .filter(event -> read.contains(event.getPayloadType()))
                            .collect(
                                    groupingBy(
                                            definition::sequenceOf, LinkedHashMap::new, toList()));
            if (!events.isEmpty()) {
                preview = preview.with(of(definition, events));
            }
        }
        return preview;
    }

    /// @param events by object
    private Preview of(
            ProjectionDefinition definition, Map<String, List<TrackedEventMessage<?>>> events) {
        var name = definition.name();
        var rows = definition.objectRows().orElse(null);
        if (rows == null) {
            return new Preview(List.of(), List.of(name), 0);
        }
        var notShown =
                events.keySet().removeIf(object -> !rows.own(object))
                        ? List.of(name)
                        : check.notSampled(definition).stream()
                                .map(table -> name + "." + table)
                                .toList();
        if (events.isEmpty()) {
            return new Preview(List.of(), notShown, 0);
        }
        var result = check.suppose(definition, rows, events);
        return new Preview(
                result.drifting().entrySet().stream()
                        .map(change -> new Change(name, change.getKey(), change.getValue()))
                        .toList(),
                notShown,
                result.skipped());
    }
}
