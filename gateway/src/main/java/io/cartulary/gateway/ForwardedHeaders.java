package io.cartulary.gateway;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.springframework.cloud.gateway.server.mvc.filter.HttpHeadersFilter.RequestHttpHeadersFilter;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.function.ServerRequest;

/// Says to the nodes who asked, in headers that are the gateway's own word: what a caller wrote
/// there by themselves is dropped. Behind a proxy of ours, which
/// `server.tomcat.remoteip.internal-proxies` names, the server has already found the caller that
/// proxy saw.
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
final class ForwardedHeaders implements RequestHttpHeadersFilter {

    @Override
    public HttpHeaders apply(HttpHeaders received, ServerRequest request) {
        HttpServletRequest caller = request.servletRequest();
        var headers = new HttpHeaders();
        received.forEach((name, values) -> {
            if (!isForwarding(name)) {
                headers.addAll(name, values);
            }
        });
        // The gateway itself answers what browsers ask about origins; the nodes need not answer it
        // again.
        headers.remove(HttpHeaders.ORIGIN);
        headers.set("X-Forwarded-For", caller.getRemoteAddr());
        headers.set("X-Forwarded-Proto", caller.getScheme());
        headers.set("X-Forwarded-Host", caller.getServerName());
        headers.set("X-Forwarded-Port", Integer.toString(caller.getServerPort()));
        return headers;
    }

    private static boolean isForwarding(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.equals("forwarded")
                || lower.equals("x-real-ip")
                || lower.startsWith("x-forwarded-");
    }
}
