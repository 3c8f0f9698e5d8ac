package io.cartulary.web.origin;

import io.cartulary.events.account.AccountId;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.eventstore.format.EventMetadata;
import io.cartulary.eventstore.privacy.PersonalDataCipher;
import io.cartulary.web.ApiHeaders;
import io.cartulary.web.access.CartTokens;
import io.cartulary.web.access.token.AccessTokens;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import tools.jackson.databind.json.JsonMapper;

/// Who calls and from where: what every event that follows from the request will say.
public final class RequestOrigin {

    public static final String ATTRIBUTE = RequestOrigin.class.getName();

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String STAFF = "STAFF";
    private static final String STAFF_ACTOR = "staff";
    private static final String ANONYMOUS = "anonymous";
    private static final int USER_AGENT_KEPT = 256;

    private final String requestId;
    private final String address;
    private final String userAgent;
    private final @Nullable String staffId;
    private String actorId;
    private String actorRole;
    private @Nullable Map<String, Object> metadata;

    private RequestOrigin(HttpServletRequest request, String actorId, String actorRole) {
        this(request, actorId, actorRole, null);
    }

    /// @param staffId of who acts for the actor
    private RequestOrigin(
            HttpServletRequest request,
            String actorId,
            String actorRole,
            @Nullable String staffId) {
        this.staffId = staffId;
        this.requestId = (String) request.getAttribute(RequestIdFilter.ATTRIBUTE);
        this.address = request.getRemoteAddr();
        var agent = request.getHeader(HttpHeaders.USER_AGENT);
        this.userAgent =
                agent == null ? "" : agent.substring(0, Math.min(agent.length(), USER_AGENT_KEPT));
        this.actorId = actorId;
        this.actorRole = actorRole;
    }

    static RequestOrigin of(HttpServletRequest request, CartTokens tokens) {
        var caller = request.getUserPrincipal();
        if (request.isUserInRole(STAFF)) {
            return new RequestOrigin(request, caller.getName(), STAFF_ACTOR);
        }
        if (caller != null) {
            var customer = new AccountId(caller.getName()).customer();
            return new RequestOrigin(request, customer.value(), "customer", staffOf(caller));
        }
        var token = request.getHeader(ApiHeaders.CART_TOKEN);
        return Optional.ofNullable(token)
                .flatMap(tokens::verify)
                .map(cart -> new RequestOrigin(request, CartTokens.guestOf(cart).value(), "guest"))
                .orElseGet(() -> new RequestOrigin(request, ANONYMOUS, "guest"));
    }

    private static @Nullable String staffOf(Principal customer) {
        return customer instanceof JwtAuthenticationToken bearer
                ? AccessTokens.actorOf(bearer.getToken()).map(AccountId::value).orElse(null)
                : null;
    }

    /// The origin of the request this thread works for.
    public static Optional<RequestOrigin> current() {
        return RequestContextHolder.getRequestAttributes()
                        instanceof ServletRequestAttributes attributes
                ? Optional.ofNullable(
                        (RequestOrigin)
                                attributes.getAttribute(ATTRIBUTE, RequestAttributes.SCOPE_REQUEST))
                : Optional.empty();
    }

    /// From here on the request is that of a customer it has just made known.
    public void actAs(CustomerId customer) {
        actorId = customer.value();
        actorRole = "guest";
        metadata = null;
    }

    /// From here on the request is that of another system, which has proven who it is.
    ///
    /// @param system for example `payment-provider-stripe`
    public void actAsSystem(String system) {
        actorId = system;
        actorRole = EventMetadata.SYSTEM;
        metadata = null;
    }

    public String requestId() {
        return requestId;
    }

    /// The member of staff who asks, for themselves or for a customer.
    Optional<String> staff() {
        return actorRole.equals(STAFF_ACTOR) ? Optional.of(actorId) : Optional.ofNullable(staffId);
    }

    /// The customer for whom a member of staff asks.
    Optional<String> onBehalfOf() {
        return staffId == null ? Optional.empty() : Optional.of(actorId);
    }

    /// Whether it is shown who calls: by a cart's token, or by a password.
    public boolean isKnown() {
        return !actorId.equals(ANONYMOUS);
    }

    /// Whose key seals what is personal about this request.
    public String actorId() {
        return actorId;
    }

    /// Where a request came from.
    public record Place(String address, String userAgent) {

        /// @param place as [RequestOrigin#place] writes it
        public static Place read(String place) {
            return JSON.readValue(place, Place.class);
        }
    }

    public String address() {
        return address;
    }

    /// Network address and user agent, as JSON.
    public String place() {
        return JSON.writeValueAsString(new Place(address, userAgent));
    }

    Map<String, Object> metadata(PersonalDataCipher cipher) {
        if (metadata == null) {
            var all = new HashMap<String, Object>();
            all.put(EventMetadata.REQUEST_ID, requestId);
            all.put(EventMetadata.ACTOR_ID, actorId);
            all.put(EventMetadata.ACTOR_ROLE, actorRole);
            all.put(EventMetadata.ORIGIN, cipher.seal(staff().orElse(actorId), place()));
            if (staffId != null) {
                all.put(EventMetadata.STAFF_ID, staffId);
            }
            metadata = Map.copyOf(all);
        }
        return metadata;
    }
}
