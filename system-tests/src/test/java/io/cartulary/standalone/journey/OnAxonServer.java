package io.cartulary.standalone.journey;

import io.cartulary.tests.axonserver.TestAxonServer;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// A test of a shop whose events are in an Axon Server that the caller of the tests provides, empty
/// and for this run alone.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Tag("axon-server")
@EnabledIfSystemProperty(
        named = TestAxonServer.PROPERTY,
        matches = ".+",
        disabledReason =
                "there is no Axon Server: -D"
                        + TestAxonServer.PROPERTY
                        + "=HOST:PORT names an empty one to run on")
@interface OnAxonServer {}
