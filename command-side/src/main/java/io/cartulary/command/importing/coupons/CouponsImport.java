package io.cartulary.command.importing.coupons;

import static java.util.stream.Collectors.toSet;

import io.cartulary.command.coupon.CouponCommand.*;
import io.cartulary.command.importing.json.JsonFields;
import io.cartulary.command.importing.json.JsonLinesImport;
import io.cartulary.command.importing.named.NamedCategories;
import io.cartulary.command.importing.named.NamedCategories.Place;
import io.cartulary.command.importing.run.ImportKind;
import io.cartulary.command.importing.run.Importer;
import io.cartulary.events.coupon.CouponId;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What a line of a file of coupons becomes: a new coupon, or the terms of one that is known.
@Configuration(proxyBeanMethods = false)
class CouponsImport implements JsonLinesImport.Content<CouponLine> {

    private final EventStore events;
    private final NamedCategories categories;

    CouponsImport(EventStore events, NamedCategories categories) {
        this.events = events;
        this.categories = categories;
    }

    @Bean
    Importer importerOfCoupons() {
        return new JsonLinesImport<>(ImportKind.COUPONS, this);
    }

    @Override
    public CouponLine read(JsonFields fields) {
        return CouponLine.of(fields);
    }

    @Override
    public List<String> changes(CouponLine line) {
        return List.of(CouponId.of(line.code()).value());
    }

    @Override
    public List<Object> commands(CouponLine line) {
        var couponId = CouponId.of(line.code());
        var places =
                line.categories().stream().flatMap(path -> categories.at(path).stream()).toList();
        var terms = line.terms().in(places.stream().map(Place::categoryId).collect(toSet()));
        var commands =
                new ArrayList<>(
                        places.stream().flatMap(place -> place.creating().stream()).toList());
        commands.add(
                events.lastSequenceNumberFor(couponId.value()).isPresent()
                        ? new ReviseCoupon(couponId, terms)
                        : new CreateCoupon(couponId, line.code(), terms));
        return commands;
    }
}
