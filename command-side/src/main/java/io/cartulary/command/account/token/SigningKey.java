package io.cartulary.command.account.token;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import org.jspecify.annotations.Nullable;

/// One key pair, its private part sealed.
@Entity
class SigningKey {

    @Id private String keyId;
    private long rotation;
    private String keySealed;
    @Version private @Nullable Integer version;

    protected SigningKey() {}

    SigningKey(String keyId, long rotation, String keySealed) {
        this.keyId = keyId;
        this.rotation = rotation;
        this.keySealed = keySealed;
    }

    long rotation() {
        return rotation;
    }

    String keySealed() {
        return keySealed;
    }
}
