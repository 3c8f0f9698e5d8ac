package io.cartulary.embedded.elasticsearch.network;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import java.security.MessageDigest;
import java.util.Base64;
import org.elasticsearch.ElasticsearchStatusException;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.http.netty4.internal.HttpValidator;
import org.elasticsearch.rest.RestStatus;
import org.jspecify.annotations.Nullable;

/// Asks each request for one name and password before its body is read.
final class BasicAuthentication implements HttpValidator {
    private final byte[] expected;

    /// @param credentials `name:password`
    BasicAuthentication(@Nullable String credentials) {
        if (credentials == null || credentials.isBlank()) {
            throw new IllegalArgumentException("The node needs credentials to ask for.");
        }
        expected =
                ("Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8)))
                        .getBytes(UTF_8);
    }

    @Override
    public void validate(HttpRequest request, Channel channel, ActionListener<Void> answer) {
        var given = request.headers().get(HttpHeaderNames.AUTHORIZATION);
        // Takes as long for a nearly right answer as for any other.
        if (given != null && MessageDigest.isEqual(expected, given.getBytes(UTF_8))) {
            answer.onResponse(null);
        } else {
            answer.onFailure(
                    new ElasticsearchStatusException(
                            "missing or wrong credentials", RestStatus.UNAUTHORIZED));
        }
    }
}
