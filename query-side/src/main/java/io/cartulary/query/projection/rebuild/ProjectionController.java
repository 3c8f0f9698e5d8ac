package io.cartulary.query.projection.rebuild;

import io.cartulary.eventstore.EventStoreHead;
import io.cartulary.query.projection.ProjectionDefinition;
import io.cartulary.query.projection.rebuild.Generations.Entry;
import io.cartulary.query.projection.rebuild.Generations.State;
import io.cartulary.query.projection.rebuild.ProjectionProgress.Progress;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.access.Permission;
import io.cartulary.web.page.Page;
import io.cartulary.web.problem.ProblemException;
import io.cartulary.web.version.Unversioned;
import java.net.URI;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Shows staff how far the read models have come and rebuilds them on demand.
@RestController
class ProjectionController {

    private static final String ROOT = "/api/v1/admin/projections";

    private final List<ProjectionDefinition> definitions;
    private final Generations generations;
    private final ProjectionProgress progress;
    private final EventStoreHead head;

    ProjectionController(
            List<ProjectionDefinition> definitions,
            Generations generations,
            ProjectionProgress progress,
            EventStoreHead head) {
        this.definitions =
                definitions.stream()
                        .sorted(Comparator.comparing(ProjectionDefinition::name))
                        .toList();
        this.generations = generations;
        this.progress = progress;
        this.head = head;
    }

    record ProjectionView(String name, List<GenerationView> generations) {}

    /// @param generation 1 for the first; a rebuild begins the next
    /// @param eventsAtStart the store's head when it was begun
    record GenerationView(
            int generation,
            State state,
            Instant createdAt,
            long eventsAtStart,
            @Nullable Instant liveSince,
            @Nullable Instant retiredAt,
            @Nullable Instant droppedAt,
            @Nullable Progress progress) {}

    @OpenTo(staff = Permission.OPERATIONS)
    @GetMapping(ROOT)
    Page<ProjectionView> list() {
        return Page.whole(definitions.stream().map(definition -> view(definition.name())).toList());
    }

    @OpenTo(staff = Permission.OPERATIONS)
    @GetMapping(ROOT + "/{name}")
    ProjectionView get(@PathVariable String name) {
        check(name);
        return view(name);
    }

    @OpenTo(staff = Permission.OPERATIONS)
    @Unversioned
    @PostMapping(ROOT + "/{name}/rebuilds")
    ResponseEntity<GenerationView> rebuild(@PathVariable String name) {
        check(name);
        var generation =
                generations
                        .beginRebuild(name, head.index())
                        .orElseThrow(() ->
                                new ProblemException(
                                        HttpStatus.CONFLICT,
                                        "REBUILD_RUNNING",
                                        "A rebuild of %s is running; wait for it or give it up."
                                                .formatted(name),
                                        null));
        return ResponseEntity.accepted()
                .location(URI.create("%s/%s/rebuilds/%d".formatted(ROOT, name, generation)))
                .body(view(find(name, generation)));
    }

    @OpenTo(staff = Permission.OPERATIONS)
    @GetMapping(ROOT + "/{name}/rebuilds/{generation}")
    GenerationView rebuild(@PathVariable String name, @PathVariable int generation) {
        check(name);
        return view(find(name, generation));
    }

    @OpenTo(staff = Permission.OPERATIONS)
    @Unversioned
    @PostMapping(ROOT + "/{name}/rebuilds/{generation}/abandonment")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void giveUp(@PathVariable String name, @PathVariable int generation) {
        check(name);
        if (!generations.giveUp(find(name, generation).id())) {
            throw new ProblemException(
                    HttpStatus.CONFLICT,
                    "NOT_BUILDING",
                    "Only a generation that is being built can be given up.",
                    null);
        }
    }

    private void check(String name) {
        if (definitions.stream().noneMatch(definition -> definition.name().equals(name))) {
            throw ProblemException.notFound("projection " + name);
        }
    }

    private Entry find(String name, int generation) {
        return generations.of(name).stream()
                .filter(entry -> entry.generation() == generation)
                .findFirst()
                .orElseThrow(() ->
                        ProblemException.notFound("rebuild %d of %s".formatted(generation, name)));
    }

    private ProjectionView view(String name) {
        return new ProjectionView(name, generations.of(name).stream().map(this::view).toList());
    }

    private GenerationView view(Entry entry) {
        return new GenerationView(
                entry.generation(),
                entry.state(),
                entry.createdAt(),
                entry.eventsAtStart(),
                entry.liveSince(),
                entry.retiredAt(),
                entry.droppedAt(),
                entry.state() == State.DROPPED ? null : progress.of(entry.id()));
    }
}
