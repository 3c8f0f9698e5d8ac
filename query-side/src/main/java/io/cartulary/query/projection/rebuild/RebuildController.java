package io.cartulary.query.projection.rebuild;

import io.cartulary.events.Text;
import io.cartulary.query.projection.answer.PrivateAnswers;
import io.cartulary.query.projection.rebuild.Comparisons.Comparison;
import io.cartulary.query.projection.rebuild.ProjectionController.GenerationView;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.access.Permission;
import io.cartulary.web.version.Unversioned;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.net.URI;
import java.security.Principal;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Lets staff rebuild a read model on demand, watch it, and decide where the result differs.
@RestController
class RebuildController {

    private static final String ROOT = ProjectionController.ROOT + "/{name}/rebuilds";
    private static final String REBUILD = ROOT + "/{generation}";
    private static final int MOST_EVENTS = 10_000_000;

    private final RebuildService rebuilds;
    private final ProjectionProgress progress;
    private final PrivateAnswers answers;

    RebuildController(
            RebuildService rebuilds, ProjectionProgress progress, PrivateAnswers answers) {
        this.rebuilds = rebuilds;
        this.progress = progress;
        this.answers = answers;
    }

    /// @param reason why the difference is right, or wrong
    record Decision(@NotBlank @Text(max = 500) String reason) {}

    /// @param eventsPerSecond of the store that are read at most
    record Throttle(@Min(1) @Max(MOST_EVENTS) int eventsPerSecond) {}

    @OpenTo(staff = Permission.OPERATIONS)
    @Unversioned
    @PostMapping(ROOT)
    ResponseEntity<GenerationView> begin(@PathVariable String name) {
        var begun = rebuilds.begin(name);
        return ResponseEntity.accepted()
                .location(
                        URI.create(
                                "%s/%s/rebuilds/%d"
                                        .formatted(
                                                ProjectionController.ROOT,
                                                name,
                                                begun.generation())))
                .body(GenerationView.of(begun, progress));
    }

    @OpenTo(staff = Permission.OPERATIONS)
    @GetMapping(REBUILD)
    ResponseEntity<GenerationView> get(@PathVariable String name, @PathVariable int generation) {
        var entry = rebuilds.find(name, generation);
        return answers.of(GenerationView.of(entry, progress), entry.tag());
    }

    @OpenTo(staff = Permission.OPERATIONS)
    @PostMapping(REBUILD + "/abandonment")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void giveUp(@PathVariable String name, @PathVariable int generation) {
        rebuilds.giveUp(name, generation);
    }

    @OpenTo(staff = Permission.OPERATIONS)
    @PostMapping(REBUILD + "/pause")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void pause(@PathVariable String name, @PathVariable int generation) {
        rebuilds.pause(name, generation, true);
    }

    @OpenTo(staff = Permission.OPERATIONS)
    @PostMapping(REBUILD + "/resumption")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void resume(@PathVariable String name, @PathVariable int generation) {
        rebuilds.pause(name, generation, false);
    }

    @OpenTo(staff = Permission.OPERATIONS)
    @PutMapping(REBUILD + "/throttle")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void throttle(
            @PathVariable String name,
            @PathVariable int generation,
            @Valid @RequestBody Throttle throttle) {
        rebuilds.throttle(name, generation, throttle.eventsPerSecond());
    }

    @OpenTo(staff = Permission.OPERATIONS)
    @DeleteMapping(REBUILD + "/throttle")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void liftThrottle(@PathVariable String name, @PathVariable int generation) {
        rebuilds.throttle(name, generation, null);
    }

    @OpenTo(staff = Permission.OPERATIONS)
    @GetMapping(REBUILD + "/comparison")
    ResponseEntity<Comparison> comparison(@PathVariable String name, @PathVariable int generation) {
        var entry = rebuilds.find(name, generation);
        return answers.of(rebuilds.comparison(name, generation), entry.tag());
    }

    @OpenTo(staff = Permission.OPERATIONS)
    @PostMapping(REBUILD + "/comparison")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void compareAgain(@PathVariable String name, @PathVariable int generation) {
        rebuilds.compareAgain(name, generation);
    }

    @OpenTo(staff = Permission.OPERATIONS)
    @PostMapping(REBUILD + "/acceptance")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void accept(
            @PathVariable String name,
            @PathVariable int generation,
            @Valid @RequestBody Decision decision,
            Principal staff) {
        rebuilds.accept(name, generation, staff.getName(), decision.reason());
    }

    @OpenTo(staff = Permission.OPERATIONS)
    @PostMapping(REBUILD + "/refusal")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void refuse(
            @PathVariable String name,
            @PathVariable int generation,
            @Valid @RequestBody Decision decision,
            Principal staff) {
        rebuilds.refuse(name, generation, staff.getName(), decision.reason());
    }
}
