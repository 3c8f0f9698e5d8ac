package io.cartulary.query.projection.answer;

import io.cartulary.web.ApiHeaders;
import io.cartulary.web.consistency.Position;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.axonframework.queryhandling.QueryMessage;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/// Hands the position that a request names in `Cartulary-Position` on to the queries it asks.
@Component
public class RequestedPosition implements MessageDispatchInterceptor<QueryMessage<?, ?>> {

    private static final String KEY = "position";

    /// What the request named, if it did.
    public static Optional<Position> of(QueryMessage<?, ?> query) {
        return Optional.ofNullable((String) query.getMetaData().get(KEY)).map(Position::decode);
    }

    @Override
    public BiFunction<Integer, QueryMessage<?, ?>, QueryMessage<?, ?>> handle(
            List<? extends QueryMessage<?, ?>> queries) {
        return (_, query) ->
                asked().<QueryMessage<?, ?>>map(
                                position -> query.andMetaData(Map.of(KEY, position.encode())))
                        .orElse(query);
    }

    private static Optional<Position> asked() {
        return RequestContextHolder.getRequestAttributes()
                        instanceof ServletRequestAttributes request
                ? Optional.ofNullable(request.getRequest().getHeader(ApiHeaders.POSITION))
                        .map(Position::decode)
                : Optional.empty();
    }
}
