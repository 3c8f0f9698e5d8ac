package io.cartulary.command.account.credential;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/// Of a shop in a test, where hundreds of passwords at the real cost would take minutes.
@Configuration(proxyBeanMethods = false)
class QuickPasswordHashing {

    private static final int COST = 5;

    @Bean
    @Primary
    BCryptPasswordEncoder quickBcrypt() {
        return new BCryptPasswordEncoder(COST);
    }
}
