package io.cartulary.command.pricing;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.inventory.Sku;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What every SKU costs at this moment.
@Component
public class PriceList {

    private final JdbcClient database;

    PriceList(JdbcClient database) {
        this.database = database;
    }

    /// The entries of those SKUs that were ever in the catalogue, in one query.
    public Map<Sku, PriceListEntry> find(Collection<Sku> skus) {
        return database
                .sql(
                        """
                        select sku, product_id, name, options, unit_price_minor, currency, tax_class, weight_grams, categories,
                               for_sale, version
                        from price_list join sellable_product using (product_id)
                        where sku = any(?)
                        """)
                .param(skus.stream().map(Sku::value).toArray(String[]::new))
                .query(PriceList::entry)
                .list()
                .stream()
                .collect(toMap(PriceListEntry::sku, identity()));
    }

    private static PriceListEntry entry(ResultSet row, int number) throws SQLException {
        var name = row.getString("name");
        var options = row.getString("options");
        return new PriceListEntry(
                new Sku(row.getString("sku")),
                new ProductId(row.getString("product_id")),
                options.isEmpty() ? name : name + " (" + options + ")",
                Money.ofMinor(
                        CurrencyUnit.of(row.getString("currency")),
                        row.getLong("unit_price_minor")),
                row.getString("tax_class"),
                row.getInt("weight_grams"),
                List.of((String[]) row.getArray("categories").getArray()),
                row.getBoolean("for_sale"),
                row.getLong("version"));
    }
}
