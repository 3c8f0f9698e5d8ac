package io.cartulary.events;

import org.jspecify.annotations.Nullable;

/// A value about a person. It is encrypted with that person's own key before it is stored, and
/// becomes [Erased] for every reader once the key is destroyed.
///
/// @param <T> the type of the value: a string or a record of strings
public sealed interface Personal<T> {

    /// Whose value this is: a customer's identifier, else a cart's or an order's. One key belongs
    /// to each subject.
    String subject();

    /// The value, or `null` once it was erased.
    @Nullable T orNull();

    record Known<T>(String subject, T value) implements Personal<T> {
        @Override
        public T orNull() {
            return value;
        }

        /// Keeps the value out of logs and messages.
        @Override
        public String toString() {
            return "Personal[" + subject + "]";
        }
    }

    /// The value as it is stored. Readers that only keep a copy never open it, and need no key.
    ///
    /// @param sealed ciphertext that names its subject
    record Sealed<T>(String subject, String sealed) implements Personal<T> {
        @Override
        public @Nullable T orNull() {
            return null;
        }
    }

    record Erased<T>(String subject) implements Personal<T> {
        @Override
        public @Nullable T orNull() {
            return null;
        }
    }

    static <T> Personal<T> of(String subject, T value) {
        return new Known<>(subject, value);
    }
}
