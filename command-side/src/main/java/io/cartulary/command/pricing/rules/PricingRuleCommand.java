package io.cartulary.command.pricing.rules;

import io.cartulary.events.InvalidValue;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.pricing.Destination;
import io.cartulary.events.pricing.ListPrice;
import io.cartulary.events.pricing.PriceListId;
import io.cartulary.events.pricing.ShippingMethodId;
import io.cartulary.events.pricing.ShippingRate;
import io.cartulary.events.pricing.TaxRates;
import io.cartulary.events.pricing.TaxRuleId;
import java.util.List;
import java.util.Set;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.joda.money.CurrencyUnit;

/// Everything one can ask of the rules that prices are made by.
public sealed interface PricingRuleCommand {

    /// The most SKUs of one price list.
    int MAXIMUM_LIST_PRICES = 200_000;

    /// Sets the whole rule of a destination, in place of what it was.
    record SetTaxRule(
            @TargetAggregateIdentifier TaxRuleId taxRuleId, Destination destination, TaxRates rates)
            implements PricingRuleCommand {}

    record RemoveTaxRule(@TargetAggregateIdentifier TaxRuleId taxRuleId)
            implements PricingRuleCommand {}

    /// Offers a method at these rates, in place of those it had; the first that fits counts.
    record DefineShippingMethod(
            @TargetAggregateIdentifier ShippingMethodId shippingMethodId,
            String name,
            List<ShippingRate> rates)
            implements PricingRuleCommand {

        public DefineShippingMethod {
            if (rates.isEmpty()) {
                throw new InvalidValue("rates", "must not be empty");
            }
        }
    }

    /// Also of a method that only the settings offer.
    record WithdrawShippingMethod(@TargetAggregateIdentifier ShippingMethodId shippingMethodId)
            implements PricingRuleCommand {}

    /// Opens a list, again too, or says once more for which destinations it is. Its currency stays.
    record OpenPriceList(
            @TargetAggregateIdentifier PriceListId priceListId,
            CurrencyUnit currency,
            Set<Destination> destinations)
            implements PricingRuleCommand {}

    /// Sets the prices of some SKUs; all others stay.
    record SetListPrices(@TargetAggregateIdentifier PriceListId priceListId, List<ListPrice> prices)
            implements PricingRuleCommand {}

    record RemoveListPrices(@TargetAggregateIdentifier PriceListId priceListId, List<Sku> skus)
            implements PricingRuleCommand {}

    record ClosePriceList(@TargetAggregateIdentifier PriceListId priceListId)
            implements PricingRuleCommand {}
}
