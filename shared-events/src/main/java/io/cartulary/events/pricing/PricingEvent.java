package io.cartulary.events.pricing;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.cartulary.events.DomainEvent;
import io.cartulary.events.StoredAs;
import io.cartulary.events.inventory.Sku;
import java.util.List;
import java.util.Set;
import org.joda.money.CurrencyUnit;

/// Everything that can happen to the rules that prices are made by.
public sealed interface PricingEvent extends DomainEvent {

    /// Goods that go to a destination are taxed like this from now on. Source: `SetTaxRule`.
    @StoredAs(name = "pricing.TaxRuleSet", revision = 1)
    record TaxRuleSet(TaxRuleId taxRuleId, Destination destination, TaxRates rates)
            implements PricingEvent {
        @Override
        @JsonIgnore
        public String aggregateId() {
            return taxRuleId.value();
        }
    }

    /// A destination has no tax rule of its own any more. Source: `RemoveTaxRule`.
    @StoredAs(name = "pricing.TaxRuleRemoved", revision = 1)
    record TaxRuleRemoved(TaxRuleId taxRuleId, Destination destination) implements PricingEvent {
        @Override
        @JsonIgnore
        public String aggregateId() {
            return taxRuleId.value();
        }
    }

    /// A shipping method is offered at these rates from now on. Source: `DefineShippingMethod`.
    @StoredAs(name = "pricing.ShippingMethodDefined", revision = 1)
    record ShippingMethodDefined(
            ShippingMethodId shippingMethodId, String name, List<ShippingRate> rates)
            implements PricingEvent {
        @Override
        @JsonIgnore
        public String aggregateId() {
            return shippingMethodId.value();
        }
    }

    /// A shipping method is no longer offered. Source: `WithdrawShippingMethod`.
    @StoredAs(name = "pricing.ShippingMethodWithdrawn", revision = 1)
    record ShippingMethodWithdrawn(ShippingMethodId shippingMethodId) implements PricingEvent {
        @Override
        @JsonIgnore
        public String aggregateId() {
            return shippingMethodId.value();
        }
    }

    /// There is a price list in a currency, for some destinations or for all, or it is for others
    /// from now on. Source: `OpenPriceList`.
    @StoredAs(name = "pricing.PriceListOpened", revision = 1)
    record PriceListOpened(
            PriceListId priceListId, CurrencyUnit currency, Set<Destination> destinations)
            implements PricingEvent {
        @Override
        @JsonIgnore
        public String aggregateId() {
            return priceListId.value();
        }
    }

    /// Some SKUs cost this by the list from now on. Source: `SetListPrices`.
    @StoredAs(name = "pricing.ListPricesSet", revision = 1)
    record ListPricesSet(PriceListId priceListId, List<ListPrice> prices) implements PricingEvent {
        @Override
        @JsonIgnore
        public String aggregateId() {
            return priceListId.value();
        }
    }

    /// Some SKUs are no longer on the list. Source: `RemoveListPrices`.
    @StoredAs(name = "pricing.ListPricesRemoved", revision = 1)
    record ListPricesRemoved(PriceListId priceListId, List<Sku> skus) implements PricingEvent {
        @Override
        @JsonIgnore
        public String aggregateId() {
            return priceListId.value();
        }
    }

    /// The list is not used any more until it is opened again; its prices stay on it. Source:
    /// `ClosePriceList`.
    @StoredAs(name = "pricing.PriceListClosed", revision = 1)
    record PriceListClosed(PriceListId priceListId) implements PricingEvent {
        @Override
        @JsonIgnore
        public String aggregateId() {
            return priceListId.value();
        }
    }
}
