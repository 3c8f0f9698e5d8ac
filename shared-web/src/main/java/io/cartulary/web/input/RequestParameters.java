package io.cartulary.web.input;

import io.cartulary.events.InvalidValue;
import io.cartulary.web.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/// Refuses parameters of a query that the route does not know, those given twice, and texts in them
/// or in the path that cannot be stored. What a route knows is what its method asks for.
final class RequestParameters implements HandlerInterceptor {

    private static final int MOST = 100;

    private final Map<Method, Known> knownByMethod = new ConcurrentHashMap<>();

    /// @param types of the query's parameters, by name
    /// @param path the types of the path's variables, by name
    /// @param beginnings of names that the caller chooses
    private record Known(
            SortedMap<String, Class<?>> types,
            Map<String, Class<?>> path,
            List<String> beginnings) {

        static Known of(HandlerMethod handler) {
            var types = new TreeMap<String, Class<?>>();
            var path = new HashMap<String, Class<?>>();
            var beginnings = List.<String>of();
            for (var parameter : handler.getMethodParameters()) {
                var named = parameter.getParameterAnnotation(NamedParameters.class);
                var asked = parameter.getParameterAnnotation(RequestParam.class);
                var variable = parameter.getParameterAnnotation(PathVariable.class);
                if (named != null) {
                    beginnings = List.of(named.value());
                } else if (asked != null) {
                    types.put(nameOf(parameter, asked.name()), parameter.getParameterType());
                } else if (variable != null) {
                    path.put(nameOf(parameter, variable.name()), parameter.getParameterType());
                }
            }
            return new Known(types, path, beginnings);
        }

        private static String nameOf(MethodParameter parameter, String stated) {
            return stated.isEmpty() ? parameter.getParameter().getName() : stated;
        }

        /// Nothing for what is not known.
        @Nullable Class<?> typeOf(String name) {
            var type = types.get(name);
            return type == null && beginnings.stream().anyMatch(name::startsWith)
                    ? Collection.class
                    : type;
        }
    }

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method
                && method.getBeanType().getName().startsWith("io.cartulary.")) {
            var known = knownByMethod.computeIfAbsent(method.getMethod(), _ -> Known.of(method));
            checkPath(request, known);
            if (request.getQueryString() != null) {
                checkQuery(request, known);
            }
        }
        return true;
    }

    private static void checkPath(HttpServletRequest request, Known known) {
        if (request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE)
                instanceof Map<?, ?> variables) {
            variables.forEach((name, value) ->
                    check(name.toString(), value.toString(), known.path().get(name.toString())));
        }
    }

    private static void checkQuery(HttpServletRequest request, Known known) {
        var parameters = request.getParameterMap();
        if (parameters.size() > MOST) {
            throw refused("", "A query must have at most %d parameters.".formatted(MOST));
        }
        parameters.forEach((name, values) -> {
            var type = known.typeOf(name);
            if (type == null) {
                var shown = InvalidValue.excerpt(name);
                throw refused(
                        shown,
                        known.types().isEmpty()
                                ? shown + " is not known here; this route takes no parameters"
                                : shown
                                        + " is not known here; known are "
                                        + String.join(", ", known.types().keySet()));
            }
            if (values.length > 1 && !Collection.class.isAssignableFrom(type)) {
                throw refused(name, name + " must be given once");
            }
            if (values.length > MOST) {
                throw refused(name, name + " must be given at most %d times".formatted(MOST));
            }
            for (var value : values) {
                check(name, value, type);
            }
        });
    }

    /// Numbers and truth are checked here, because Spring would take `0x10` and `on`, too.
    private static void check(String name, String value, @Nullable Class<?> type) {
        try {
            Texts.checkForm(value, Bounds.LONGEST_PARAMETER);
            if (type != null && !value.isEmpty()) {
                Numbers.check(value, type);
            }
        } catch (InvalidValue e) {
            throw refused(name, name + " " + e.getMessage());
        }
    }

    private static ProblemException refused(String field, String sentence) {
        return new ProblemException(
                HttpStatus.BAD_REQUEST,
                "INVALID_VALUE",
                sentence,
                field.isEmpty() ? "query" : field);
    }
}
