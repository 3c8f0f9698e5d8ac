package io.cartulary.command.effect.ledger;

import io.cartulary.command.effect.EffectId;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.access.Permission;
import io.cartulary.web.page.Cursors;
import io.cartulary.web.page.Page;
import io.cartulary.web.problem.ProblemException;
import io.cartulary.web.version.Unversioned;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Staff see what is done outside, and decide what cannot go on by itself.
@RestController
class EffectController {

    private static final String CURSOR = "effects";

    private final EffectLedger ledger;
    private final EffectService service;
    private final Cursors cursors;

    EffectController(EffectLedger ledger, EffectService service, Cursors cursors) {
        this.ledger = ledger;
        this.service = service;
        this.cursors = cursors;
    }

    /// @param didNotHappen whether staff made sure that no earlier attempt took effect
    record Retry(boolean didNotHappen) {}

    @OpenTo(staff = Permission.OPERATIONS)
    @GetMapping("/api/v1/admin/effects")
    Page<Effect> list(
            @RequestParam(required = false) @Nullable EffectState state,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String target,
            @RequestParam(required = false) @Nullable String subject,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        var size = Cursors.size(limit);
        var last = cursors.read(CURSOR, cursor, key -> Long.valueOf(key.getFirst()));
        var before = last == null ? Long.MAX_VALUE : last;
        return cursors.page(
                CURSOR,
                ledger.list(state, kind, target, subject, before, size + 1),
                size,
                effect -> List.of(Long.toString(effect.effectNo())));
    }

    @OpenTo(staff = Permission.OPERATIONS)
    @GetMapping("/api/v1/admin/effects/{effectId}")
    Effect find(@PathVariable EffectId effectId) {
        return ledger.find(effectId)
                .orElseThrow(() -> ProblemException.notFound("effect " + effectId));
    }

    @Unversioned
    @OpenTo(staff = Permission.OPERATIONS)
    @PostMapping("/api/v1/admin/effects/{effectId}/retry")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Effect retry(
            @PathVariable EffectId effectId,
            @RequestBody(required = false) @Nullable Retry retry,
            Principal staff) {
        return service.retry(effectId, retry != null && retry.didNotHappen(), staff.getName());
    }

    @Unversioned
    @OpenTo(staff = Permission.OPERATIONS)
    @PostMapping("/api/v1/admin/effects/{effectId}/abandonment")
    Effect giveUp(@PathVariable EffectId effectId, Principal staff) {
        return service.giveUp(effectId, staff.getName());
    }
}
