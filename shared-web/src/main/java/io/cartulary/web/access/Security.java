package io.cartulary.web.access;

import io.cartulary.web.ApiHeaders;
import io.cartulary.web.limit.RateLimitHeaders;
import io.cartulary.web.problem.ProblemException;
import io.cartulary.web.problem.ProblemWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;

/// Applies [AccessRules]. There is no session and no cookie, so there is nothing a foreign page
/// could ride on.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SecurityProperties.class)
class Security {

    static final String STAFF_ROLE = "STAFF";
    private static final String STAFF_USER = "admin";

    @Bean
    SecurityFilterChain accessRules(
            HttpSecurity http,
            ProblemWriter problems,
            FailedLogins failed,
            SecurityProperties properties) {
        return http.authorizeHttpRequests(
                        requests -> {
                            AccessRules.PUBLIC.forEach((method, paths) ->
                                    requests.requestMatchers(method, paths.toArray(String[]::new))
                                            .permitAll());
                            requests.requestMatchers(AccessRules.STAFF.toArray(String[]::new))
                                    .hasRole(STAFF_ROLE)
                                    .requestMatchers("/error")
                                    .permitAll()
                                    .anyRequest()
                                    .denyAll();
                        })
                .httpBasic(basic ->
                        basic.authenticationEntryPoint((request, response, _) -> {
                            failed.failed(
                                    request.getRemoteAddr(), StaffLoginFilter.accountOf(request));
                            problems.write(unauthenticated(), response);
                        }))
                .addFilterBefore(
                        new StaffLoginFilter(failed, problems), BasicAuthenticationFilter.class)
                .exceptionHandling(failures ->
                        failures.authenticationEntryPoint((_, response, _) ->
                                        problems.write(unauthenticated(), response))
                                .accessDeniedHandler(
                                        (_, response, _) -> problems.write(forbidden(), response)))
                .sessionManagement(
                        sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .cors(cors -> cors.configurationSource(corsOf(properties.corsOrigins())))
                .build();
    }

    /// Each of a dozen filters would be timed on every request; the request as a whole is.
    @Bean
    SecurityObservationSettings noTimingOfFilters() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    UserDetailsService staff(SecurityProperties properties) {
        return new InMemoryUserDetailsManager(
                User.withUsername(STAFF_USER)
                        .password(properties.staffPassword())
                        .roles(STAFF_ROLE)
                        .build());
    }

    /// The staff password is long and random and is held in memory only: it is compared, in
    /// constant time, not hashed.
    @Bean
    PasswordEncoder staffPasswords() {
        return new PasswordEncoder() {
            @Override
            public String encode(CharSequence password) {
                return password.toString();
            }

            @Override
            public boolean matches(CharSequence given, String expected) {
                return MessageDigest.isEqual(
                        given.toString().getBytes(StandardCharsets.UTF_8),
                        expected.getBytes(StandardCharsets.UTF_8));
            }
        };
    }

    private static UrlBasedCorsConfigurationSource corsOf(List<String> origins) {
        var cors = new CorsConfiguration();
        cors.setAllowedOrigins(origins);
        cors.setAllowedMethods(
                List.of(
                        HttpMethod.GET.name(),
                        HttpMethod.POST.name(),
                        HttpMethod.PUT.name(),
                        HttpMethod.PATCH.name(),
                        HttpMethod.DELETE.name()));
        cors.setAllowedHeaders(List.of("*"));
        cors.setExposedHeaders(
                List.of(
                        ApiHeaders.CART_TOKEN,
                        ApiHeaders.POSITION,
                        ApiHeaders.REQUEST_ID,
                        HttpHeaders.LOCATION,
                        HttpHeaders.ETAG,
                        HttpHeaders.RETRY_AFTER,
                        RateLimitHeaders.POLICY,
                        RateLimitHeaders.STATE));
        var source = new UrlBasedCorsConfigurationSource();
        source.registerCorsConfiguration("/api/**", cors);
        return source;
    }

    private static ProblemException unauthenticated() {
        return new ProblemException(
                        HttpStatus.UNAUTHORIZED,
                        "UNAUTHENTICATED",
                        "This route is for staff; log in with HTTP Basic.",
                        null)
                .with(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"cartulary\"");
    }

    private static ProblemException forbidden() {
        return new ProblemException(
                HttpStatus.FORBIDDEN, "FORBIDDEN", "You may not call this route.", null);
    }
}
