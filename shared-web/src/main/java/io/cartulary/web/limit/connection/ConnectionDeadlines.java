package io.cartulary.web.limit.connection;

import java.time.Duration;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;

/// Makes the server use [DeadlineProtocol].
///
/// @param within how long the headers of a request may take
public record ConnectionDeadlines(ArrivingRequests arriving, Duration within)
        implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.setProtocol(DeadlineProtocol.class.getName());
        factory.addConnectorCustomizers(connector -> {
            var protocol = (DeadlineProtocol) connector.getProtocolHandler();
            protocol.closeOverdue(arriving, within);
            // A client that asks before it sends a large body hears the refusal first.
            protocol.setContinueResponseTiming("onRead");
        });
    }
}
