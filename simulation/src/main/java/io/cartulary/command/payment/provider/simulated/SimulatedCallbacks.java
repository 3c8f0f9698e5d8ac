package io.cartulary.command.payment.provider.simulated;

import io.cartulary.command.payment.effect.Discrepancies;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.http.HttpHeaders;
import tools.jackson.databind.json.JsonMapper;

/// The route of the simulated provider's callbacks, for tests that send them without HTTP.
public final class SimulatedCallbacks {

    public static final String SECRET = "between-us-and-the-provider";

    private final SimulatedPaymentCallbackController route;

    public SimulatedCallbacks(
            CommandGateway commands,
            Discrepancies discrepancies,
            JsonMapper json,
            InstantSource clock) {
        var address = URI.create("http://provider.invalid");
        this.route =
                new SimulatedPaymentCallbackController(
                        commands,
                        new SimulatedPaymentSettings(
                                address,
                                SECRET,
                                address,
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(5)),
                        discrepancies,
                        json,
                        clock);
    }

    public void receive(String signature, byte[] body) {
        var headers = new HttpHeaders();
        headers.set(SimulatedWebhookSignature.HEADER, signature);
        route.receive(headers, body);
    }
}
