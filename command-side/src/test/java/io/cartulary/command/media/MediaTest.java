package io.cartulary.command.media;

import io.cartulary.command.StateTable;
import io.cartulary.command.media.MediaCommand.*;
import io.cartulary.events.media.MediaEvent.*;
import io.cartulary.events.media.MediaFileId;
import io.cartulary.events.media.MediaFormat;
import io.cartulary.events.media.MediaId;
import io.cartulary.events.media.PictureSize;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

class MediaTest {

    private static final MediaId PICTURE = MediaId.ofContent("9f86d081884c7d65");
    private static final MediaFileId FILE = new MediaFileId("file-1");
    private static final MediaFileId OTHER_FILE = new MediaFileId("file-2");
    private static final PictureSize SIZE = new PictureSize(1600, 1200);
    private static final Instant NOON = Instant.parse("2026-01-15T12:00:00Z");

    private static final MediaUploaded UPLOADED = uploaded(FILE);
    private static final MediaDeleted DELETED = new MediaDeleted(PICTURE);

    private static final StateTable TABLE =
            new StateTable(
                    Map.of(
                            "missing", List.of(),
                            "shown", List.of(UPLOADED),
                            "deleted", List.of(UPLOADED, DELETED)),
                    Map.of(
                            "RecordUpload", recordUpload(OTHER_FILE),
                            "DeleteMedia", new DeleteMedia(PICTURE),
                            "ReadMedia", new ReadMedia(PICTURE)),
                    events -> events.getLast() instanceof MediaDeleted ? "deleted" : "shown");

    private final AggregateTestFixture<Media> media = new AggregateTestFixture<>(Media.class);

    @Test
    void is_shown_from_the_file_it_was_put_in() {
        media.givenNoPriorActivity().when(recordUpload(FILE)).expectEvents(UPLOADED);
    }

    @Test
    void that_is_shown_stays_in_its_file_when_it_is_uploaded_again() {
        media.given(UPLOADED)
                .when(recordUpload(OTHER_FILE))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void that_was_deleted_is_shown_from_the_new_file_when_it_is_uploaded_again() {
        media.given(UPLOADED, DELETED)
                .when(recordUpload(OTHER_FILE))
                .expectEvents(uploaded(OTHER_FILE));
    }

    @Test
    void says_since_when_it_is_deleted() {
        media.givenCurrentTime(NOON)
                .andGiven(UPLOADED, DELETED)
                .when(new ReadMedia(PICTURE))
                .expectNoEvents()
                .expectResultMessagePayload(
                        new MediaSummary(FILE, MediaFormat.JPEG, 204_800, SIZE, NOON));
    }

    @Test
    void does_what_the_state_table_says() {
        TABLE.check(() -> new AggregateTestFixture<>(Media.class), "media", "Media");
    }

    @Test
    void every_command_is_tried_in_every_state() {
        StateTable.checkComplete(MediaCommand.class, Set.of(), TABLE);
    }

    private static RecordUpload recordUpload(MediaFileId file) {
        return new RecordUpload(PICTURE, file, "toner.jpg", MediaFormat.JPEG, 204_800, SIZE);
    }

    private static MediaUploaded uploaded(MediaFileId file) {
        return new MediaUploaded(PICTURE, file, "toner.jpg", MediaFormat.JPEG, 204_800, SIZE);
    }
}
