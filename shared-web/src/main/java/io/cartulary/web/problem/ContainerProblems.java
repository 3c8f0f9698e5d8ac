package io.cartulary.web.problem;

import org.apache.catalina.core.StandardHost;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.firewall.RequestRejectedHandler;

/// Problems in place of the pages of the servlet container and of Spring Security's firewall.
@Configuration(proxyBeanMethods = false)
class ContainerProblems {

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemsOfTomcat() {
        return tomcat ->
                tomcat.addContextCustomizers(context -> {
                    if (context.getParent() instanceof StandardHost host) {
                        host.setErrorReportValveClass(ProblemReportValve.class.getName());
                    }
                });
    }

    @Bean
    RequestRejectedHandler problemsOfFirewall(ProblemWriter problems) {
        return (_, response, _) ->
                problems.write(
                        new ProblemException(
                                HttpStatus.BAD_REQUEST,
                                "MALFORMED_REQUEST",
                                "The path or a header has characters that no route takes, encoded or not.",
                                "request"),
                        response);
    }
}
