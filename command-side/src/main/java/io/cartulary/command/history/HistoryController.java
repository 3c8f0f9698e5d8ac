package io.cartulary.command.history;

import io.cartulary.web.access.OpenTo;
import io.cartulary.web.access.Permission;
import io.cartulary.web.page.Cursors;
import io.cartulary.web.page.Page;
import io.cartulary.web.problem.ProblemException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Shows staff the past of any object.
@RestController
class HistoryController {

    private static final String CURSOR = "history/";

    private final ObjectHistory history;
    private final Cursors cursors;

    HistoryController(ObjectHistory history, Cursors cursors) {
        this.history = history;
        this.cursors = cursors;
    }

    @OpenTo(staff = Permission.AUDIT)
    @GetMapping("/api/v1/admin/history/{objectId}")
    Page<HistoryEntry> list(
            @PathVariable String objectId,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        var size = Cursors.size(limit);
        var purpose = CURSOR + objectId;
        var before = cursors.read(purpose, cursor, key -> Long.valueOf(key.getFirst()));
        return cursors.page(
                purpose,
                history.list(objectId, before, size + 1),
                size,
                entry -> List.of(Long.toString(entry.version())));
    }

    @OpenTo(staff = Permission.AUDIT)
    @GetMapping("/api/v1/admin/history/{objectId}/state")
    PastObject state(
            @PathVariable String objectId,
            @RequestParam(required = false) @Nullable Instant asOf,
            @RequestParam(required = false) @Nullable Long version) {
        if (asOf != null && version != null) {
            throw new ProblemException(
                    HttpStatus.BAD_REQUEST,
                    "INVALID_VALUE",
                    "asOf and version must not both be given.",
                    "version");
        }
        if (asOf != null) {
            return history.asOf(objectId, asOf);
        }
        return version == null ? history.latest(objectId) : history.atVersion(objectId, version);
    }
}
