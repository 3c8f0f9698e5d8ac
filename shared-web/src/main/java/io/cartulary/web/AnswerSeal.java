package io.cartulary.web;

import io.cartulary.eventstore.privacy.PersonalDataCipher;
import java.util.Optional;

/// How kept answers are closed to everyone but their subject.
public interface AnswerSeal {

    String seal(String subject, String answer);

    /// Nothing when the subject was erased.
    Optional<String> open(String sealed);

    /// With the key of the subject.
    static AnswerSeal by(PersonalDataCipher cipher) {
        return new AnswerSeal() {
            @Override
            public String seal(String subject, String answer) {
                return cipher.seal(subject, answer);
            }

            @Override
            public Optional<String> open(String sealed) {
                return cipher.open(sealed);
            }
        };
    }

    /// Open, for a side whose answers say nothing of a person.
    static AnswerSeal none() {
        return new AnswerSeal() {
            @Override
            public String seal(String subject, String answer) {
                return answer;
            }

            @Override
            public Optional<String> open(String sealed) {
                return Optional.of(sealed);
            }
        };
    }
}
