package io.cartulary.command.pricing.tables;

import static java.util.stream.Collectors.groupingBy;

import io.cartulary.command.pricing.tables.DecisionTablesSchema.*;
import io.cartulary.command.pricing.terms.PriceListOffer;
import io.cartulary.command.pricing.terms.SkuOffer;
import io.cartulary.events.catalog.CategoryId;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.inventory.Sku;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What every SKU costs at a moment.
@Component
public class PriceTable {

    /// Always answers one row at least, so that the rules' version comes without another question.
    private static final String PRICES =
            """
            select rules.version as rules_version, price.*
            from pricing_rules_version rules left join (
                select sku, product_id, name, options, %s, tax_class, weight_grams, categories, for_sale,
                    case when not backorders then available end as available
                from catalogue_price base join sellable_product using (product_id)
                     left join sku_availability using (sku) %s
                where sku
            """;

    private static final String SALES =
            """
            left join (select sku, unit_price_minor, version from sale_price
                       where from_at <= ? and (until_at > ? or until_at is null)) sale using (sku)\
            """;

    private static final String OF_THE_CATALOGUE =
            PRICES.formatted(
                    """
                    coalesce(sale.unit_price_minor, base.unit_price_minor) as unit_price_minor, currency,
                    coalesce(sale.version, base.version) as version\
                    """,
                    SALES);

    private static final String OF_A_LIST =
            PRICES.formatted(
                    """
                    coalesce(named.unit_price_minor, sale.unit_price_minor, base.unit_price_minor) as unit_price_minor,
                    case when named.sku is null then base.currency else ? end as currency,
                    coalesce(named.version, sale.version, base.version) as version\
                    """,
                    "left join (select sku, unit_price_minor, version from list_price where code = ?) named"
                            + " using (sku) "
                            + SALES);

    private final JdbcClient database;

    PriceTable(JdbcClient database) {
        this.database = database;
    }

    /// @param rulesVersion of the rules that hold together with these prices
    record Found(long rulesVersion, Map<Sku, SkuOffer> prices) {}

    /// The entries of those SKUs that were ever in the catalogue, at its own prices of that moment,
    /// in one query.
    public Map<Sku, SkuOffer> find(Collection<Sku> skus, Instant at) {
        return find(skus, null, at).prices();
    }

    /// The entries of all variants of those products at that moment, in two queries.
    public Map<ProductId, List<SkuOffer>> ofProducts(Collection<ProductId> products, Instant at) {
        var skus =
                database.sql("select sku from catalogue_price where product_id = any(?)")
                        .param(products.stream().map(ProductId::value).toArray(String[]::new))
                        .query((row, _) -> Price.SKU.of(row))
                        .list();
        return find(skus, at).values().stream().collect(groupingBy(SkuOffer::productId));
    }

    /// The same at the prices of a list, or at the catalogue's where the list has none.
    Found find(Collection<Sku> skus, @Nullable PriceListOffer list, Instant at) {
        var wanted = Keys.of(skus.stream().map(Sku::value).toList());
        var query =
                database.sql(
                        (list == null ? OF_THE_CATALOGUE : OF_A_LIST)
                                + wanted.condition()
                                + ") price on true");
        if (list != null) {
            query.params(list.currency().getCode(), list.code());
        }
        var moment = Timestamp.from(at);
        return query.params(moment, moment).params(wanted.parameters()).query(PriceTable::found);
    }

    private static Found found(ResultSet rows) throws SQLException {
        var prices = new HashMap<Sku, SkuOffer>();
        var version = 0L;
        while (rows.next()) {
            version = rows.getLong("rules_version");
            if (Price.SKU.of(rows) != null) {
                var entry = entry(rows);
                prices.put(entry.sku(), entry);
            }
        }
        return new Found(version, prices);
    }

    private static SkuOffer entry(ResultSet row) throws SQLException {
        var name = Product.NAME.of(row);
        var options = Price.OPTIONS.of(row);
        return new SkuOffer(
                Price.SKU.of(row),
                Price.PRODUCT_ID.of(row),
                options.isEmpty() ? name : name + " (" + options + ")",
                Money.ofMinor(Price.CURRENCY.of(row), Price.UNIT_PRICE.of(row)),
                Price.TAX_CLASS.of(row),
                Price.WEIGHT.of(row),
                Product.CATEGORIES.of(row).stream().map(CategoryId::new).toList(),
                Product.FOR_SALE.of(row),
                Price.VERSION.of(row),
                Availability.AVAILABLE.of(row));
    }
}
