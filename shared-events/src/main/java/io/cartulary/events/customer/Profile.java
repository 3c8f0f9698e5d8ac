package io.cartulary.events.customer;

import org.jspecify.annotations.Nullable;

/// What customers say about themselves.
///
/// @param birthDate in ISO form, for example `1990-04-30`
/// @param language of what the shop writes to them, for example `km`
/// @param avatar a picture's file name, or its address
public record Profile(
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String phone,
        @Nullable String birthDate,
        @Nullable Gender gender,
        @Nullable String language,
        @Nullable SkinType skinType,
        @Nullable String avatar) {

    /// Of a customer who said nothing yet.
    public static final Profile EMPTY = new Profile(null, null, null, null, null, null, null, null);

    /// The same with a language.
    public Profile in(String language) {
        return new Profile(
                firstName, lastName, phone, birthDate, gender, language, skinType, avatar);
    }

    public enum Gender {
        FEMALE,
        MALE,
        OTHER
    }

    public enum SkinType {
        NORMAL,
        DRY,
        OILY,
        COMBINATION,
        SENSITIVE
    }
}
