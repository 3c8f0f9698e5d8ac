package io.cartulary.query.projection.answer;

import io.cartulary.web.ApiHeaders;
import io.cartulary.web.consistency.Position;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.Arrays;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Says of every route that asks the query bus that it can wait for a position.
@Configuration(proxyBeanMethods = false)
class DocumentedPositions {

    @Bean
    GlobalOperationCustomizer readersMayNameAPosition() {
        return (operation, handler) -> {
            if (asksTheQueryBus(handler.getBeanType())) {
                if (operation.getParameters() != null) {
                    operation
                            .getParameters()
                            .removeIf(parameter -> ApiHeaders.POSITION.equals(parameter.getName()));
                }
                operation.addParametersItem(
                        new HeaderParameter()
                                .name(ApiHeaders.POSITION)
                                .description("Of a command's answer: see at least its effect")
                                .schema(new StringSchema().maxLength(Position.LENGTH))
                                .example(new Position(4711).encode()));
                operation
                        .getResponses()
                        .computeIfAbsent(
                                "503",
                                _ ->
                                        new ApiResponse()
                                                .description(
                                                        "`%s`: %s"
                                                                .formatted(
                                                                        NotYetVisible.CODE,
                                                                        NotYetVisible.SENTENCE)));
            }
            return operation;
        };
    }

    private static boolean asksTheQueryBus(Class<?> controller) {
        return Arrays.stream(controller.getDeclaredConstructors())
                .flatMap(constructor -> Arrays.stream(constructor.getParameterTypes()))
                .anyMatch(Questions.class::equals);
    }
}
