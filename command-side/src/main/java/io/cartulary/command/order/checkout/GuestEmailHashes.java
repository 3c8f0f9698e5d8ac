package io.cartulary.command.order.checkout;

import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.customer.EmailAddresses;
import java.util.Optional;
import javax.sql.DataSource;
import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Knows guests again by their e-mail address, so that a new cart makes no new customer of them for
/// coupons. Kept is a keyed hash (HMAC-SHA-256) of the address, beside the keys of personal data
/// and not in events: those name a customer, and once the person is erased nothing leads from an
/// address to that customer.
@Component
class GuestEmailHashes {

    private final JdbcClient keys;
    private final BuyerSettings settings;

    GuestEmailHashes(@Qualifier("personalKeys") DataSource keys, BuyerSettings settings) {
        this.keys = JdbcClient.create(keys);
        this.settings = settings;
    }

    /// The first customer who came with this address, who may be `customer`. Two who come with a
    /// new address at one moment are answered the same.
    CustomerId buyerOf(CustomerId customer, String email) {
        var hash = hashOf(email);
        return known(hash, customer).orElseGet(() -> first(hash, customer));
    }

    /// Many orders of one address at one moment must not wait for each other: the row is only read.
    private Optional<CustomerId> known(String hash, CustomerId customer) {
        return keys.sql(
                        """
                        with known as (select email_hash, customer_id from buyer where email_hash = :hash),
                        noted as (
                            insert into buyer_customer (email_hash, customer_id)
                            select email_hash, :customer from known
                            on conflict do nothing)
                        select customer_id from known\
                        """)
                .param("hash", hash)
                .param("customer", customer.value())
                .query(String.class)
                .optional()
                .map(CustomerId::new);
    }

    private CustomerId first(String hash, CustomerId customer) {
        var buyer =
                keys.sql(
                                """
                                with known as (
                                    insert into buyer as present (email_hash, customer_id) values (:hash, :customer)
                                    on conflict (email_hash) do update set customer_id = present.customer_id
                                    returning customer_id),
                                noted as (
                                    insert into buyer_customer (email_hash, customer_id) values (:hash, :customer)
                                    on conflict do nothing)
                                select customer_id from known\
                                """)
                        .param("hash", hash)
                        .param("customer", customer.value())
                        .query(String.class)
                        .single();
        return new CustomerId(buyer);
    }

    private String hashOf(String email) {
        return new HmacUtils(HmacAlgorithms.HMAC_SHA_256, settings.emailSecret())
                .hmacHex(EmailAddresses.normalised(email));
    }
}
