package io.cartulary.query.customer.projection;

import static io.cartulary.eventstore.tables.ColumnType.*;

import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.order.NoteId;
import io.cartulary.events.order.OrderId;
import io.cartulary.events.order.ReturnId;
import io.cartulary.eventstore.tables.Column;
import io.cartulary.eventstore.tables.ColumnType;
import io.cartulary.eventstore.tables.Table;
import java.time.Instant;
import java.util.List;
import org.joda.money.CurrencyUnit;

/// The tables of [CustomersProjection] and their columns. What is personal is sealed; what one is
/// found by is hashed, see [SearchTokens].
final class CustomerTables {

    /// Hibernate sends arrays of this type.
    private static final ColumnType<List<String>> WORDS =
            new ColumnType<>(
                    "varchar[]", "text", String[]::new, true, TEXTS.toSend(), TEXTS.reading());

    private CustomerTables() {}

    /// One row a customer, with an account or a guest. What follows from the customer's orders is
    /// written by [CustomerFigures].
    static final class Customer {
        static final Table TABLE = Table.named("customer", "fillfactor = 70");
        static final Column<CustomerId> CUSTOMER_ID =
                TABLE.key("customer_id", text(CustomerId::new));
        static final Column<Long> VERSION = TABLE.latest("version", BIGINT);
        static final Column<String> ACCOUNT_ID = TABLE.latest("account_id", TEXT);
        static final Column<String> STATE = TABLE.latest("state", TEXT);
        static final Column<Instant> REGISTERED_AT = TABLE.latest("registered_at", TIMESTAMPTZ);
        static final Column<Instant> VERIFIED_AT = TABLE.latest("verified_at", TIMESTAMPTZ);
        static final Column<Instant> LAST_LOG_IN_AT = TABLE.latest("last_log_in_at", TIMESTAMPTZ);
        static final Column<String> EMAIL = TABLE.latest("email", TEXT);
        static final Column<List<String>> EMAIL_TOKENS = TABLE.latest("email_tokens", WORDS);
        static final Column<String> PROFILE = TABLE.latest("profile", TEXT);
        static final Column<List<String>> PROFILE_TOKENS = TABLE.latest("profile_tokens", WORDS);
        static final Column<List<String>> TAGS = TABLE.latest("tags", WORDS);
        static final Column<CustomerId> TAKEN_OVER_BY =
                TABLE.latest("taken_over_by", text(CustomerId::new));

        static {
            TABLE.unwritten("contact", TEXT, "");
            TABLE.unwritten("shipping_address", TEXT, "");
            TABLE.unwritten("search", WORDS, "");
            TABLE.unwritten("orders", INTEGER, "not null default 0");
            TABLE.unwritten("currency", TEXT, "");
            TABLE.unwritten("spent_minor", BIGINT, "not null default 0");
            TABLE.unwritten("first_order_at", TIMESTAMPTZ, "");
            TABLE.unwritten("last_order_at", TIMESTAMPTZ, "");
            TABLE.unwritten("open_returns", INTEGER, "not null default 0");
            TABLE.unwritten(
                    "status", TEXT, "generated always as (coalesce(state, 'GUEST')) stored");
            TABLE.unwritten(
                    "since",
                    TIMESTAMPTZ,
                    "generated always as (least(registered_at, first_order_at)) stored");
            TABLE.unwritten(
                    "latest_at",
                    TIMESTAMPTZ,
                    "generated always as (coalesce(last_order_at, timestamptz '1970-01-01 00:00:00Z')) stored");
            // Staff have accounts and log in, and registered nowhere.
            TABLE.unwritten(
                    "listed",
                    BOOLEAN,
                    """
                    generated always as (
                        taken_over_by is null
                        and (registered_at is not null and verified_at is not null or last_order_at is not null)) stored\
                    """);
        }
    }

    /// One row an order. Its owner is who placed it, or the account that took that guest over.
    static final class Placed {
        static final Table TABLE = Table.named("customer_order");
        static final Column<OrderId> ORDER_ID = TABLE.key("order_id", text(OrderId::new));
        static final Column<CustomerId> CUSTOMER_ID =
                TABLE.latest("customer_id", text(CustomerId::new));
        static final Column<String> NUMBER = TABLE.latest("number", TEXT);
        static final Column<Instant> PLACED_AT = TABLE.latest("placed_at", TIMESTAMPTZ);
        static final Column<CurrencyUnit> CURRENCY =
                TABLE.latest("currency", text(CurrencyUnit::of));
        static final Column<Long> CHARGED = TABLE.latest("charged_minor", BIGINT);
        static final Column<Long> REFUNDED = TABLE.latest("refunded_minor", BIGINT);
        static final Column<Boolean> CANCELLED = TABLE.latest("cancelled", BOOLEAN);
        static final Column<String> CONTACT = TABLE.latest("contact", TEXT);
        static final Column<String> SHIPPING_ADDRESS = TABLE.latest("shipping_address", TEXT);
        static final Column<List<String>> TOKENS = TABLE.latest("tokens", WORDS);

        static final Column<String> OWNER_ID = TABLE.unwritten("owner_id", TEXT, "");
    }

    /// One row a return.
    static final class Return {
        static final Table TABLE = Table.named("customer_return");
        static final Column<OrderId> ORDER_ID = TABLE.key("order_id", text(OrderId::new));
        static final Column<ReturnId> RETURN_ID = TABLE.key("return_id", text(ReturnId::new));
        static final Column<Boolean> OPEN = TABLE.latest("open", BOOLEAN);
    }

    /// One row a note.
    static final class Note {
        static final Table TABLE = Table.named("customer_note");
        static final Column<CustomerId> CUSTOMER_ID =
                TABLE.key("customer_id", text(CustomerId::new));
        static final Column<NoteId> NOTE_ID = TABLE.key("note_id", text(NoteId::new));
        static final Column<String> TEXT_SEALED = TABLE.latest("text", TEXT);
        static final Column<String> AUTHOR = TABLE.latest("author", TEXT);
        static final Column<Instant> WRITTEN_AT = TABLE.latest("written_at", TIMESTAMPTZ);
    }
}
