package io.cartulary.command.payment.provider;

import io.cartulary.web.problem.ProblemException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/// By which we know that a webhook's message is the provider's own and fresh. Each provider that
/// signs its messages has one beside its webhook; M-Pesa signs nothing and is called back at
/// addresses that cannot be guessed.
public interface WebhookSignature {

    /// The header that carries it.
    String header();

    /// What a valid one is, for those whose message is refused.
    String rule();

    /// @param body as it came, to the byte
    boolean isValid(HttpHeaders headers, byte[] body);

    /// @throws ProblemException 401, unless it is valid
    default void require(HttpHeaders headers, byte[] body) {
        if (!isValid(headers, body)) {
            throw new ProblemException(
                    HttpStatus.UNAUTHORIZED, "INVALID_SIGNATURE", rule(), header());
        }
    }
}
