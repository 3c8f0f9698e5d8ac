package io.cartulary.command.payment;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/// The providers that this shop works with.
@Component
public class PaymentProviders {

    private final Map<String, PaymentProvider> byName;

    PaymentProviders(List<PaymentProvider> providers) {
        this.byName =
                providers.stream().collect(toUnmodifiableMap(PaymentProvider::name, identity()));
    }

    public boolean include(String name) {
        return byName.containsKey(name);
    }

    /// @throws IllegalStateException when the shop stopped working with it while payments were open
    PaymentProvider named(String name) {
        var provider = byName.get(name);
        if (provider == null) {
            throw new IllegalStateException("There is no payment provider named " + name);
        }
        return provider;
    }
}
