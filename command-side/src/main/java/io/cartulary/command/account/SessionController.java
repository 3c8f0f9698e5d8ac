package io.cartulary.command.account;

import io.cartulary.command.account.session.SessionService;
import io.cartulary.command.account.session.SessionService.OpenSession;
import io.cartulary.events.account.SessionId;
import io.cartulary.web.access.Caller;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.page.Page;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Where the owner of an account is logged in.
@RestController
class SessionController {

    private final SessionService sessions;

    SessionController(SessionService sessions) {
        this.sessions = sessions;
    }

    /// @param current whether this request is one of its
    record SessionView(
            SessionId sessionId,
            @Nullable String device,
            @Nullable String address,
            Instant startedAt,
            Instant lastUsedAt,
            boolean current) {

        static SessionView of(OpenSession session, SessionId current) {
            return new SessionView(
                    session.sessionId(),
                    session.device(),
                    session.address(),
                    session.startedAt(),
                    session.lastUsedAt(),
                    session.sessionId().equals(current));
        }
    }

    @OpenTo(Caller.OWNER)
    @GetMapping("/api/v1/users/me/sessions")
    Page<SessionView> list() {
        var caller = CurrentLogIn.get();
        return Page.whole(
                sessions.findOpen(caller.accountId()).stream()
                        .map(session -> SessionView.of(session, caller.sessionId()))
                        .toList());
    }

    @OpenTo(Caller.OWNER)
    @DeleteMapping("/api/v1/users/me/sessions/{sessionId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(@PathVariable SessionId sessionId) {
        sessions.revoke(CurrentLogIn.get().accountId(), sessionId);
    }

    @OpenTo(Caller.OWNER)
    @DeleteMapping("/api/v1/users/me/sessions")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endAll() {
        sessions.revokeAll(CurrentLogIn.get().accountId());
    }
}
