package io.cartulary.command.account.credential;

import io.cartulary.command.account.AccountSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/// How passwords are hashed that are new, or whose hash is outdated.
@Configuration(proxyBeanMethods = false)
class PasswordHashing {

    @Bean
    BCryptPasswordEncoder bcrypt(AccountSettings settings) {
        return new BCryptPasswordEncoder(settings.bcryptCost());
    }
}
