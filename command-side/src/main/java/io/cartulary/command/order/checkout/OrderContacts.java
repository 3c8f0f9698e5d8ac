package io.cartulary.command.order.checkout;

import io.cartulary.command.account.credential.AccountEmails;
import io.cartulary.command.customer.CustomerRecords;
import io.cartulary.command.order.checkout.NewOrder.NewContact;
import io.cartulary.events.account.AccountId;
import io.cartulary.events.order.Contact;
import io.cartulary.web.access.CurrentAccount;
import io.cartulary.web.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// How the person who orders is reached: as they say, or as their account does.
@Component
class OrderContacts {

    private final AccountEmails emails;
    private final CustomerRecords customers;

    OrderContacts(AccountEmails emails, CustomerRecords customers) {
        this.emails = emails;
        this.customers = customers;
    }

    Contact of(@Nullable NewContact given) {
        return given == null ? of(CurrentAccount.ofShopper().orElseThrow()) : given.contact();
    }

    private Contact of(AccountId account) {
        var email =
                emails.find(account)
                        .orElseThrow(() -> ProblemException.notFound("account " + account));
        return new Contact(email, customers.find(account.customer()).profile().phone());
    }
}
