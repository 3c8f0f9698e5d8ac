package io.cartulary.command.catalog;

import static io.cartulary.command.catalog.CatalogRejection.UNKNOWN_TAX_CLASS;

import io.cartulary.command.pricing.tables.PricingTables;
import io.cartulary.command.refusal.CommandRejected;
import org.springframework.stereotype.Component;

/// Sees that what is offered has a tax class that some tax rule has.
@Component
class TaxClassCheck {

    private final PricingTables pricing;

    TaxClassCheck(PricingTables pricing) {
        this.pricing = pricing;
    }

    /// Refused with `UNKNOWN_TAX_CLASS`. What is offered stays for sale when the rule goes: it is
    /// taxed like `standard` then.
    void require(String taxClass) {
        if (!pricing.isTaxClass(taxClass)) {
            throw new CommandRejected(UNKNOWN_TAX_CLASS);
        }
    }
}
