package io.cartulary.command.pricing.rules;

import io.cartulary.command.pricing.rules.PricingRuleCommand.*;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.pricing.Destination;
import io.cartulary.events.pricing.ListPrice;
import io.cartulary.events.pricing.PriceListId;
import io.cartulary.events.pricing.ShippingMethodId;
import io.cartulary.events.pricing.ShippingRate;
import io.cartulary.events.pricing.TaxRates;
import io.cartulary.events.pricing.TaxRuleId;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.access.Permission;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Set;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Tax rules, shipping methods and price lists, for staff.
@RestController
class PricingRulesController {

    private static final String CODE = "[a-z0-9][a-z0-9_-]{0,39}";

    private final CommandGateway commands;

    PricingRulesController(CommandGateway commands) {
        this.commands = commands;
    }

    record NewShippingMethod(
            @NotBlank @Size(max = 100) String name,
            @NotEmpty @Size(max = 1_000) List<@NotNull ShippingRate> rates) {}

    /// @param destinations absent for everywhere
    record NewPriceList(
            @NotNull CurrencyUnit currency, @Nullable Set<@NotNull Destination> destinations) {}

    record NewListPrices(@NotEmpty @Size(max = 1_000) List<@NotNull ListPrice> prices) {}

    @OpenTo(staff = Permission.PRICING)
    @PutMapping("/api/v1/admin/tax-rules/{destination}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void setTaxRule(@PathVariable Destination destination, @RequestBody TaxRates rates) {
        commands.sendAndWait(new SetTaxRule(TaxRuleId.of(destination), destination, rates));
    }

    @OpenTo(staff = Permission.PRICING)
    @DeleteMapping("/api/v1/admin/tax-rules/{destination}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removeTaxRule(@PathVariable Destination destination) {
        commands.sendAndWait(new RemoveTaxRule(TaxRuleId.of(destination)));
    }

    @OpenTo(staff = Permission.PRICING)
    @PutMapping("/api/v1/admin/shipping-methods/{code}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void defineShippingMethod(
            @PathVariable @Pattern(regexp = CODE) String code,
            @Valid @RequestBody NewShippingMethod method) {
        commands.sendAndWait(
                new DefineShippingMethod(ShippingMethodId.of(code), method.name(), method.rates()));
    }

    @OpenTo(staff = Permission.PRICING)
    @DeleteMapping("/api/v1/admin/shipping-methods/{code}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdrawShippingMethod(@PathVariable @Pattern(regexp = CODE) String code) {
        commands.sendAndWait(new WithdrawShippingMethod(ShippingMethodId.of(code)));
    }

    @OpenTo(staff = Permission.PRICING)
    @PutMapping("/api/v1/admin/price-lists/{code}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void openPriceList(
            @PathVariable @Pattern(regexp = CODE) String code,
            @Valid @RequestBody NewPriceList list) {
        commands.sendAndWait(
                new OpenPriceList(
                        PriceListId.of(code),
                        list.currency(),
                        list.destinations() == null ? Set.of() : list.destinations()));
    }

    @OpenTo(staff = Permission.PRICING)
    @PostMapping("/api/v1/admin/price-lists/{code}/closure")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void closePriceList(@PathVariable @Pattern(regexp = CODE) String code) {
        commands.sendAndWait(new ClosePriceList(PriceListId.of(code)));
    }

    @OpenTo(staff = Permission.PRICING)
    @PutMapping("/api/v1/admin/price-lists/{code}/prices")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void setPrices(
            @PathVariable @Pattern(regexp = CODE) String code,
            @Valid @RequestBody NewListPrices prices) {
        commands.sendAndWait(new SetListPrices(PriceListId.of(code), prices.prices()));
    }

    @OpenTo(staff = Permission.PRICING)
    @DeleteMapping("/api/v1/admin/price-lists/{code}/prices/{sku}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removePrice(@PathVariable @Pattern(regexp = CODE) String code, @PathVariable Sku sku) {
        commands.sendAndWait(new RemoveListPrices(PriceListId.of(code), List.of(sku)));
    }
}
