package io.cartulary.command.pricing.tables;

import static io.cartulary.eventstore.tables.ColumnType.*;

import io.cartulary.events.catalog.BrandId;
import io.cartulary.events.catalog.CategoryId;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.catalog.SaleId;
import io.cartulary.events.coupon.CouponCode;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.media.MediaFormat;
import io.cartulary.events.media.MediaId;
import io.cartulary.events.pricing.Destination;
import io.cartulary.eventstore.tables.Column;
import io.cartulary.eventstore.tables.Table;
import java.time.Instant;
import java.util.List;
import org.joda.money.CurrencyUnit;

/// The decision tables and those of their columns that events are written to. The migration creates
/// them; a test holds the two together.
public final class DecisionTablesSchema {

    /// Where the tables are that prices are read from.
    public static final String LIVE = "public";

    public static final List<String> TABLES =
            List.of(
                    "brand",
                    "category",
                    "media_file",
                    "sellable_product",
                    "catalogue_price",
                    "sale_price",
                    "coupon_terms",
                    "coupon_customer_use",
                    "customer_orders",
                    "sku_availability",
                    "tax_rule",
                    "shipping_method",
                    "price_list",
                    "list_price",
                    "pricing_rules_version");

    private DecisionTablesSchema() {}

    static final class Brand {
        static final Table TABLE = Table.named("brand");
        static final Column<BrandId> BRAND_ID = TABLE.key("brand_id", text(BrandId::new));
        static final Column<String> NAME = TABLE.kept("name", TEXT);
    }

    static final class Category {
        static final Table TABLE = Table.named("category");
        static final Column<CategoryId> CATEGORY_ID =
                TABLE.key("category_id", text(CategoryId::new));

        /// Empty for one below none.
        static final Column<String> PARENT_ID = TABLE.kept("parent_id", TEXT);

        static final Column<String> NAME = TABLE.kept("name", TEXT);
    }

    /// Pictures and videos that are shown, by the small letters of their names.
    static final class MediaFile {
        static final Table TABLE = Table.named("media_file");
        static final Column<MediaId> MEDIA_ID = TABLE.key("media_id", text(MediaId::new));
        static final Column<String> FILE_NAME = TABLE.kept("file_name", TEXT);
        static final Column<MediaFormat> FORMAT = TABLE.kept("format", text(MediaFormat::valueOf));
        static final Column<Instant> UPLOADED_AT = TABLE.kept("uploaded_at", TIMESTAMPTZ);
    }

    static final class Product {
        static final Table TABLE = Table.named("sellable_product");
        static final Column<ProductId> PRODUCT_ID = TABLE.key("product_id", text(ProductId::new));
        static final Column<String> NAME = TABLE.kept("name", TEXT);
        static final Column<List<String>> CATEGORIES = TABLE.kept("categories", TEXTS);
        static final Column<Boolean> FOR_SALE = TABLE.kept("for_sale", BOOLEAN);
    }

    static final class Price {
        static final Table TABLE = Table.named("catalogue_price");
        static final Column<Sku> SKU = TABLE.key("sku", text(Sku::new));
        static final Column<ProductId> PRODUCT_ID = TABLE.kept("product_id", text(ProductId::new));

        /// The options as people read them, `100 ml, Rose`, in the order of the options' names.
        static final Column<String> OPTIONS = TABLE.kept("options", TEXT);

        static final Column<Long> UNIT_PRICE = TABLE.replaced("unit_price_minor", BIGINT.notNull());
        static final Column<CurrencyUnit> CURRENCY =
                TABLE.replaced("currency", text(CurrencyUnit::of).notNull());
        static final Column<String> TAX_CLASS = TABLE.kept("tax_class", TEXT);
        static final Column<Integer> WEIGHT = TABLE.kept("weight_grams", INTEGER);
        static final Column<Long> VERSION = TABLE.replaced("version", BIGINT.notNull());
    }

