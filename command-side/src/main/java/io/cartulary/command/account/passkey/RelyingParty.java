package io.cartulary.command.account.passkey;

import com.webauthn4j.data.client.Origin;
import io.cartulary.command.account.AccountSettings;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

/// As whom authenticators know the shop. A passkey is good for one host name and those below it,
/// and only pages of the shop's own origins may use it.
@Component
class RelyingParty {

    private final String id;
    private final String name;
    private final Set<Origin> origins;

    RelyingParty(AccountSettings settings) {
        var passkeys = settings.passkeys();
        var own = settings.linkBase();
        this.id = Optional.ofNullable(passkeys.relyingPartyId()).orElseGet(own::getHost);
        this.name = settings.shopName();
        var allowed = passkeys.origins().isEmpty() ? Set.of(originOf(own)) : passkeys.origins();
        allowed.forEach(this::requireOwn);
        this.origins =
                allowed.stream()
                        .map(origin -> new Origin(origin.toString()))
                        .collect(Collectors.toSet());
    }

    String id() {
        return id;
    }

    String name() {
        return name;
    }

    Set<Origin> origins() {
        return origins;
    }

    private static URI originOf(URI address) {
        return UriComponentsBuilder.newInstance()
                .scheme(address.getScheme())
                .host(address.getHost())
                .port(address.getPort())
                .build()
                .toUri();
    }

    /// No browser would use a passkey of another host, and no one could log in with one. Apps have
    /// no host.
    private void requireOwn(URI origin) {
        var host = origin.getHost();
        if (host != null && !host.equals(id) && !host.endsWith("." + id)) {
            throw new IllegalArgumentException(
                    "cartulary.accounts.passkeys: %s is not of %s or a host below it"
                            .formatted(origin, id));
        }
    }
}
