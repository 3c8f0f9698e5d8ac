package io.cartulary.command.inventory;

import io.cartulary.command.inventory.StockCommand.AdjustStock;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.inventory.StockEvent.AdjustmentReason;
import io.cartulary.events.inventory.StockItemId;
import io.cartulary.web.NewIds;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.InstantSource;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Stock, for staff.
@RestController
@Tag(name = "Stock administration")
class StockCommandController {

    private final CommandGateway commands;
    private final InstantSource clock;

    StockCommandController(CommandGateway commands, InstantSource clock) {
        this.commands = commands;
        this.clock = clock;
    }

    /// @param delta pieces that came (positive) or went (negative); not 0
    /// @param reference names the document; one is made when none is given
    /// @param effectiveAt when it happened in the house; now when none is given
    record Adjustment(
            @Min(-10_000_000) @Max(10_000_000) int delta,
            @NotNull AdjustmentReason reason,
            @Nullable @Pattern(regexp = ".*\\S.*") @Size(max = 100) String reference,
            @Nullable @Size(max = 500) String note,
            @Nullable Instant effectiveAt) {

        Adjustment {
            if (delta == 0) {
                throw new IllegalArgumentException("delta must not be 0");
            }
        }
    }

    @Operation(summary = "Adds or takes away pieces; the same reference again changes nothing")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            examples =
                                    @ExampleObject(
                                            """
                                            {"delta": 40, "reason": "DELIVERY", "reference": "delivery note 4711"}\
                                            """)))
    @ApiResponse(responseCode = "204", description = "Counted, or already so")
    @ApiResponse(responseCode = "404", description = "`NOT_FOUND`: no product has this SKU")
    @ApiResponse(responseCode = "409", description = "`BELOW_RESERVED`, `REFERENCE_USED`")
    @ApiResponse(responseCode = "422", description = "`TOO_MANY_ON_HAND`")
    @PostMapping("/api/v1/admin/stock/{sku}/adjustments")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void adjust(@PathVariable Sku sku, @Valid @RequestBody Adjustment adjustment, NewIds ids) {
        var reference = adjustment.reference();
        var effectiveAt = adjustment.effectiveAt();
        commands.sendAndWait(
                new AdjustStock(
                        StockItemId.of(sku),
                        adjustment.delta(),
                        adjustment.reason(),
                        reference == null ? ids.next("adjustment-") : reference,
                        adjustment.note(),
                        effectiveAt == null ? clock.instant() : effectiveAt));
    }
}
