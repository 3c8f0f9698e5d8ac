package io.cartulary.web.access;

import io.cartulary.events.account.Role;
import io.cartulary.web.ApiHeaders;
import io.cartulary.web.FilterOrder;
import io.cartulary.web.access.token.AccessTokens;
import io.cartulary.web.problem.CorsProblems;
import io.cartulary.web.problem.ProblemException;
import io.cartulary.web.problem.ProblemWriter;
import jakarta.servlet.DispatcherType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.authorization.AuthorityAuthorizationManager;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;

/// Applies what each route says by [OpenTo]. There is no session and no cookie, so there is nothing
/// a foreign page could ride on.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SecurityProperties.class)
class RouteAccess {

    static final String STAFF_ROLE = "STAFF";
    private static final String ACCOUNT_ROLE = "ACCOUNT";
    private static final String OWNER_ROLE = "OWNER";

    @Bean
    SecurityFilterChain accessRules(
            HttpSecurity http,
            RouteLookup routes,
            ProblemWriter problems,
            JwtDecoder accessTokens) {
        return http.authorizeHttpRequests(requests ->
                        requests.dispatcherTypeMatchers(DispatcherType.ERROR)
                                .permitAll()
                                .requestMatchers("/actuator/health/**", "/api/docs/**")
                                .permitAll()
                                .requestMatchers("/actuator/**")
                                .hasAuthority(Permission.METRICS.name())
                                .anyRequest()
                                .access(byRoute(routes)))
                .oauth2ResourceServer(bearer ->
                        bearer.bearerTokenResolver(new BearerTokens(routes))
                                .jwt(jwt ->
                                        jwt.decoder(accessTokens)
                                                .jwtAuthenticationConverter(RouteAccess::callerOf))
                                .authenticationEntryPoint((_, response, _) ->
                                        problems.write(unauthenticated(), response)))
                .exceptionHandling(failures ->
                        failures.authenticationEntryPoint((_, response, _) ->
                                        problems.write(unauthenticated(), response))
                                .accessDeniedHandler(
                                        (_, response, _) -> problems.write(forbidden(), response)))
                .sessionManagement(
                        sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .cors(AbstractHttpConfigurer::disable)
                .build();
    }

    /// Each of a dozen filters would be timed on every request; the request as a whole is.
    @Bean
    SecurityObservationSettings noTimingOfFilters() {
        return SecurityObservationSettings.noObservations();
    }

    /// Outside of all other filters, so that a browser may read each of our refusals.
    @Bean
    FilterRegistrationBean<CorsFilter> corsFilter(
            SecurityProperties properties, CorsProblems problems) {
        var filter = new CorsFilter(corsOf(properties.corsOrigins()));
        filter.setCorsProcessor(problems);
        var registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(FilterOrder.CORS);
        return registration;
    }

    private static UrlBasedCorsConfigurationSource corsOf(List<String> origins) {
        var cors = new CorsConfiguration();
        cors.setAllowedOrigins(origins);
        cors.setAllowedMethods(
                Stream.of(
                                HttpMethod.GET,
                                HttpMethod.HEAD,
                                HttpMethod.POST,
                                HttpMethod.PUT,
                                HttpMethod.PATCH,
                                HttpMethod.DELETE)
                        .map(HttpMethod::name)
                        .toList());
        cors.setAllowedHeaders(List.of("*"));
        cors.setExposedHeaders(ApiHeaders.EXPOSED);
        var source = new UrlBasedCorsConfigurationSource();
        source.registerCorsConfiguration("/api/**", cors);
        return source;
    }

    /// Every owner of an account has [#ACCOUNT_ROLE] and [#OWNER_ROLE], and staff who act for one
    /// only the first; a machine has what its key is for and no account.
    private static AbstractAuthenticationToken callerOf(Jwt token) {
        var role = token.getClaimAsString(AccessTokens.ROLE);
        if (role == null) {
            return new JwtAuthenticationToken(
                    token,
                    authorities(
                            AccessTokens.scopeOf(token).stream()
                                    .filter(scope -> !scope.isForPeople())
                                    .toList()));
        }
        var authorities = new ArrayList<>(authoritiesOf(Role.valueOf(role)));
        authorities.add(new SimpleGrantedAuthority("ROLE_" + ACCOUNT_ROLE));
        if (AccessTokens.actorOf(token).isEmpty()) {
            authorities.add(new SimpleGrantedAuthority("ROLE_" + OWNER_ROLE));
        }
        return new JwtAuthenticationToken(token, authorities);
    }

    private static List<GrantedAuthority> authoritiesOf(Role role) {
        return authorities(Permission.of(role));
    }

    /// Permissions, and [#STAFF_ROLE] where there are any.
    private static List<GrantedAuthority> authorities(Collection<Permission> permissions) {
        var authorities = new ArrayList<GrantedAuthority>();
        permissions.forEach(
                permission -> authorities.add(new SimpleGrantedAuthority(permission.name())));
        if (!permissions.isEmpty()) {
            authorities.add(new SimpleGrantedAuthority("ROLE_" + STAFF_ROLE));
        }
        return authorities;
    }

    private static ProblemException unauthenticated() {
        return new ProblemException(
                        HttpStatus.UNAUTHORIZED,
                        "UNAUTHENTICATED",
                        "Log in, and send the access token as Authorization: Bearer; it is valid for 15 minutes.",
                        null)
                .with(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"cartulary\"");
    }

    private static ProblemException forbidden() {
        return new ProblemException(
                HttpStatus.FORBIDDEN, "FORBIDDEN", "You may not call this route.", null);
    }

    /// As the register of routes says; what says nothing is refused to everyone.
    private static AuthorizationManager<RequestAuthorizationContext> byRoute(RouteLookup routes) {
        AuthorizationManager<RequestAuthorizationContext> account =
                AuthorityAuthorizationManager.hasRole(ACCOUNT_ROLE);
        AuthorizationManager<RequestAuthorizationContext> owner =
                AuthorityAuthorizationManager.hasRole(OWNER_ROLE);
        return (caller, context) -> {
            var found = routes.find(context.getRequest());
            return switch (found.caller()) {
                case SHOPPER, ANYONE, PROVIDER -> new AuthorizationDecision(true);
                case STAFF -> new AuthorizationDecision(may(caller.get(), found.permissions()));
                case CUSTOMER -> account.authorize(caller, context);
                case OWNER -> owner.authorize(caller, context);
                case null -> new AuthorizationDecision(false);
            };
        };
    }

    private static boolean may(@Nullable Authentication caller, Set<Permission> needed) {
        return caller != null
                && caller.getAuthorities().stream()
                        .map(GrantedAuthority::getAuthority)
                        .anyMatch(has ->
                                needed.stream()
                                        .map(Permission::name)
                                        .anyMatch(name -> name.equals(has)));
    }
}
