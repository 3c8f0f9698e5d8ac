package io.cartulary.web.access;

import io.cartulary.events.cart.CartId;
import io.cartulary.web.ApiHeaders;
import io.cartulary.web.problem.ProblemException;
import java.util.List;
import java.util.Optional;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Hands a controller the [CurrentCart] it asks for.
@Component
final class CurrentCartResolver implements HandlerMethodArgumentResolver, WebMvcConfigurer {

    private final CartTokens tokens;

    CurrentCartResolver(CartTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(this);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.hasParameterAnnotation(CurrentCart.class);
    }

    @Override
    public CartId resolveArgument(
            MethodParameter parameter,
            ModelAndViewContainer container,
            NativeWebRequest request,
            WebDataBinderFactory binders) {
        return CurrentAccount.ofShopper()
                .map(account -> CartTokens.cartOf(account.customer()))
                .or(() ->
                        Optional.ofNullable(request.getHeader(ApiHeaders.CART_TOKEN))
                                .flatMap(tokens::verify))
                .orElseThrow(() ->
                        new ProblemException(
                                HttpStatus.UNAUTHORIZED,
                                "CART_TOKEN_REQUIRED",
                                "Send the header Cart-Token that POST /api/v1/cart answered, or log in.",
                                ApiHeaders.CART_TOKEN));
    }
}
