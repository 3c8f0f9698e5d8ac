package io.cartulary.command.payment.provider;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

import io.cartulary.command.effect.EffectFailed;
import io.cartulary.command.effect.EffectGuarantee;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.web.origin.RequestOrigin;
import io.cartulary.web.problem.ProblemException;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/// The providers that this shop works with.
@Component
public class PaymentProviders {

    private final Map<String, PaymentProvider> byName;

    public PaymentProviders(List<PaymentProvider> providers) {
        this.byName =
                providers.stream().collect(toUnmodifiableMap(PaymentProvider::name, identity()));
    }

    /// The request that this thread works for was proven to come from the provider.
    public static void actAs(String name) {
        RequestOrigin.current().ifPresent(origin -> origin.actAsSystem("payment-provider-" + name));
    }

    /// The refusal of a provider that the shop does not work with.
    public static ProblemException unknown() {
        return new ProblemException(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "UNKNOWN_PAYMENT_PROVIDER",
                "This shop does not work with that payment provider.",
                "payment.provider");
    }

    /// @throws ProblemException when the shop does not work with the provider
    public void requireKnown(String name) {
        if (!byName.containsKey(name)) {
            throw unknown();
        }
    }

    /// What is recorded of the token that `shopper` sent for the provider.
    ///
    /// @throws ProblemException when the shop does not work with the provider, or the provider
    ///   cannot use the token
    public String tokenToKeep(String name, CustomerId shopper, String token) {
        requireKnown(name);
        try {
            return named(name).tokenToKeep(shopper, token);
        } catch (IllegalArgumentException unusable) {
            throw new ProblemException(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "UNUSABLE_PAYMENT_TOKEN",
                    String.valueOf(unusable.getMessage()),
                    "payment.token");
        }
    }

    /// @throws EffectFailed when the shop stopped working with it while payments were open
    public PaymentProvider named(String name) {
        var provider = byName.get(name);
        if (provider == null) {
            throw EffectFailed.later("This shop does not work with " + name, null, null);
        }
        return provider;
    }

    /// Of an unknown one, the guarantee that never sends blindly.
    public EffectGuarantee guaranteeOf(String name) {
        var provider = byName.get(name);
        return provider == null ? EffectGuarantee.FOUND_BY_QUERY : provider.guarantee();
    }
}
