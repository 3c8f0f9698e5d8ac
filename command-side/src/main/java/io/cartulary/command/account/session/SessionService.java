package io.cartulary.command.account.session;

import io.cartulary.command.account.AccountSettings;
import io.cartulary.command.account.act.Act;
import io.cartulary.command.account.act.ActRecorder;
import io.cartulary.command.account.act.Acts;
import io.cartulary.command.account.database.AccountTransactions;
import io.cartulary.command.account.token.Secret;
import io.cartulary.events.account.AccountEvent.SessionEndReason;
import io.cartulary.events.account.AccountId;
import io.cartulary.events.account.SessionId;
import io.cartulary.eventstore.privacy.PersonalDataCipher;
import io.cartulary.web.origin.RequestOrigin;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Opens, continues and ends sessions.
@Component
public class SessionService {

    private static final Logger log = LoggerFactory.getLogger(SessionService.class);

    private final Sessions sessions;
    private final RefreshTokens tokens;
    private final Acts acts;
    private final ActRecorder recorder;
    private final AccountTransactions transactions;
    private final PersonalDataCipher cipher;
    private final AccountSettings settings;
    private final InstantSource clock;

    SessionService(
            Sessions sessions,
            RefreshTokens tokens,
            Acts acts,
            ActRecorder recorder,
            AccountTransactions transactions,
            PersonalDataCipher cipher,
            AccountSettings settings,
            InstantSource clock) {
        this.sessions = sessions;
        this.tokens = tokens;
        this.acts = acts;
        this.recorder = recorder;
        this.transactions = transactions;
        this.cipher = cipher;
        this.settings = settings;
        this.clock = clock;
    }

    /// What became of a refresh token.
    private record Refresh(Optional<SessionTokens> tokens, List<Act> acts) {

        static final Refresh REFUSED = new Refresh(Optional.empty(), List.of());
    }

    /// Within the transaction of a log-in.
    public SessionTokens open(AccountId account, RequestOrigin origin) {
        var now = clock.instant();
        var session = new Session(SessionId.next(), account, placeOf(account, origin), now);
        sessions.save(session);
        return issue(session, now);
    }

    /// Continues a session; nothing when its token is no longer good for that.
    ///
    /// A token that was replaced a moment ago is good once more: two tabs of a browser refresh with
    /// the same one, and an answer may be lost. Used later it was stolen, by who uses it now or by
    /// who used it before, and the session ends for both.
    public Optional<SessionTokens> refresh(String refreshToken, RequestOrigin origin) {
        var refresh = transactions.run(() -> refreshed(refreshToken, origin));
        recorder.record(refresh.acts());
        return refresh.tokens();
    }

    private Refresh refreshed(String refreshToken, RequestOrigin origin) {
        var now = clock.instant();
        var token = tokens.findById(Secret.hashOf(refreshToken)).orElse(null);
        if (token == null || token.isExpired(now)) {
            return Refresh.REFUSED;
        }
        var session = sessions.findById(token.sessionId()).orElseThrow();
        if (session.hasEnded()) {
            return Refresh.REFUSED;
        }
        if (token.wasReplacedBefore(now.minus(settings.reuseGrace()))) {
            log.warn("A refresh token of {} was used twice", session.accountId());
            return ended(session, SessionEndReason.TOKEN_REUSED, now);
        }
        if (session.isIdleSince(now.minus(settings.idleFor()))) {
            return ended(session, SessionEndReason.IDLE, now);
        }
        if (session.isStartedBefore(now.minus(settings.sessionFor()))) {
            return ended(session, SessionEndReason.EXPIRED, now);
        }
        token.replace(now);
        session.use(placeOf(session.accountId(), origin), now);
        return new Refresh(Optional.of(issue(session, now)), List.of());
    }

    private Refresh ended(Session session, SessionEndReason reason, Instant now) {
        return new Refresh(Optional.empty(), List.of(end(session, reason, now)));
    }

    /// Ends the session that a refresh token belongs to, however old the token is.
    public void logOut(String refreshToken) {
        recorder.record(
                transactions.run(() ->
                        tokens
                                .findById(Secret.hashOf(refreshToken))
                                .flatMap(token -> sessions.findById(token.sessionId()))
                                .filter(session -> !session.hasEnded())
                                .map(session ->
                                        end(session, SessionEndReason.LOGGED_OUT, clock.instant()))
                                .stream()
                                .toList()));
    }

    /// Ends those of an account within a transaction.
    ///
    /// @param stays goes on, if there is one
    public List<Act> endAll(AccountId account, SessionEndReason reason, @Nullable SessionId stays) {
        return open(account).stream()
                .filter(session -> !session.sessionId().equals(stays))
                .map(session -> end(session, reason, clock.instant()))
                .toList();
    }

    public void revokeAll(AccountId account) {
        recorder.record(transactions.run(() -> endAll(account, SessionEndReason.REVOKED, null)));
    }

    /// Revoking one that ended before changes nothing.
    public void revoke(AccountId account, SessionId revoked) {
        recorder.record(
                transactions.run(() ->
                        open(account).stream()
                                .filter(session -> session.sessionId().equals(revoked))
                                .map(session ->
                                        end(session, SessionEndReason.REVOKED, clock.instant()))
                                .toList()));
    }

    /// A session as its owner sees it; place and device are gone once they were erased.
    public record OpenSession(
            SessionId sessionId,
            @Nullable String device,
            @Nullable String address,
            Instant startedAt,
            Instant lastUsedAt) {}

    /// Those that can still be used, the one that was used last first.
    public List<OpenSession> findOpen(AccountId account) {
        var now = clock.instant();
        return transactions.run(() -> open(account)).stream()
                .filter(session -> !session.isIdleSince(now.minus(settings.idleFor())))
                .filter(session -> !session.isStartedBefore(now.minus(settings.sessionFor())))
                .map(this::seen)
                .toList();
    }

    private OpenSession seen(Session session) {
        var place = cipher.open(session.placeSealed()).map(RequestOrigin.Place::read).orElse(null);
        return new OpenSession(
                session.sessionId(),
                place == null ? null : place.userAgent(),
                place == null ? null : place.address(),
                session.startedAt(),
                session.lastUsedAt());
    }

    /// Forgets sessions of which no token can be used any more.
    public void forgetOld() {
        transactions.run(() -> sessions.forgetBefore(clock.instant().minus(settings.refreshFor())));
    }

    private List<Session> open(AccountId account) {
        return sessions.findByAccountIdAndEndedAtIsNullOrderByLastUsedAtDesc(account.value());
    }

    private Act end(Session session, SessionEndReason reason, Instant now) {
        session.end(now);
        return acts.save(Act.sessionEnd(session.accountId(), session.sessionId(), reason, now));
    }

    private SessionTokens issue(Session session, Instant now) {
        var secret = Secret.next();
        tokens.save(
                new RefreshToken(
                        secret.hash(),
                        session.sessionId().value(),
                        now.plus(settings.refreshFor())));
        return new SessionTokens(session.accountId(), session.sessionId(), secret.text());
    }

    private String placeOf(AccountId account, RequestOrigin origin) {
        return cipher.seal(account.customer().value(), origin.place());
    }
}
