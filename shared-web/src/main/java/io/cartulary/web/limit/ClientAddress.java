package io.cartulary.web.limit;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/// Which network addresses are one client.
public final class ClientAddress {

    private ClientAddress() {}

    /// Of IPv6 the network: a household has 2^64 addresses to call from.
    public static String clientOf(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        return InetAddress.ofLiteral(address) instanceof Inet6Address six
                ? HexFormat.of().formatHex(Arrays.copyOf(six.getAddress(), 8))
                : address;
    }
}
