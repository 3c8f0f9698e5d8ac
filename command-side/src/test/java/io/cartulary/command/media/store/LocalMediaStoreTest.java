package io.cartulary.command.media.store;

class LocalMediaStoreTest extends MediaStoreContract {

    @Override
    MediaStore store() {
        return MediaStores.local(MediaStores.properties(folder));
    }
}
