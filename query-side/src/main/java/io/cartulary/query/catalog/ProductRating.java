package io.cartulary.query.catalog;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the reviews that shoppers see say of a product in stars.
///
/// @param averageRating to two decimals; absent without a review
/// @param reviewCount how many reviews there are
/// @param stars how many of them gave so many stars, from 5 to 1
public record ProductRating(
        @Nullable BigDecimal averageRating, long reviewCount, Map<Integer, Long> stars) {

    /// @param reviewCounts by stars, from 1 to 5
    static ProductRating of(List<Integer> counts) {
        var stars = new LinkedHashMap<Integer, Long>();
        var count = 0L;
        var sum = 0L;
        for (var number = counts.size(); number > 0; number--) {
            var given = counts.get(number - 1);
            stars.put(number, (long) given);
            count += given;
            sum += (long) number * given;
        }
        return new ProductRating(
                count == 0
                        ? null
                        : BigDecimal.valueOf(sum)
                                .divide(BigDecimal.valueOf(count), 2, RoundingMode.HALF_UP),
                count,
                stars);
    }

    /// Letters and digits that change with it.
    String digest() {
        return stars.values().stream().map(String::valueOf).collect(Collectors.joining("s"));
    }
}
