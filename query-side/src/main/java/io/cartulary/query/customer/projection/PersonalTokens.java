package io.cartulary.query.customer.projection;

import io.cartulary.events.Personal;
import io.cartulary.events.customer.Profile;
import io.cartulary.events.order.Contact;
import io.cartulary.events.order.PostalAddress;
import io.cartulary.eventstore.privacy.PersonalDataCipher;
import io.cartulary.query.customer.SearchTokens;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Opens personal values of events to make tokens of them; there are none of who was erased.
@Component
class PersonalTokens {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final PersonalDataCipher cipher;
    private final SearchTokens tokens;

    PersonalTokens(PersonalDataCipher cipher, SearchTokens tokens) {
        this.cipher = cipher;
        this.tokens = tokens;
    }

    List<String> ofEmail(Personal<String> email) {
        return open(email, String.class).stream().flatMap(tokens::ofEmail).toList();
    }

    List<String> ofProfile(Personal<Profile> profile) {
        return open(profile, Profile.class).stream()
                .flatMap(known ->
                        Stream.of(
                                        tokens.ofName(known.firstName()),
                                        tokens.ofName(known.lastName()),
                                        tokens.ofPhone(known.phone()))
                                .flatMap(found -> found))
                .distinct()
                .toList();
    }

    List<String> of(Personal<Contact> contact, Personal<PostalAddress> address) {
        return Stream.concat(
                        open(contact, Contact.class).stream()
                                .flatMap(known ->
                                        Stream.concat(
                                                tokens.ofEmail(known.email()),
                                                tokens.ofPhone(known.phone()))),
                        open(address, PostalAddress.class).stream()
                                .flatMap(known -> tokens.ofName(known.name())))
                .distinct()
                .toList();
    }

    private <T> Optional<T> open(Personal<T> value, Class<T> type) {
        return value instanceof Personal.Sealed<?>(_, var sealed)
                ? cipher.open(sealed).map(json -> JSON.readValue(json, type))
                : Optional.empty();
    }

    /// As it is stored.
    static @Nullable String sealed(Personal<?> value) {
        return value instanceof Personal.Sealed<?>(_, var sealed) ? sealed : null;
    }
}
