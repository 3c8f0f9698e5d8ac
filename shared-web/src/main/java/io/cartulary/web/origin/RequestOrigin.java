package io.cartulary.web.origin;

import io.cartulary.events.account.AccountId;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.eventstore.format.EventMetadata;
import io.cartulary.eventstore.privacy.PersonalDataCipher;
import io.cartulary.web.ApiHeaders;
import io.cartulary.web.access.CartTokens;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
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
    private String actorId;
    private String actorRole;
    private @Nullable Map<String, Object> metadata;

    private RequestOrigin(HttpServletRequest request, String actorId, String actorRole) {
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
            return new RequestOrigin(request, customer.value(), "customer");
        }
        var token = request.getHeader(ApiHeaders.CART_TOKEN);
        return Optional.ofNullable(token)
                .flatMap(tokens::verify)
                .map(cart -> new RequestOrigin(request, CartTokens.guestOf(cart).value(), "guest"))
                .orElseGet(() -> new RequestOrigin(request, ANONYMOUS, "guest"));
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

    public boolean isStaff() {
        return actorRole.equals(STAFF_ACTOR);
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
            metadata =
                    Map.of(
                            EventMetadata.REQUEST_ID, requestId,
                            EventMetadata.ACTOR_ID, actorId,
                            EventMetadata.ACTOR_ROLE, actorRole,
                            EventMetadata.ORIGIN, cipher.seal(actorId, place()));
        }
        return metadata;
    }
}
