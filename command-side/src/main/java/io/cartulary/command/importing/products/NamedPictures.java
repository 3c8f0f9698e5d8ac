package io.cartulary.command.importing.products;

import io.cartulary.command.pricing.tables.MediaTable;
import io.cartulary.events.catalog.ProductMedia;
import io.cartulary.events.media.MediaId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/// Finds uploaded pictures and videos by the names that a file has of them.
@Component
class NamedPictures {

    private final MediaTable media;

    NamedPictures(MediaTable media) {
        this.media = media;
    }

    /// What is shown of a product once it has those that were found, in their order, before what
    /// was shown of it already. A name of which nothing was uploaded is passed over.
    ///
    /// @param named names of files, or paths and addresses that end with them
    /// @param present what is shown of it now
    List<ProductMedia> before(List<ProductMedia> present, List<String> named) {
        if (named.isEmpty()) {
            return present;
        }
        var names = named.stream().map(NamedPictures::fileName).distinct().toList();
        var found = media.named(names);
        var shown = new ArrayList<ProductMedia>();
        names.stream()
                .map(name -> found.get(MediaTable.key(name)))
                .filter(Objects::nonNull)
                .distinct()
                .map(picture ->
                        present.stream()
                                .filter(one -> one.mediaId().equals(picture.mediaId()))
                                .findFirst()
                                .orElseGet(() ->
                                        new ProductMedia(
                                                picture.mediaId(), picture.format(), null, null)))
                .forEach(shown::add);
        var ids = new HashSet<MediaId>(shown.stream().map(ProductMedia::mediaId).toList());
        present.stream().filter(one -> !ids.contains(one.mediaId())).forEach(shown::add);
        return List.copyOf(shown);
    }

    private static String fileName(String address) {
        var query = address.indexOf('?');
        var path = query < 0 ? address : address.substring(0, query);
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
