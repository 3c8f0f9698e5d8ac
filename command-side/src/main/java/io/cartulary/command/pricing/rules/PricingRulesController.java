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
import io.cartulary.web.access.Caller;
import io.cartulary.web.access.OpenTo;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
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
@Tag(name = "Pricing administration")
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

    @Operation(
            summary = "Sets how goods to a country or a region of it are taxed, as a whole",
            description =
                    "Rates are strings in percent by tax class, such as `\"8.875\"`; the rule of a region takes the"
                            + " place of its country's. Holds for orders from now on.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            examples =
                                    @ExampleObject(
                                            """
                                            {"byClass": {"standard": "7.25", "food": "0"}, "includedInPrices": false}\
                                            """)))
    @ApiResponse(responseCode = "204", description = "Set, or already so")
    @ApiResponse(responseCode = "400", description = "`INVALID_VALUE`")
    @OpenTo(Caller.STAFF)
    @PutMapping("/api/v1/admin/tax-rules/{destination}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void setTaxRule(@PathVariable Destination destination, @RequestBody TaxRates rates) {
        commands.sendAndWait(new SetTaxRule(TaxRuleId.of(destination), destination, rates));
    }

    @Operation(
            summary = "Removes the rule of a destination",
            description = "What the settings say of it holds again.")
    @ApiResponse(responseCode = "204", description = "Removed, or already so")
    @ApiResponse(responseCode = "404", description = "`NOT_FOUND`: it never had a rule")
    @OpenTo(Caller.STAFF)
    @DeleteMapping("/api/v1/admin/tax-rules/{destination}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removeTaxRule(@PathVariable Destination destination) {
        commands.sendAndWait(new RemoveTaxRule(TaxRuleId.of(destination)));
    }

    @Operation(
            summary = "Defines a shipping method and its rates, as a whole",
            description =
                    "Of the rates the first counts that fits the order's currency, destination,"
                            + " weight and total.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            examples =
                                    @ExampleObject(
                                            """
                                            {"name": "Courier", "rates": [
                                              {"destinations": ["DE", "AT"], "upToGrams": 5000,
                                               "price": {"amount": 495, "currency": "EUR"},
                                               "freeFrom": {"amount": 6000, "currency": "EUR"}},
                                              {"price": {"amount": 1295, "currency": "EUR"},
                                               "perFurtherKilogram": {"amount": 450, "currency": "EUR"}}]}\
                                            """)))
    @ApiResponse(responseCode = "204", description = "Defined, or already so")
    @ApiResponse(responseCode = "400", description = "`INVALID_VALUE`")
    @OpenTo(Caller.STAFF)
    @PutMapping("/api/v1/admin/shipping-methods/{code}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void defineShippingMethod(
            @PathVariable @Pattern(regexp = CODE) String code,
            @Valid @RequestBody NewShippingMethod method) {
        commands.sendAndWait(
                new DefineShippingMethod(ShippingMethodId.of(code), method.name(), method.rates()));
    }

    @Operation(summary = "Offers a shipping method no longer, also one of the settings")
    @ApiResponse(responseCode = "204", description = "Withdrawn, or already so")
    @OpenTo(Caller.STAFF)
    @DeleteMapping("/api/v1/admin/shipping-methods/{code}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdrawShippingMethod(@PathVariable @Pattern(regexp = CODE) String code) {
        commands.sendAndWait(new WithdrawShippingMethod(ShippingMethodId.of(code)));
    }

    @Operation(
            summary = "Opens a price list, or changes for which destinations it is",
            description =
                    "A shopper who chose its currency pays its prices; what is not on it costs what"
                            + " the catalogue says, if that is in the same currency.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            examples =
                                    @ExampleObject(
                                            """
                                            {"currency": "JPY", "destinations": ["JP"]}\
                                            """)))
    @ApiResponse(responseCode = "204", description = "Open, or already so")
    @ApiResponse(responseCode = "409", description = "`CURRENCY_OF_LIST_DIFFERS`")
    @OpenTo(Caller.STAFF)
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

    @Operation(summary = "Uses a price list no longer, until it is opened again")
    @ApiResponse(responseCode = "204", description = "Closed, or already so")
    @ApiResponse(responseCode = "404", description = "`NOT_FOUND`")
    @OpenTo(Caller.STAFF)
    @PostMapping("/api/v1/admin/price-lists/{code}/closure")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void closePriceList(@PathVariable @Pattern(regexp = CODE) String code) {
        commands.sendAndWait(new ClosePriceList(PriceListId.of(code)));
    }

    @Operation(
            summary = "Sets the prices of up to 1000 SKUs on a list",
            description = "Prices of other SKUs stay.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            examples =
                                    @ExampleObject(
                                            """
                                            {"prices": [{"sku": "TONER-100", "price": {"amount": 1980, "currency": "JPY"}}]}\
                                            """)))
    @ApiResponse(responseCode = "204", description = "Set, or already so")
    @ApiResponse(responseCode = "404", description = "`NOT_FOUND`")
    @ApiResponse(responseCode = "409", description = "`CURRENCY_OF_LIST_DIFFERS`")
    @ApiResponse(responseCode = "422", description = "`PRICE_TOO_HIGH`, `PRICE_LIST_FULL`")
    @OpenTo(Caller.STAFF)
    @PutMapping("/api/v1/admin/price-lists/{code}/prices")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void setPrices(
            @PathVariable @Pattern(regexp = CODE) String code,
            @Valid @RequestBody NewListPrices prices) {
        commands.sendAndWait(new SetListPrices(PriceListId.of(code), prices.prices()));
    }

    @Operation(summary = "Takes a SKU off a price list")
    @ApiResponse(responseCode = "204", description = "Not on the list any more")
    @ApiResponse(responseCode = "404", description = "`NOT_FOUND`")
    @OpenTo(Caller.STAFF)
    @DeleteMapping("/api/v1/admin/price-lists/{code}/prices/{sku}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removePrice(@PathVariable @Pattern(regexp = CODE) String code, @PathVariable Sku sku) {
        commands.sendAndWait(new RemoveListPrices(PriceListId.of(code), List.of(sku)));
    }
}
