package io.cartulary.query.projection.answer;

import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.util.DigestUtils;
import tools.jackson.databind.json.JsonMapper;

/// Answers that only their reader may keep, and that are sent again only when they changed. What
/// has a version makes its ETag of that; this is for views of several rows, or of the clock.
@Component
public class PrivateAnswers {

    private final JsonMapper json;

    PrivateAnswers(JsonMapper json) {
        this.json = json;
    }

    /// Spring answers 304 itself when the ETag is the one the client has.
    public <T> ResponseEntity<T> of(T body) {
        return ResponseEntity.ok()
                .eTag(DigestUtils.md5DigestAsHex(json.writeValueAsBytes(body)))
                .cacheControl(CacheControl.noCache().cachePrivate())
                .body(body);
    }
}
