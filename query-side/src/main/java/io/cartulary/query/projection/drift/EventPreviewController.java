package io.cartulary.query.projection.drift;

import io.cartulary.query.projection.drift.EventPreview.Preview;
import io.cartulary.query.projection.drift.SupposedEvents.Supposed;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.access.Permission;
import io.cartulary.web.problem.ProblemException;
import io.cartulary.web.version.Unversioned;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// Shows staff what events would change before anything is recorded.
@RestController
class EventPreviewController {

    private static final int MOST_EVENTS = 20;

    private final SampledObjects samples;
    private final SupposedEvents supposed;
    private final EventPreview preview;

    EventPreviewController(SampledObjects samples, SupposedEvents supposed, EventPreview preview) {
        this.samples = samples;
        this.supposed = supposed;
        this.preview = preview;
    }

    record WantedEvent(@NotBlank String type, @NotNull JsonNode payload) {}

    record WantedPreview(
            @NotEmpty @Size(max = MOST_EVENTS) List<@NotNull @Valid WantedEvent> events) {}

    @OpenTo(staff = Permission.OPERATIONS)
    @Unversioned
    @PostMapping("/api/v1/admin/event-previews")
    Preview preview(@Valid @RequestBody WantedPreview wanted) {
        if (!samples.areFound()) {
            throw new ProblemException(
                    HttpStatus.CONFLICT,
                    "NOT_SAMPLED",
                    "The events of one object are not found alone here, so what an event would change is not known.",
                    null);
        }
        return preview.of(
                supposed.messages(
                        wanted.events().stream()
                                .map(event -> new Supposed(event.type(), event.payload()))
                                .toList()));
    }
}
