package io.cartulary.query.projection.drift;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

import io.cartulary.query.projection.ProjectionDefinition;
import io.cartulary.query.projection.answer.PrivateAnswers;
import io.cartulary.query.projection.drift.DriftFindings.Check;
import io.cartulary.query.projection.drift.DriftFindings.DriftingObject;
import io.cartulary.query.projection.rebuild.AwaitedGenerations;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.access.Permission;
import io.cartulary.web.problem.ProblemException;
import io.cartulary.web.version.Unversioned;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Shows staff which rows of a live read model do not follow from their events.
@RestController
class DriftController {

    private static final String PATH = "/api/v1/admin/projections/{name}/drift";
    private static final int MOST_OBJECTS = 100;

    private final Map<String, ProjectionDefinition> definitions;
    private final DriftDetector detector;
    private final DriftCheck check;
    private final DriftFindings findings;
    private final SampledObjects samples;
    private final AwaitedGenerations readers;
    private final PrivateAnswers answers;

    DriftController(
            List<ProjectionDefinition> definitions,
            DriftDetector detector,
            DriftCheck check,
            DriftFindings findings,
            SampledObjects samples,
            AwaitedGenerations readers,
            PrivateAnswers answers) {
        this.definitions =
                definitions.stream()
                        .collect(toUnmodifiableMap(ProjectionDefinition::name, identity()));
        this.detector = detector;
        this.check = check;
        this.findings = findings;
        this.samples = samples;
        this.readers = readers;
        this.answers = answers;
    }

    /// @param objects those whose rows are to be checked; absent for a sample
    record Wanted(@Nullable @Size(min = 1, max = MOST_OBJECTS) List<@NotBlank String> objects) {}

    /// @param checked how many objects the last check compared
    /// @param skipped how many it did not: they have parked events or too many, or changed just
    ///   then
    /// @param drifting how many objects are known to drift
    /// @param notSampled tables whose rows follow from many objects, which only a rebuild compares
    /// @param objects those that drift, at most 100
    record Drift(
            int generation,
            @Nullable Instant checkedAt,
            @Nullable Long position,
            int checked,
            int skipped,
            long drifting,
            List<String> notSampled,
            List<DriftingObject> objects) {}

    @OpenTo(staff = Permission.OPERATIONS)
    @GetMapping(PATH)
    ResponseEntity<Drift> get(@PathVariable String name) {
        return answers.of(drift(find(name)));
    }

    @OpenTo(staff = Permission.OPERATIONS)
    @Unversioned
    @PostMapping(PATH)
    Drift check(
            @PathVariable String name,
            @Valid @RequestBody(required = false) @Nullable Wanted wanted) {
        var definition = find(name);
        if (!samples.areFound() || definition.objectRows().isEmpty()) {
            throw new ProblemException(
                    HttpStatus.CONFLICT,
                    "NOT_SAMPLED",
                    "No row of %s can be made from the events of one object here; a rebuild compares all of them."
                            .formatted(name),
                    null);
        }
        if (wanted == null || wanted.objects() == null) {
            detector.check(definition);
        } else {
            detector.check(definition, wanted.objects());
        }
        return drift(definition);
    }

    private Drift drift(ProjectionDefinition definition) {
        var name = definition.name();
        var last = findings.of(name);
        return new Drift(
                readers.of(name).number(),
                last.map(Check::checkedAt).orElse(null),
                last.map(Check::position).orElse(null),
                last.map(Check::checked).orElse(0),
                last.map(Check::skipped).orElse(0),
                last.map(Check::drifting).orElse(0L),
                check.notSampled(definition),
                findings.drifting(name, MOST_OBJECTS));
    }

    private ProjectionDefinition find(String name) {
        var definition = definitions.get(name);
        if (definition == null) {
            throw ProblemException.notFound("projection " + name);
        }
        return definition;
    }
}
