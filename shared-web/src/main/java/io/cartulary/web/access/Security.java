package io.cartulary.web.access;

import io.cartulary.web.ApiHeaders;
import io.cartulary.web.problem.Problems;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import tools.jackson.databind.json.JsonMapper;

/// Applies [AccessRules]. There is no session and no cookie, so there is nothing a foreign page
/// could ride on.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SecurityProperties.class)
class Security {

    static final String STAFF_ROLE = "STAFF";
    private static final String STAFF_USER = "admin";

    @Bean
    SecurityFilterChain accessRules(
            HttpSecurity http, JsonMapper json, SecurityProperties properties) {
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
                        basic.authenticationEntryPoint(
                                (_, response, _) -> unauthorized(response, json)))
                .exceptionHandling(failures ->
                        failures.authenticationEntryPoint(
                                        (_, response, _) -> unauthorized(response, json))
                                .accessDeniedHandler((_, response, _) -> forbidden(response, json)))
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
                List.of(ApiHeaders.CART_TOKEN, ApiHeaders.POSITION, "Location", "ETag"));
        var source = new UrlBasedCorsConfigurationSource();
        source.registerCorsConfiguration("/api/**", cors);
        return source;
    }

    private static void unauthorized(HttpServletResponse response, JsonMapper json)
            throws IOException {
        response.setHeader("WWW-Authenticate", "Basic realm=\"cartulary\"");
        write(
                response,
                json,
                HttpStatus.UNAUTHORIZED,
                "UNAUTHENTICATED",
                "This route is for staff; log in with HTTP Basic.");
    }

    private static void forbidden(HttpServletResponse response, JsonMapper json)
            throws IOException {
        write(response, json, HttpStatus.FORBIDDEN, "FORBIDDEN", "You may not call this route.");
    }

    private static void write(
            HttpServletResponse response,
            JsonMapper json,
            HttpStatus status,
            String code,
            String detail)
            throws IOException {
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        json.writeValue(response.getOutputStream(), Problems.problem(status, code, detail, null));
    }
}
