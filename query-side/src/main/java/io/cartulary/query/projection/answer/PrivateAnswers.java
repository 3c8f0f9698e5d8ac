package io.cartulary.query.projection.answer;

import io.cartulary.web.version.EntityTag;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.util.DigestUtils;
import tools.jackson.databind.json.JsonMapper;

/// Answers that only their reader may keep, and that are sent again only when they changed.
@Component
public class PrivateAnswers {

    private final JsonMapper json;

    PrivateAnswers(JsonMapper json) {
        this.json = json;
    }

    /// Of a view that is no object with a version.
    public <T> ResponseEntity<T> of(T body) {
        return answer(digest(body), body);
    }

    /// Of an object that staff can change, with what else is shown of it.
    public <T> ResponseEntity<T> of(T body, EntityTag version) {
        return answer(version.with(digest(body)), body);
    }

    private String digest(Object body) {
        return DigestUtils.md5DigestAsHex(json.writeValueAsBytes(body));
    }

    /// Spring answers 304 itself when the ETag is the one the client has.
    private static <T> ResponseEntity<T> answer(String eTag, T body) {
        return ResponseEntity.ok()
                .eTag(eTag)
                .cacheControl(CacheControl.noCache().cachePrivate())
                .body(body);
    }
}
