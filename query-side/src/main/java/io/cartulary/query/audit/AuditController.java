package io.cartulary.query.audit;

import io.cartulary.query.audit.AuditQuery.*;
import io.cartulary.query.projection.answer.Questions;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.access.Permission;
import io.cartulary.web.page.Cursors;
import io.cartulary.web.page.Page;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Shows staff the audit trail.
@RestController
class AuditController {

    private static final String CURSOR = "audit";
    private static final String REQUESTS = "staff-requests";

    private final Questions questions;
    private final Cursors cursors;

    AuditController(Questions questions, Cursors cursors) {
        this.questions = questions;
        this.cursors = cursors;
    }

    @OpenTo(staff = Permission.AUDIT)
    @GetMapping("/api/v1/admin/audit")
    Page<AuditEntry> list(
            @RequestParam(required = false) @Nullable String aggregate,
            @RequestParam(required = false) @Nullable String type,
            @RequestParam(required = false) @Nullable String actor,
            @RequestParam(required = false) @Nullable String staff,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        var size = Cursors.size(limit);
        var after =
                cursors.read(
                        CURSOR,
                        cursor,
                        key ->
                                new After(
                                        Instant.parse(key.getFirst()),
                                        Long.parseLong(key.getLast())));
        var query = new ListAuditEntries(aggregate, type, actor, staff, from, to, after, size + 1);
        return cursors.page(
                CURSOR,
                questions.list(query, AuditEntry.class),
                size,
                entry -> List.of(entry.at().toString(), Long.toString(entry.position())));
    }

    @OpenTo(staff = Permission.AUDIT)
    @GetMapping("/api/v1/admin/audit/requests")
    Page<StaffRequest> requests(
            @RequestParam(required = false) @Nullable String actor,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        var size = Cursors.size(limit);
        var after =
                cursors.read(
                        REQUESTS,
                        cursor,
                        key -> new AfterRequest(Instant.parse(key.getFirst()), key.getLast()));
        var query = new ListStaffRequests(actor, from, to, after, size + 1);
        return cursors.page(
                REQUESTS,
                questions.list(query, StaffRequest.class),
                size,
                request -> List.of(request.at().toString(), request.requestId()));
    }
}
