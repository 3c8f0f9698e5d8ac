package io.cartulary.gateway;

import io.cartulary.web.access.RouteTable.Side;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import org.apache.catalina.connector.ClientAbortException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.gateway.server.mvc.common.MvcUtils;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.function.HandlerFilterFunction;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/// Sends a request to a node of the side that owns it. If that node cannot be reached, the next one
/// is asked; if it breaks off after it was reached, only a read is repeated, because a command may
/// already have taken effect.
final class ForwardToNode implements HandlerFilterFunction<ServerResponse, ServerResponse> {

    private static final Logger log = LoggerFactory.getLogger(ForwardToNode.class);

    private final Side side;
    private final Nodes nodes;

    ForwardToNode(Side side, Nodes nodes) {
        this.side = side;
        this.nodes = nodes;
    }

    @Override
    public ServerResponse filter(ServerRequest request, HandlerFunction<ServerResponse> proxy)
            throws Exception {
        for (Node node : nodes.inTurn(side)) {
            if (!node.admits()) {
                continue;
            }
            MvcUtils.setRequestUrl(request, node.address());
            long begun = System.nanoTime();
            try {
                ServerResponse response = proxy.handle(request);
                node.answered(System.nanoTime() - begun);
                return response;
            } catch (UncheckedIOException failure) {
                if (has(failure, ClientAbortException.class)) {
                    node.wasNotAsked();
                    throw failure;
                }
                node.failed(System.nanoTime() - begun, failure);
                log.info("{} failed: {}", node.address(), failure.getMessage());
                if (wasNotReached(failure)) {
                    node.unreachable();
                } else if (!isRead(request)) {
                    return failureOf(failure).answer(request);
                }
            } catch (Exception unexpected) {
                node.wasNotAsked();
                throw unexpected;
            }
        }
        return GatewayProblem.NO_NODE_AVAILABLE.answer(request, Nodes.REST);
    }

    private static boolean isRead(ServerRequest request) {
        return request.method() == HttpMethod.GET || request.method() == HttpMethod.HEAD;
    }

    private static GatewayProblem failureOf(Throwable failure) {
        return has(failure, HttpTimeoutException.class)
                ? GatewayProblem.NODE_TIMED_OUT
                : GatewayProblem.NODE_FAILED;
    }

    private static boolean wasNotReached(Throwable failure) {
        return has(failure, ConnectException.class)
                || has(failure, HttpConnectTimeoutException.class)
                || has(failure, UnresolvedAddressException.class);
    }

    private static boolean has(Throwable failure, Class<? extends Throwable> kind) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (kind.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }
}
