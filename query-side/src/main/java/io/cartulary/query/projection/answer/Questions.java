package io.cartulary.query.projection.answer;

import io.cartulary.web.problem.ProblemException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.stereotype.Component;

/// Asks the query bus and waits for the answer.
@Component
public class Questions {

    private final QueryGateway queries;

    Questions(QueryGateway queries) {
        this.queries = queries;
    }

    public <V> V ask(Object query, Class<V> view) {
        return answer(queries.query(query, view));
    }

    public <V> Optional<V> find(Object query, Class<V> view) {
        return answer(queries.query(query, ResponseTypes.optionalInstanceOf(view)));
    }

    /// The view, or 404 naming `what`.
    public <V> V get(Object query, Class<V> view, String what) {
        return find(query, view).orElseThrow(() -> ProblemException.notFound(what));
    }

    public <V> List<V> list(Object query, Class<V> view) {
        return answer(queries.query(query, ResponseTypes.multipleInstancesOf(view)));
    }

    private static <R> R answer(CompletableFuture<R> answer) {
        try {
            return answer.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
