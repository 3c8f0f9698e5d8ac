package io.cartulary.command.pricing.tables;

import io.cartulary.command.pricing.tables.DecisionTablesSchema.Category;
import io.cartulary.command.pricing.terms.CouponOffer;
import io.cartulary.events.catalog.CategoryId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Which category stands below which.
@Component
public class CategoryTable {

    private final JdbcClient database;

    CategoryTable(JdbcClient database) {
        this.database = database;
    }

    private record Named(String parentId, String name) {}

    /// The same coupon, with all that is below the categories it is limited to.
    CouponOffer widened(CouponOffer coupon) {
        var categories = coupon.terms().categories();
        return categories.isEmpty() ? coupon : coupon.in(withAllBelow(categories));
    }

    /// These categories and all that are below them.
    public Set<CategoryId> withAllBelow(Set<CategoryId> categories) {
        return new LinkedHashSet<>(
                database.sql(
                                """
                                with recursive branch (category_id) as (
                                    select unnest(?::text[])
                                    union
                                    select category.category_id
                                    from category join branch on category.parent_id = branch.category_id)
                                select category_id from branch order by category_id
                                """)
                        .param(categories.stream().map(CategoryId::value).toArray(String[]::new))
                        .query((row, _) -> Category.CATEGORY_ID.of(row))
                        .list());
    }

    /// All of them by their names from the top down, in small letters.
    public Map<List<String>, CategoryId> byPath() {
        var all = new HashMap<String, Named>();
        database.sql("select * from category")
                .query(row -> {
                    all.put(
                            Category.CATEGORY_ID.of(row).value(),
                            new Named(Category.PARENT_ID.of(row), Category.NAME.of(row)));
                });
        var byPath = new HashMap<List<String>, CategoryId>();
        all.keySet().forEach(id -> byPath.put(path(id, all), new CategoryId(id)));
        return byPath;
    }

    private static List<String> path(String id, Map<String, Named> all) {
        var path = new ArrayList<String>();
        for (var at = all.get(id); at != null; at = all.get(at.parentId())) {
            path.addFirst(at.name().toLowerCase(Locale.ROOT));
        }
        return List.copyOf(path);
    }
}
