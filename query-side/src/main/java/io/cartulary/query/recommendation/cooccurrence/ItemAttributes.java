package io.cartulary.query.recommendation.cooccurrence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What items are like. An attribute that few items have says more: its weight is the logarithm of
/// the number of all items by that of those that have it. Two items are as alike as the cosine of
/// their weights.
///
/// @param items each at its place
/// @param places of the items
/// @param attributes of the item at each place
/// @param owners of each attribute
public record ItemAttributes(
        List<String> items,
        Map<String, Integer> places,
        List<Shares> attributes,
        List<Shares> owners) {

    public static final ItemAttributes NONE =
            new ItemAttributes(List.of(), Map.of(), List.of(), List.of());

    /// The attributes of an item, or the items of an attribute, by their places.
    ///
    /// @param shares of the attribute's weight in the length of all weights of the item
    record Shares(int[] places, double[] shares) {}

    /// @param names the attributes of each item
    public static ItemAttributes of(Map<String, ? extends Collection<String>> names) {
        var items = names.keySet().stream().sorted().toList();
        var places = new HashMap<String, Integer>();
        items.forEach(item -> places.put(item, places.size()));
        var owners = List.copyOf(owners(items, names).values());
        var weights =
                owners.stream()
                        .mapToDouble(having -> Math.log((double) items.size() / having.size()))
                        .toArray();
        var lengths = lengths(items.size(), owners, weights);
        var shares =
                IntStream.range(0, weights.length)
                        .mapToObj(at -> shares(owners.get(at), weights[at], lengths))
                        .toList();
        return new ItemAttributes(items, places, byItem(items.size(), shares), shares);
    }

    /// The places of the items that have each attribute.
    private static Map<String, List<Integer>> owners(
            List<String> items, Map<String, ? extends Collection<String>> names) {
        var owners = new TreeMap<String, List<Integer>>();
        for (var place = 0; place < items.size(); place++) {
            for (var name : names.get(items.get(place))) {
                owners.computeIfAbsent(name, _ -> new ArrayList<>()).add(place);
            }
        }
        return owners;
    }

    private static double[] lengths(int items, List<List<Integer>> owners, double[] weights) {
        var squares = new double[items];
        for (var at = 0; at < weights.length; at++) {
            for (var place : owners.get(at)) {
                squares[place] += weights[at] * weights[at];
            }
        }
        return Arrays.stream(squares).map(Math::sqrt).toArray();
    }

    /// What all items have says nothing, and an item that has nothing else is like no other.
    private static Shares shares(List<Integer> having, double weight, double[] lengths) {
        return new Shares(
                having.stream().mapToInt(Integer::intValue).toArray(),
                having.stream()
                        .mapToDouble(place -> weight == 0 ? 0 : weight / lengths[place])
                        .toArray());
    }

    private static List<Shares> byItem(int items, List<Shares> byAttribute) {
        var places = new IntStream.Builder[items];
        var shares = new DoubleStream.Builder[items];
        Arrays.setAll(places, _ -> IntStream.builder());
        Arrays.setAll(shares, _ -> DoubleStream.builder());
        for (var at = 0; at < byAttribute.size(); at++) {
            var of = byAttribute.get(at);
            for (var owner = 0; owner < of.places.length; owner++) {
                places[of.places[owner]].add(at);
                shares[of.places[owner]].add(of.shares[owner]);
            }
        }
        return IntStream.range(0, items)
                .mapToObj(item ->
                        new Shares(places[item].build().toArray(), shares[item].build().toArray()))
                .toList();
    }

    @Nullable Integer place(String item) {
        return places.get(item);
    }

    /// How alike the item at each place is to some, each of which counts as much as its weight.
    double[] likenesses(List<String> some, double[] weights) {
        var sums = new double[items.size()];
        for (var at = 0; at < some.size(); at++) {
            var place = places.get(some.get(at));
            if (place != null) {
                add(sums, attributes.get(place), weights[at]);
            }
        }
        return sums;
    }

    private void add(double[] sums, Shares of, double weight) {
        for (var at = 0; at < of.places.length; at++) {
            var having = owners.get(of.places[at]);
            var share = weight * of.shares[at];
            for (var owner = 0; owner < having.places.length; owner++) {
                sums[having.places[owner]] += share * having.shares[owner];
            }
        }
    }

    /// How alike two items are, from 0 to 1.
    double likeness(String one, String other) {
        var first = places.get(one);
        var second = places.get(other);
        return first == null || second == null
                ? 0
                : product(attributes.get(first), attributes.get(second));
    }

    private static double product(Shares one, Shares other) {
        var sum = 0.0;
        for (var at = 0; at < one.places.length; at++) {
            for (var of = 0; of < other.places.length; of++) {
                if (one.places[at] == other.places[of]) {
                    sum += one.shares[at] * other.shares[of];
                }
            }
        }
        return sum;
    }
}
