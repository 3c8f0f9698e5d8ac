package io.cartulary.web.origin;

import io.cartulary.eventstore.privacy.PersonalDataCipher;
import io.cartulary.web.AnswerSeal;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Where this process writes events. The query side has its own.
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(
        name = "cartulary.databases.event-store.read-only",
        havingValue = "false",
        matchIfMissing = true)
class OriginConfiguration {

    @Bean
    AnswerSeal answerSeal(PersonalDataCipher cipher) {
        return AnswerSeal.by(cipher);
    }

    @Bean
    StaffRequests staffRequests(DataSource eventStore, AnswerSeal seal) {
        return new StaffRequests(eventStore, seal);
    }
}
