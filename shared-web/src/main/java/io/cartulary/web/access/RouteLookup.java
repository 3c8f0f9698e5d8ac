package io.cartulary.web.access;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/// The register of routes: the mapped methods of controllers, asked before a request is worked on.
/// As a mapping of its own it hands Spring what was found, or each request would be compared with
/// the patterns of all routes twice.
@Component
class RouteLookup implements HandlerMapping, Ordered {

    private static final String OURS = "io.cartulary.";
    private static final String ATTRIBUTE = RouteLookup.class.getName();
    private static final String HANDLER = ATTRIBUTE + ".handler";

    private final RequestMappingHandlerMapping mappings;

    RouteLookup(@Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings) {
        this.mappings = mappings;
    }

    /// What there is at the path of a request.
    ///
    /// @param rule who may call it; nothing for a method that does not say
    /// @param allowed the methods there are, if the request's is not among them
    record Found(boolean exists, @Nullable OpenTo rule, Set<String> allowed) {

        static final Found NOTHING = new Found(false, null, Set.of());

        @Nullable Caller caller() {
            return rule == null ? null : rule.value();
        }

        /// One of these a member of staff needs; empty where no one of them may.
        Set<Permission> permissions() {
            return rule == null ? Set.of() : Set.of(rule.staff());
        }

        boolean isOtherMethod() {
            return !allowed.isEmpty();
        }
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    /// Not for what the server forwards to elsewhere, such as its page of errors.
    @Override
    public @Nullable HandlerExecutionChain getHandler(HttpServletRequest request) {
        return request.getDispatcherType() == DispatcherType.REQUEST
                ? (HandlerExecutionChain) request.getAttribute(HANDLER)
                : null;
    }

    Found find(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof Found found) {
            return found;
        }
        var found = lookUp(request);
        request.setAttribute(ATTRIBUTE, found);
        return found;
    }

    private Found lookUp(HttpServletRequest request) {
        if (!ServletRequestPathUtils.hasParsedRequestPath(request)) {
            ServletRequestPathUtils.parseAndCache(request);
        }
        try {
            if (request.getMethod().equals("OPTIONS")) {
                var allowed = allowedAt(request);
                return allowed.isEmpty() ? Found.NOTHING : new Found(true, null, allowed);
            }
            var handler = mappings.getHandler(request);
            if (handler == null || !(handler.getHandler() instanceof HandlerMethod method)) {
                return Found.NOTHING;
            }
            if (!method.getBeanType().getName().startsWith(OURS)
                    || ErrorController.class.isAssignableFrom(method.getBeanType())) {
                return Found.NOTHING;
            }
            request.setAttribute(HANDLER, handler);
            return new Found(true, method.getMethodAnnotation(OpenTo.class), Set.of());
        } catch (HttpRequestMethodNotSupportedException e) {
            var allowed = allowedAt(request);
            return allowed.isEmpty() ? Found.NOTHING : new Found(true, null, allowed);
        } catch (Exception e) {
            // The path is there; what the request lacks is answered after the caller is known.
            return new Found(true, ofAny(request), Set.of());
        }
    }

    /// The strictest rule of the path's methods of this name.
    private @Nullable OpenTo ofAny(HttpServletRequest request) {
        return matching(request).stream()
                .filter(handler -> handler.methods().contains(request.getMethod()))
                .map(Matching::rule)
                .findFirst()
                .orElse(null);
    }

    private Set<String> allowedAt(HttpServletRequest request) {
        var allowed = new TreeSet<String>();
        matching(request).forEach(route -> allowed.addAll(route.methods()));
        if (allowed.contains("GET")) {
            allowed.add("HEAD");
        }
        if (!allowed.isEmpty()) {
            allowed.add("OPTIONS");
        }
        return allowed;
    }

    private record Matching(Set<String> methods, @Nullable OpenTo rule) {}

    private List<Matching> matching(HttpServletRequest request) {
        var path = ServletRequestPathUtils.getParsedRequestPath(request).pathWithinApplication();
        return mappings.getHandlerMethods().entrySet().stream()
                .filter(mapping -> mapping.getValue().getBeanType().getName().startsWith(OURS))
                .filter(mapping -> {
                    var patterns = mapping.getKey().getPathPatternsCondition();
                    return patterns != null
                            && patterns.getPatterns().stream()
                                    .anyMatch(pattern -> pattern.matches(path));
                })
                .map(mapping -> {
                    var methods = new TreeSet<String>();
                    mapping.getKey()
                            .getMethodsCondition()
                            .getMethods()
                            .forEach(method -> methods.add(method.name()));
                    return new Matching(
                            methods, mapping.getValue().getMethodAnnotation(OpenTo.class));
                })
                .toList();
    }
}
