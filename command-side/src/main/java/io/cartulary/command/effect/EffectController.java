package io.cartulary.command.effect;

import io.cartulary.web.access.Caller;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.page.Cursors;
import io.cartulary.web.page.Page;
import io.cartulary.web.problem.ProblemException;
import io.cartulary.web.version.Unversioned;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
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
@Tag(name = "Effects")
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

    @Operation(
            summary = "What was done outside, or is to be: the latest first",
            description = "`state=PARKED` lists what waits for a decision.")
    @ApiResponse(
            responseCode = "200",
            useReturnTypeSchema = true,
            content =
                    @Content(
                            examples =
                                    @ExampleObject(
                                            """
                                            {"items": [{"effectNo": 7, "effectId": "effect-0f0a…", "kind": "payment-refund",
                                              "target": "stripe", "guarantee": "DEDUPLICATED_BY_KEY", "subject": "payment-0197…",
                                              "key": "refund-0197…", "round": 0, "causeEventId": "3b1c…", "state": "PARKED",
                                              "attempts": 1, "inDoubt": false, "dueAt": "2026-01-15T12:00:00Z",
                                              "error": "charge_already_refunded: Charge ch_1 has already been refunded.",
                                              "recordedAt": "2026-01-15T12:00:00Z"}]}\
                                            """)))
    @OpenTo(Caller.STAFF)
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

    @Operation(summary = "One effect")
    @ApiResponse(responseCode = "200")
    @ApiResponse(responseCode = "404", description = "`NOT_FOUND`")
    @OpenTo(Caller.STAFF)
    @GetMapping("/api/v1/admin/effects/{effectId}")
    Effect find(@PathVariable EffectId effectId) {
        return ledger.find(effectId)
                .orElseThrow(() -> ProblemException.notFound("effect " + effectId));
    }

    @Operation(
            summary = "Tries a parked effect again",
            description =
                    "One that was refused, or of which the body says that it certainly did not happen, is asked"
                            + " for anew, under another key. One that is found by query is looked up first.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(examples = @ExampleObject("{\"didNotHappen\": false}")))
    @ApiResponse(responseCode = "202", description = "Due again")
    @ApiResponse(responseCode = "404", description = "`NOT_FOUND`")
    @ApiResponse(
            responseCode = "409",
            description =
                    "`EFFECT_NOT_PARKED`: only a parked effect waits for a decision, `OUTCOME_UNKNOWN`: it may have happened and must not happen twice")
    @Unversioned
    @OpenTo(Caller.STAFF)
    @PostMapping("/api/v1/admin/effects/{effectId}/retry")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Effect retry(
            @PathVariable EffectId effectId,
            @RequestBody(required = false) @Nullable Retry retry,
            Principal staff) {
        return service.retry(effectId, retry != null && retry.didNotHappen(), staff.getName());
    }

    @Operation(
            summary = "Gives a parked effect up",
            description =
                    "A refund that was refused becomes refundable again, to be settled in another way.")
    @ApiResponse(responseCode = "200", description = "Given up")
    @ApiResponse(responseCode = "404", description = "`NOT_FOUND`")
    @ApiResponse(
            responseCode = "409",
            description =
                    "`EFFECT_NOT_PARKED`: only a parked effect waits for a decision, `REFUND_UNDER_WAY`: the money may have gone back already")
    @Unversioned
    @OpenTo(Caller.STAFF)
    @PostMapping("/api/v1/admin/effects/{effectId}/abandonment")
    Effect giveUp(@PathVariable EffectId effectId, Principal staff) {
        return service.giveUp(effectId, staff.getName());
    }
}
