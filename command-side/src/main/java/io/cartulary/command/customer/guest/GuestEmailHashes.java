package io.cartulary.command.customer.guest;

import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.customer.EmailAddresses;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Knows guests again by their e-mail address, so that a new cart makes no new customer of them for
/// coupons, and an account takes over what its owner ordered before. Kept is a keyed hash
/// (HMAC-SHA-256) of the address, beside the keys of personal data and not in events: those name a
/// customer, and once the person is erased nothing leads from an address to that customer.
@Component
public class GuestEmailHashes {

    private final JdbcClient keys;
    private final BuyerSettings settings;

    GuestEmailHashes(@Qualifier("personalKeys") DataSource keys, BuyerSettings settings) {
        this.keys = JdbcClient.create(keys);
        this.settings = settings;
    }

    /// Whose orders count together for coupons. For an account that is always the same, whatever
    /// address an order names; for a guest the first customer who came with this address, who may
    /// be `customer`. Two who come with a new address at one moment are answered the same.
    public CustomerId buyerOf(CustomerId customer, String email) {
        var hash = hashOf(email);
        return known(hash, customer).orElseGet(() -> first(hash, customer));
    }

    /// Many orders of one address at one moment must not wait for each other: the row is only read.
    private Optional<CustomerId> known(String hash, CustomerId customer) {
        return keys.sql(
                        """
                        with account as (select buyer_id from account_buyer where customer_id = :customer),
                        known as (
                            select email_hash, customer_id from buyer
                            where email_hash = :hash and not exists (select from account)),
                        noted as (
                            insert into buyer_customer (email_hash, customer_id)
                            select email_hash, :customer from known
                            on conflict do nothing)
                        select buyer_id from account union all select customer_id from known\
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

    /// Notes that an account has this verified address. For coupons it is the customer who came
    /// first with the address, and stays that customer when its address changes. Noted before, as
    /// at most log-ins, it writes nothing.
    public void noteAccount(CustomerId account, String email) {
        keys.sql(
                        """
                        with known as (
                            insert into buyer as present (email_hash, customer_id)
                            select :hash, coalesce((select buyer_id from account_buyer where customer_id = :account), :account)
                            where not exists (
                                select from buyer, account_buyer noted
                                where buyer.email_hash = :hash and noted.customer_id = :account)
                            on conflict (email_hash) do update set customer_id = present.customer_id
                            returning customer_id)
                        insert into account_buyer (customer_id, buyer_id) select :account, customer_id from known
                        on conflict do nothing\
                        """)
                .param("hash", hashOf(email))
                .param("account", account.value())
                .update();
    }

    /// Gives an account the guests who came with its verified address, and names all it ever got. A
    /// guest belongs to the first account that takes them over.
    public List<CustomerId> takeOver(CustomerId account, String email) {
        return keys
                .sql(
                        """
                        with taken as (
                            insert into taken_over_guest (guest_id, customer_id)
                            select customer_id, :account from buyer_customer
                            where email_hash = :hash and customer_id not in (select customer_id from account_buyer)
                            on conflict do nothing returning guest_id)
                        select guest_id from taken
                        union select guest_id from taken_over_guest where customer_id = :account order by guest_id\
                        """)
                .param("hash", hashOf(email))
                .param("account", account.value())
                .query(String.class)
                .list()
                .stream()
                .map(CustomerId::new)
                .toList();
    }

    /// Whether the account took this guest's orders over.
    public boolean isTakenOver(CustomerId guest, CustomerId account) {
        return keys.sql(
                        "select exists (select from taken_over_guest where guest_id = ? and customer_id = ?)")
                .params(guest.value(), account.value())
                .query(Boolean.class)
                .single();
    }

    private String hashOf(String email) {
        return new HmacUtils(HmacAlgorithms.HMAC_SHA_256, settings.emailSecret())
                .hmacHex(EmailAddresses.normalised(email));
    }
}
