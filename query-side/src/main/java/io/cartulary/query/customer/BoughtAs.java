package io.cartulary.query.customer;

import io.cartulary.events.cart.CartId;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.query.customer.CustomerQuery.ListGuestsOf;
import io.cartulary.query.projection.answer.Questions;
import io.cartulary.web.access.CartTokens;
import io.cartulary.web.access.CurrentAccount;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/// As which customers a person placed their orders: as themselves, and with an account also as the
/// guests whose orders it took over.
@Component
public class BoughtAs {

    private final Questions questions;

    BoughtAs(Questions questions) {
        this.questions = questions;
    }

    /// Of the shopper who calls, and whose cart it is.
    public List<CustomerId> shopper(CartId cart) {
        var customer = CartTokens.guestOf(cart);
        return CurrentAccount.ofShopper().isPresent() ? customer(customer) : List.of(customer);
    }

    public List<CustomerId> customer(CustomerId customer) {
        var all = new ArrayList<>(List.of(customer));
        all.addAll(questions.list(new ListGuestsOf(customer), CustomerId.class));
        return all;
    }
}
