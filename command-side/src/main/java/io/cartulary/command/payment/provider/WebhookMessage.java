package io.cartulary.command.payment.provider;

import io.cartulary.web.problem.ProblemException;
import org.springframework.http.HttpStatus;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Reads the message of a webhook, whose signature is made over bytes and not over JSON.
public final class WebhookMessage {

    private WebhookMessage() {}

    /// @throws ProblemException 400, when it is not JSON of this shape
    public static <T> T read(JsonMapper json, byte[] body, Class<T> shape) {
        try {
            return json.readValue(body, shape);
        } catch (JacksonException _) {
            throw new ProblemException(
                    HttpStatus.BAD_REQUEST,
                    "INVALID_VALUE",
                    "The body is not JSON of the documented shape.",
                    "body");
        }
    }
}
