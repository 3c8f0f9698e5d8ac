package io.cartulary.web.access;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// A controller's parameter of type `CartId`: the cart of the shopper who calls. It is that of the
/// account they are logged in to, else that of their `Cart-Token`; without either the request ends
/// with 401 `CART_TOKEN_REQUIRED`.
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface CurrentCart {}
