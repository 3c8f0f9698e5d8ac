package io.cartulary.command.account.key;

import io.cartulary.events.InvalidValue;
import io.cartulary.events.Text;
import jakarta.validation.constraints.NotBlank;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.FormHttpMessageConverter;

/// What RFC 6749 lets a client of OAuth 2 send for a token, with the members that it names.
///
/// @param client_secret the key
/// @param client_id its identifier, if the client sends one
record TokenRequest(
        @NotBlank @Text(max = 100) String grant_type,
        @NotBlank @Text(max = 200) String client_secret,
        @Nullable @Text(max = 100) String client_id) {

    private static final String GRANT = "client_credentials";

    /// @param form as it was sent; parameters of a request would be read past the limits of bodies
    static TokenRequest read(InputStream form) throws IOException {
        var members = members(form);
        var grant = member(members, "grant_type");
        if (!grant.equals(GRANT)) {
            throw new InvalidValue("grant_type", "must be " + GRANT);
        }
        return new TokenRequest(grant, member(members, "client_secret"), members.get("client_id"));
    }

    private static Map<String, String> members(InputStream form) throws IOException {
        var message =
                new HttpInputMessage() {
                    @Override
                    public InputStream getBody() {
                        return form;
                    }

                    @Override
                    public HttpHeaders getHeaders() {
                        var headers = new HttpHeaders();
                        headers.setContentType(MediaType.APPLICATION_FORM_URLENCODED);
                        return headers;
                    }
                };
        try {
            return new FormHttpMessageConverter().read(null, message).toSingleValueMap();
        } catch (IllegalArgumentException e) {
            throw new InvalidValue("body", "must be a form in percent-encoding");
        }
    }

    private static String member(Map<String, String> members, String name) {
        var value = members.get(name);
        if (value == null || value.isBlank()) {
            throw new InvalidValue(name, "must be given");
        }
        return value;
    }

    @Override
    public String toString() {
        return "TokenRequest";
    }
}
