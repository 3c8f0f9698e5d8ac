package io.cartulary.events.pricing;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.cartulary.events.Ids;
import io.cartulary.events.Text;

/// Identifies the tax rule of one destination, for example `taxrule-US-CA`: a destination has one
/// rule.
public record TaxRuleId(@JsonValue @Text(max = Ids.LONGEST) String value) {

    private static final String PREFIX = "taxrule-";

    @JsonCreator
    public TaxRuleId {
        Ids.check(PREFIX, value);
    }

    public static TaxRuleId of(Destination destination) {
        return new TaxRuleId(PREFIX + destination);
    }

    @Override
    public String toString() {
        return value;
    }
}