    static final class SalePrice {
        static final Table TABLE = Table.named("sale_price");
        static final Column<SaleId> SALE_ID = TABLE.key("sale_id", text(SaleId::new));
        static final Column<Sku> SKU = TABLE.replaced("sku", text(Sku::new).notNull());
        static final Column<Long> UNIT_PRICE = TABLE.replaced("unit_price_minor", BIGINT.notNull());
        static final Column<Instant> FROM = TABLE.replaced("from_at", TIMESTAMPTZ.notNull());
        static final Column<Instant> UNTIL = TABLE.replaced("until_at", TIMESTAMPTZ);
        static final Column<Long> VERSION = TABLE.replaced("version", BIGINT.notNull());
    }

    static final class Coupon {
        static final Table TABLE = Table.named("coupon_terms");
        static final Column<CouponCode> CODE = TABLE.key("code", text(CouponCode::new));
        static final Column<String> TERMS = TABLE.kept("terms", JSONB);
        static final Column<Boolean> ACTIVE = TABLE.kept("active", BOOLEAN);
        static final Column<Integer> USES = TABLE.kept("uses", INTEGER);
        static final Column<Long> VERSION = TABLE.kept("version", BIGINT);
    }

    static final class Orders {
        static final Table TABLE = Table.named("customer_orders");
        static final Column<CustomerId> CUSTOMER_ID =
                TABLE.key("customer_id", text(CustomerId::new));
        static final Column<Integer> ORDERS = TABLE.sum("orders", INTEGER);
    }

    /// Half of a row: [Backorders] is the other, and is written without reading this.
    static final class Availability {
        static final Table TABLE = Table.named("sku_availability");
        static final Column<Sku> SKU = TABLE.key("sku", text(Sku::new));
        static final Column<Integer> AVAILABLE = TABLE.replaced("available", INTEGER);
    }

    static final class Backorders {
        static final Table TABLE = Table.named("sku_availability");
        static final Column<Sku> SKU = TABLE.key("sku", text(Sku::new));
        static final Column<Boolean> ALLOWED = TABLE.replaced("backorders", BOOLEAN.notNull());
    }

    static final class Tax {
        static final Table TABLE = Table.named("tax_rule");
        static final Column<Destination> DESTINATION =
                TABLE.key("destination", text(Destination::new));
        static final Column<String> RATES = TABLE.replaced("rates", JSONB.notNull());
        static final Column<Long> VERSION = TABLE.replaced("version", BIGINT.notNull());
    }

    static final class Shipping {
        static final Table TABLE = Table.named("shipping_method");
        static final Column<String> CODE = TABLE.key("code", TEXT);
        static final Column<String> NAME = TABLE.replaced("name", TEXT.notNull());
        static final Column<String> RATES = TABLE.replaced("rates", JSONB.notNull());
        static final Column<Boolean> OFFERED = TABLE.replaced("offered", BOOLEAN.notNull());
        static final Column<Long> VERSION = TABLE.replaced("version", BIGINT.notNull());
    }

    static final class Listing {
        static final Table TABLE = Table.named("price_list");
        static final Column<String> CODE = TABLE.key("code", TEXT);
        static final Column<CurrencyUnit> CURRENCY = TABLE.kept("currency", text(CurrencyUnit::of));
        static final Column<List<String>> DESTINATIONS = TABLE.kept("destinations", TEXTS);
        static final Column<Boolean> OPEN = TABLE.kept("open", BOOLEAN);
        static final Column<Long> VERSION = TABLE.replaced("version", BIGINT.notNull());
    }

    static final class ListedPrice {
        static final Table TABLE = Table.named("list_price");
        static final Column<String> CODE = TABLE.key("code", TEXT);
        static final Column<Sku> SKU = TABLE.key("sku", text(Sku::new));
        static final Column<Long> UNIT_PRICE = TABLE.replaced("unit_price_minor", BIGINT.notNull());
        static final Column<Long> VERSION = TABLE.replaced("version", BIGINT.notNull());
    }
}
