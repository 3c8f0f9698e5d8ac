package io.cartulary.query.projection.rebuild;

import io.cartulary.query.projection.ProjectionDefinition;
import io.cartulary.query.projection.rebuild.Comparisons.Verdict;
import io.cartulary.query.projection.rebuild.Generations.Entry;
import io.cartulary.query.projection.rebuild.Generations.State;
import io.cartulary.query.projection.rebuild.ProjectionProgress.Progress;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.access.Permission;
import io.cartulary.web.page.Page;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Shows staff how far the read models have come, and leads readers back to what was replaced.
@RestController
class ProjectionController {

    static final String ROOT = "/api/v1/admin/projections";

    private static final String GENERATION = ROOT + "/{name}/generations/{generation}";

    private final List<String> names;
    private final RebuildService rebuilds;
    private final ProjectionProgress progress;

    ProjectionController(
            List<ProjectionDefinition> definitions,
            RebuildService rebuilds,
            ProjectionProgress progress) {
        this.names = definitions.stream().map(ProjectionDefinition::name).sorted().toList();
        this.rebuilds = rebuilds;
        this.progress = progress;
    }

    record ProjectionView(String name, List<GenerationView> generations) {}

    /// @param generation 1 for the first; a rebuild begins the next
    /// @param eventsAtStart the store's head when it was begun
    /// @param paused whether it is not filled for the time being
    /// @param throttle how many events a second are read for it at most; absent without a limit
    /// @param verdict of the comparison with the live one; absent before that
    record GenerationView(
            int generation,
            State state,
            Instant createdAt,
            long eventsAtStart,
            boolean paused,
            @Nullable Integer throttle,
            @Nullable Verdict verdict,
            @Nullable Instant liveSince,
            @Nullable Instant retiredAt,
            @Nullable Instant droppedAt,
            @Nullable Progress progress) {

        static GenerationView of(Entry entry, ProjectionProgress progress) {
            return new GenerationView(
                    entry.generation(),
                    entry.state(),
                    entry.createdAt(),
                    entry.eventsAtStart(),
                    entry.paused(),
                    entry.eventsPerSecond(),
                    entry.verdict(),
                    entry.liveSince(),
                    entry.retiredAt(),
                    entry.droppedAt(),
                    entry.state() == State.DROPPED ? null : progress.of(entry.id()));
        }
    }

    @OpenTo(staff = Permission.OPERATIONS)
    @GetMapping(ROOT)
    Page<ProjectionView> list() {
        return Page.whole(names.stream().map(this::view).toList());
    }

    @OpenTo(staff = Permission.OPERATIONS)
    @GetMapping(ROOT + "/{name}")
    ProjectionView get(@PathVariable String name) {
        return view(name);
    }

    @OpenTo(staff = Permission.OPERATIONS)
    @PostMapping(GENERATION + "/rollback")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void rollBack(@PathVariable String name, @PathVariable int generation) {
        rebuilds.rollBack(name, generation);
    }

    @OpenTo(staff = Permission.OPERATIONS)
    @DeleteMapping(GENERATION)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void drop(@PathVariable String name, @PathVariable int generation) {
        rebuilds.drop(name, generation);
    }

    private ProjectionView view(String name) {
        return new ProjectionView(
                name,
                rebuilds.all(name).stream()
                        .map(entry -> GenerationView.of(entry, progress))
                        .toList());
    }
}
