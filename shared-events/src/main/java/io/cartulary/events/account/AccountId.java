package io.cartulary.events.account;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.cartulary.events.Ids;
import io.cartulary.events.Text;
import io.cartulary.events.customer.CustomerId;

/// Identifies what one person logs in with, for example `account-0197…`.
public record AccountId(@JsonValue @Text(max = Ids.LONGEST) String value) {

    private static final String PREFIX = "account-";

    @JsonCreator
    public AccountId {
        Ids.check(PREFIX, value);
    }

    /// The one that the same name always gets.
    public static AccountId named(String name) {
        return new AccountId(Ids.named(PREFIX, name));
    }

    /// As whom the account's owner buys. Personal data of the account are theirs.
    public CustomerId customer() {
        return new CustomerId("customer-" + value.substring(PREFIX.length()));
    }

    /// The account of a customer, if they have one.
    public static AccountId of(CustomerId customer) {
        return new AccountId(PREFIX + customer.value().substring("customer-".length()));
    }

    @Override
    public String toString() {
        return value;
    }
}
