package io.cartulary.command.order.edit;

import io.cartulary.command.order.OrderCommand.*;
import io.cartulary.command.order.payment.NewPayment;
import io.cartulary.command.order.payment.OrderAccount;
import io.cartulary.command.payment.provider.PaymentProviders;
import io.cartulary.command.pricing.Basket;
import io.cartulary.command.pricing.OrderPricing;
import io.cartulary.command.pricing.tables.PricingTables;
import io.cartulary.events.InvalidValue;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.inventory.SkuQuantity;
import io.cartulary.events.order.EditId;
import io.cartulary.events.order.OrderId;
import io.cartulary.events.order.ReturnId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.InstantSource;
import java.util.List;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Prices what staff add to an order, and asks the order to change.
@Component
class OrderEditService {

    private final CommandGateway commands;
    private final PricingTables tables;
    private final OrderPricing pricing;
    private final PaymentProviders providers;
    private final InstantSource clock;

    OrderEditService(
            CommandGateway commands,
            PricingTables tables,
            OrderPricing pricing,
            PaymentProviders providers,
            InstantSource clock) {
        this.commands = commands;
        this.tables = tables;
        this.pricing = pricing;
        this.providers = providers;
        this.clock = clock;
    }

    record Addition(@NotNull Sku sku, @Min(1) @Max(999) int quantity) {

        static void requireOneEach(List<Addition> added) {
            if (added.stream().map(Addition::sku).distinct().count() < added.size()) {
                throw new InvalidValue("add", "must name each SKU once");
            }
        }
    }

    /// @throws io.cartulary.command.pricing.PricingRefused when something added cannot be sold
    EditSummary edit(
            OrderId orderId,
            EditId editId,
            @Nullable ReturnId returnId,
            List<WantedPieces> removed,
            List<ReceivedPieces> received,
            List<@Valid Addition> added,
            @Nullable NewPayment payment) {
        var order = commands.<OrderAccount>sendAndWait(new ReadAccount(orderId));
        var now = clock.instant();
        var wanted = added.stream().map(one -> new SkuQuantity(one.sku(), one.quantity())).toList();
        var basket =
                new Basket(order.customerId(), wanted, List.of(), order.due().getCurrencyUnit());
        var priced =
                pricing.addition(
                        tables.read(basket, order.destination(), now), order.destination());
        return commands.sendAndWait(
                new RequestEdit(
                        orderId,
                        editId,
                        returnId,
                        removed,
                        received,
                        priced.lines(),
                        priced.totals().taxIncluded(),
                        payment == null ? null : payment.provider(),
                        payment == null
                                ? null
                                : providers.tokenToKeep(
                                        payment.provider(), order.customerId(), payment.token()),
                        now));
    }
}
