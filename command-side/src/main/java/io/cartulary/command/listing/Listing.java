package io.cartulary.command.listing;

import io.cartulary.command.refusal.CommandRejected;
import io.cartulary.command.refusal.GeneralRejection;
import io.cartulary.events.catalog.LocalizedText;
import io.cartulary.events.catalog.PageDescription;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// All of one kind, for example all brands. Never changes; every step makes another.
///
/// @param all in the order they are shown in
/// @param slugs that each has or had
public record Listing<I>(List<Listed<I>> all, Map<String, I> slugs) {

    public record Listed<I>(I id, String slug, PageDescription description, boolean active) {}

    public static <I> Listing<I> none() {
        return new Listing<>(List.of(), Map.of());
    }

    public Optional<Listed<I>> find(I id) {
        return all.stream().filter(listed -> listed.id().equals(id)).findFirst();
    }

    /// Refused with `NOT_FOUND`.
    public Listed<I> require(I id) {
        return find(id).orElseThrow(() -> new CommandRejected(GeneralRejection.NOT_FOUND));
    }

    /// Whether another than `but` has the name in some language.
    public boolean isNameTaken(LocalizedText name, I but) {
        return all.stream()
                .filter(listed -> !listed.id().equals(but))
                .anyMatch(listed -> listed.description().name().sharesOneWith(name));
    }

    /// Whether another than `but` has or had the slug.
    public boolean isSlugTaken(String slug, I but) {
        return !slugs.getOrDefault(slug, but).equals(but);
    }

    /// Whether there are all of them, and each is named once.
    public boolean hasEach(List<I> ids) {
        return new HashSet<>(ids).size() == ids.size()
                && ids.stream().allMatch(id -> find(id).isPresent());
    }

    /// Whether they come first already, in this order.
    public boolean beginsWith(List<I> ids) {
        return all.stream().limit(ids.size()).map(Listed::id).toList().equals(ids);
    }

    /// One made of the name, with a number behind it where another has it.
    ///
    /// @param nameless for a name of which none can be made
    public String freeSlug(LocalizedText name, String nameless) {
        var own = NameSlugs.of(name.in(Locale.ENGLISH.getLanguage()), nameless);
        return Stream.concat(
                        Stream.of(own),
                        IntStream.rangeClosed(2, slugs.size() + 2)
                                .mapToObj(number -> NameSlugs.join(own, Integer.toString(number))))
                .filter(slug -> !slugs.containsKey(slug))
                .findFirst()
                .orElseThrow();
    }

    /// As the last one, and active.
    public Listing<I> with(I id, String slug, PageDescription description) {
        var more =
                Stream.concat(all.stream(), Stream.of(new Listed<>(id, slug, description, true)));
        return new Listing<>(more.toList(), slugs).claiming(slug, id);
    }

    public Listing<I> describing(I id, PageDescription description) {
        return changing(
                id,
                listed -> new Listed<>(listed.id(), listed.slug(), description, listed.active()));
    }

    /// The former slug stays its own.
    public Listing<I> giving(I id, String slug) {
        return changing(
                        id,
                        listed ->
                                new Listed<>(
                                        listed.id(), slug, listed.description(), listed.active()))
                .claiming(slug, id);
    }

    public Listing<I> showing(I id, boolean active) {
        return changing(
                id,
                listed -> new Listed<>(listed.id(), listed.slug(), listed.description(), active));
    }

    /// Those named come first, the others after them as they were.
    public Listing<I> arranged(List<I> first) {
        var named = new HashSet<>(first);
        var arranged = new ArrayList<Listed<I>>();
        first.forEach(id -> arranged.add(find(id).orElseThrow()));
        all.stream().filter(listed -> !named.contains(listed.id())).forEach(arranged::add);
        return new Listing<>(List.copyOf(arranged), slugs);
    }

    public Listing<I> without(I id) {
        var left = new HashMap<>(slugs);
        left.values().removeIf(id::equals);
        return new Listing<>(
                all.stream().filter(listed -> !listed.id().equals(id)).toList(), Map.copyOf(left));
    }

    private Listing<I> claiming(String slug, I id) {
        var claimed = new HashMap<>(slugs);
        claimed.put(slug, id);
        return new Listing<>(all, Map.copyOf(claimed));
    }

    private Listing<I> changing(I id, UnaryOperator<Listed<I>> change) {
        return new Listing<>(
                all.stream()
                        .map(listed -> listed.id().equals(id) ? change.apply(listed) : listed)
                        .toList(),
                slugs);
    }
}
