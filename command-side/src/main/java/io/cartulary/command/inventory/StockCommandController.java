package io.cartulary.command.inventory;

import io.cartulary.command.inventory.StockCommand.*;
import io.cartulary.events.InvalidValue;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.inventory.SkuQuantity;
import io.cartulary.events.inventory.StockEvent.AdjustmentReason;
import io.cartulary.events.inventory.StockItemId;
import io.cartulary.events.inventory.WarehouseCode;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.access.Permission;
import io.cartulary.web.idempotency.NewIds;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Stock, for staff.
@RestController
class StockCommandController {

    private final CommandGateway commands;
    private final InstantSource clock;

    StockCommandController(CommandGateway commands, InstantSource clock) {
        this.commands = commands;
        this.clock = clock;
    }

    /// @param warehouse the main one when none is given
    /// @param delta pieces that came (positive) or went (negative); not 0
    /// @param reference names the document; one is made when none is given
    /// @param effectiveAt when it happened in the house; now when none is given
    record Adjustment(
            @Nullable WarehouseCode warehouse,
            @Min(-StockCommand.MOST_MOVED) @Max(StockCommand.MOST_MOVED) int delta,
            @NotNull AdjustmentReason reason,
            @Nullable @Pattern(regexp = ".*\\S.*") @Size(max = 100) String reference,
            @Nullable @Size(max = 500) String note,
            @Nullable Instant effectiveAt) {

        Adjustment {
            if (delta == 0) {
                throw new InvalidValue("delta", "must not be 0");
            }
        }
    }

    @OpenTo(staff = Permission.STOCK)
    @PostMapping("/api/v1/admin/stock/{sku}/adjustments")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void adjust(@PathVariable Sku sku, @Valid @RequestBody Adjustment adjustment, NewIds ids) {
        var reference = adjustment.reference();
        var effectiveAt = adjustment.effectiveAt();
        commands.sendAndWait(
                new AdjustStock(
                        StockItemId.of(sku),
                        orMain(adjustment.warehouse()),
                        adjustment.delta(),
                        adjustment.reason(),
                        reference == null ? ids.next("adjustment-") : reference,
                        adjustment.note(),
                        effectiveAt == null ? clock.instant() : effectiveAt));
    }

    /// @param reference names the document; one is made when none is given
    record Transfer(
            @NotNull WarehouseCode from,
            @NotNull WarehouseCode to,
            @Min(1) @Max(StockCommand.MOST_MOVED) int quantity,
            @Nullable @Pattern(regexp = ".*\\S.*") @Size(max = 100) String reference) {

        Transfer {
            if (from != null && from.equals(to)) {
                throw new InvalidValue("from and to must be two warehouses");
            }
        }
    }

    @OpenTo(staff = Permission.STOCK)
    @PostMapping("/api/v1/admin/stock/{sku}/transfers")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void transfer(@PathVariable Sku sku, @Valid @RequestBody Transfer transfer, NewIds ids) {
        var reference = transfer.reference();
        commands.sendAndWait(
                new TransferStock(
                        StockItemId.of(sku),
                        transfer.from(),
                        transfer.to(),
                        transfer.quantity(),
                        reference == null ? ids.next("transfer-") : reference));
    }

    /// @param lowStockThreshold how few are few; absent when no one wants to hear of it
    /// @param backorderLimit how many may be sold that are yet to come
    record Policy(
            @Nullable @Min(0) @Max(StockCommand.MOST_PIECES) Integer lowStockThreshold,
            @Min(0) @Max(StockCommand.MOST_PIECES) int backorderLimit) {}

    @OpenTo(staff = Permission.STOCK)
    @PutMapping("/api/v1/admin/stock/{sku}/policy")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void agree(@PathVariable Sku sku, @Valid @RequestBody Policy policy) {
        commands.sendAndWait(
                new AgreeStockPolicy(
                        StockItemId.of(sku), policy.lowStockThreshold(), policy.backorderLimit()));
    }

    record Bundle(
            @NotNull @Size(min = 1, max = StockCommand.MOST_PARTS)
                    List<@NotNull @Valid Part> parts) {

        List<SkuQuantity> pieces() {
            return parts.stream()
                    .map(part -> new SkuQuantity(part.sku(), part.quantity()))
                    .toList();
        }
    }

    record Part(@NotNull Sku sku, @Min(1) @Max(StockCommand.MOST_OF_A_PART) int quantity) {}

    @OpenTo(staff = Permission.STOCK)
    @PutMapping("/api/v1/admin/stock/{sku}/bundle")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void bundle(@PathVariable Sku sku, @Valid @RequestBody Bundle bundle) {
        commands.sendAndWait(new DefineBundle(StockItemId.of(sku), bundle.pieces()));
    }

    private static WarehouseCode orMain(@Nullable WarehouseCode warehouse) {
        return warehouse == null ? WarehouseCode.MAIN : warehouse;
    }
}
