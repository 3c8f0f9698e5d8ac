package io.cartulary.query.projection.answer;

import org.axonframework.queryhandling.QueryExecutionException;

/// A read model has not come as far as the question asks for. Refused with `NOT_YET_VISIBLE`, which
/// travels as details, since classes do not survive a remote bus.
public final class NotYetVisible extends QueryExecutionException {

    static final String CODE = "NOT_YET_VISIBLE";
    static final String SENTENCE = "What was asked for is not visible yet; send the request again.";

    public NotYetVisible(String projection) {
        super(projection + " has not come that far yet", null, CODE);
    }
}
