package io.cartulary.web.version;

import io.cartulary.web.access.Caller;
import io.cartulary.web.access.OpenTo;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.Objects;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Where `If-Match` is read, and what the description of the API says about it.
@Configuration(proxyBeanMethods = false)
class VersionConfiguration {

    private static final int LONGEST_HEADER = 4_000;

    @Bean
    WebMvcConfigurer preconditions() {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new Preconditions());
            }
        };
    }

    @Bean
    GlobalOperationCustomizer changesOfStaffObeyIfMatch() {
        return (operation, route) -> {
            if (isChangeOfStaff(route) && !route.hasMethodAnnotation(Unversioned.class)) {
                operation.addParametersItem(
                        new HeaderParameter()
                                .name(HttpHeaders.IF_MATCH)
                                .description("The ETag of what is changed, as it was read")
                                .schema(new StringSchema().maxLength(LONGEST_HEADER))
                                .example(new EntityTag("product-1", 4).text()));
                operation
                        .getResponses()
                        .addApiResponse(
                                "412",
                                new ApiResponse()
                                        .description(
                                                "`%s`: It was changed since this ETag; read it again."
                                                        .formatted(ExpectedVersions.CODE)));
            }
            return operation;
        };
    }

    private static boolean isChangeOfStaff(HandlerMethod route) {
        var open = route.getMethodAnnotation(OpenTo.class);
        var mapping =
                AnnotatedElementUtils.findMergedAnnotation(route.getMethod(), RequestMapping.class);
        return open != null
                && open.value() == Caller.STAFF
                && Objects.requireNonNull(mapping).method()[0] != RequestMethod.GET;
    }
}
