package io.cartulary.command.pricing;

import java.math.BigInteger;
import java.util.Arrays;

/// Arithmetic of whole minor units, for amounts that are not negative. Products of two amounts may
/// take 128 bits; what comes out fits 64.
public final class MinorUnits {

    private MinorUnits() {}

    /// `amount × part ÷ whole`, rounded half up.
    public static long share(long amount, long part, long whole) {
        if (Math.multiplyHigh(amount, part) == 0) {
            var product = amount * part;
            if (product >= 0) {
                var floor = product / whole;
                var rest = product - floor * whole;
                return rest >= whole - rest ? floor + 1 : floor;
            }
        }
        var parts = exact(amount, part).divideAndRemainder(BigInteger.valueOf(whole));
        var rest = parts[1].longValueExact();
        return parts[0].longValueExact() + (rest >= whole - rest ? 1 : 0);
    }

    /// Spreads `amount` in proportion to `weights`, by largest remainder (Hamilton's method): each
    /// gets its share rounded down, and the units that are left go one each to the largest
    /// remainders, the earlier first. Nothing is lost.
    public static long[] spread(long amount, long[] weights) {
        var shares = new long[weights.length];
        var whole = Arrays.stream(weights).reduce(0, Math::addExact);
        if (amount == 0 || whole == 0) {
            return shares;
        }
        var remainders = new long[weights.length];
        var left = amount;
        for (var index = 0; index < shares.length; index++) {
            if (weights[index] == 0) {
                continue;
            }
            if (Math.multiplyHigh(amount, weights[index]) == 0 && amount * weights[index] >= 0) {
                var product = amount * weights[index];
                shares[index] = product / whole;
                remainders[index] = product % whole;
            } else {
                var parts =
                        exact(amount, weights[index]).divideAndRemainder(BigInteger.valueOf(whole));
                shares[index] = parts[0].longValueExact();
                remainders[index] = parts[1].longValueExact();
            }
            left -= shares[index];
        }
        handOut(left, remainders, shares);
        return shares;
    }

    /// What `pieces` of a line's `all` pieces cost that cost `amount` together, after `before` of
    /// them were counted already. Whatever the steps, all pieces add up to `amount`.
    public static long ofPieces(long amount, int before, int pieces, int all) {
        return share(amount, (long) before + pieces, all) - share(amount, before, all);
    }

    /// The remainders add up to the units that are left, so only a place with one gets a unit.
    private static void handOut(long left, long[] remainders, long[] shares) {
        if (left == 0) {
            return;
        }
        var ranked = remainders.clone();
        Arrays.sort(ranked);
        var least = ranked[ranked.length - (int) left];
        var toEqual = left - Arrays.stream(ranked).filter(remainder -> remainder > least).count();
        for (var place = 0; place < shares.length; place++) {
            if (remainders[place] > least) {
                shares[place]++;
            } else if (remainders[place] == least && toEqual > 0) {
                shares[place]++;
                toEqual--;
            }
        }
    }

    private static BigInteger exact(long first, long second) {
        return BigInteger.valueOf(first).multiply(BigInteger.valueOf(second));
    }
}
