package io.cartulary.eventstore.parking;

import java.util.List;
import java.util.Optional;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;

/// Says when its processor claims a segment, which another process may have worked on before. Axon
/// claims a segment by fetching its token.
final class ClaimNotingTokenStore implements TokenStore {

    private final TokenStore tokens;
    private final Runnable claimed;

    ClaimNotingTokenStore(TokenStore tokens, Runnable claimed) {
        this.tokens = tokens;
        this.claimed = claimed;
    }

    @Override
    public TrackingToken fetchToken(String processor, int segment) {
        var token = tokens.fetchToken(processor, segment);
        claimed.run();
        return token;
    }

    @Override
    public TrackingToken fetchToken(String processor, Segment segment) {
        var token = tokens.fetchToken(processor, segment);
        claimed.run();
        return token;
    }

    @Override
    public void storeToken(TrackingToken token, String processor, int segment) {
        tokens.storeToken(token, processor, segment);
    }

    @Override
    public void extendClaim(String processor, int segment) {
        tokens.extendClaim(processor, segment);
    }

    @Override
    public void releaseClaim(String processor, int segment) {
        tokens.releaseClaim(processor, segment);
    }

    @Override
    public void initializeTokenSegments(String processor, int segments) {
        tokens.initializeTokenSegments(processor, segments);
    }

    @Override
    public void initializeTokenSegments(String processor, int segments, TrackingToken first) {
        tokens.initializeTokenSegments(processor, segments, first);
    }

    @Override
    public void initializeSegment(TrackingToken token, String processor, int segment) {
        tokens.initializeSegment(token, processor, segment);
    }

    @Override
    public void deleteToken(String processor, int segment) {
        tokens.deleteToken(processor, segment);
    }

    @Override
    public boolean requiresExplicitSegmentInitialization() {
        return tokens.requiresExplicitSegmentInitialization();
    }

    @Override
    public int[] fetchSegments(String processor) {
        return tokens.fetchSegments(processor);
    }

    @Override
    public List<Segment> fetchAvailableSegments(String processor) {
        return tokens.fetchAvailableSegments(processor);
    }

    @Override
    public Optional<String> retrieveStorageIdentifier() {
        return tokens.retrieveStorageIdentifier();
    }
}
