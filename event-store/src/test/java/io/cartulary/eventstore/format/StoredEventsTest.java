package io.cartulary.eventstore.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.events.DomainEvent;
import io.cartulary.events.family.EventFamilies;
import io.cartulary.eventstore.TestDatabase;
import io.cartulary.eventstore.privacy.PersonalDataCipher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/// Events ever stored stay readable. One approved file per event and revision lies in
/// `stored-events/`, in the form that is stored, with personal values opened; an approved file is
/// never edited. A missing one is proposed in `target/stored-events/`.
class StoredEventsTest {

    private static final Path APPROVED = Path.of("src/test/resources/stored-events");
    private static final Path PROPOSED = Path.of("target/stored-events");
    private static final Pattern SEALED = Pattern.compile("\"(p1:[^\"]+)\"");
    private static final Pattern OPENED =
            Pattern.compile("\\{\"personal\":\"([^\"]+)\",\"value\":(.+?)}(?=[,}]\"|}$)");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static PersonalDataCipher cipher;
    private static Serializer serializer;

    @BeforeAll
    static void openKeys() {
        var keys = TestDatabase.create("sample_keys");
        Flyway.configure()
                .dataSource(keys)
                .locations("classpath:db/personal_keys")
                .load()
                .migrate();
        cipher = new PersonalDataCipher(keys);
        serializer = EventSerialization.create(cipher);
    }

    static Stream<DomainEvent> samples() {
        return SampleEvents.ALL.stream();
    }

    @Test
    void have_a_sample_each() {
        assertThat(SampleEvents.ALL.stream().map(Object::getClass))
                .containsExactlyInAnyOrderElementsOf(EventFamilies.events().toList());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void are_written_as_approved_and_read_back(DomainEvent event) throws IOException {
        var stored = serializer.serialize(event, String.class);
        var file = stored.getType().getName() + "." + stored.getType().getRevision() + ".json";
        var opened = opened(stored.getData());
        if (Files.notExists(APPROVED.resolve(file))) {
            Files.createDirectories(PROPOSED);
            Files.writeString(PROPOSED.resolve(file), opened);
        }
        assertThat(APPROVED.resolve(file)).exists();
        assertThat(JSON.readTree(opened))
                .isEqualTo(JSON.readTree(Files.readString(APPROVED.resolve(file))));

        var sealedAgain = sealed(Files.readString(APPROVED.resolve(file)));
        DomainEvent read =
                serializer.deserialize(
                        new SimpleSerializedObject<>(sealedAgain, String.class, stored.getType()));
        assertThat(read).isEqualTo(event);
    }

    /// With each sealed value as `{"personal": subject, "value": clear}`.
    private static String opened(String stored) {
        return SEALED.matcher(stored)
                .replaceAll(sealed ->
                        Matcher.quoteReplacement(
                                "{\"personal\":\"%s\",\"value\":%s}"
                                        .formatted(
                                                PersonalDataCipher.subjectOf(sealed.group(1)),
                                                cipher.open(sealed.group(1)).orElseThrow())));
    }

    private static String sealed(String approved) {
        return OPENED.matcher(approved)
                .replaceAll(value ->
                        Matcher.quoteReplacement(
                                "\"" + cipher.seal(value.group(1), value.group(2)) + "\""));
    }
}
