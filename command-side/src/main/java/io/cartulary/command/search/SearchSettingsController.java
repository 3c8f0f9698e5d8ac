package io.cartulary.command.search;

import static io.cartulary.events.search.SearchSettingsId.OF_THE_SHOP;

import io.cartulary.command.search.SearchSettingsCommand.*;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.search.Curation;
import io.cartulary.events.search.SearchWeights;
import io.cartulary.events.search.SearchedText;
import io.cartulary.events.search.Synonyms;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.access.Permission;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// What staff decide about the search.
@RestController
class SearchSettingsController {

    private static final String CODE = "[a-z0-9][a-z0-9_-]{0,39}";

    private final CommandGateway commands;

    SearchSettingsController(CommandGateway commands) {
        this.commands = commands;
    }

    /// @param alsoFind absent for nothing beside the terms
    record NewSynonyms(
            @NotEmpty @Size(max = Synonyms.MOST) List<@NotNull SearchedText> terms,
            @Nullable @Size(max = Synonyms.MOST) List<@NotNull SearchedText> alsoFind) {}

    /// @param pinned absent for none, and so is `hidden`
    record NewCuration(
            @NotEmpty @Size(max = Curation.MOST_QUERIES) List<@NotNull SearchedText> queries,
            @Nullable @Size(max = Curation.MOST_PINNED) List<@NotNull ProductId> pinned,
            @Nullable @Size(max = Curation.MOST_HIDDEN) List<@NotNull ProductId> hidden) {}

    @OpenTo(staff = Permission.PRODUCTS)
    @PutMapping("/api/v1/admin/search/synonyms/{code}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void defineSynonyms(
            @PathVariable @Pattern(regexp = CODE) String code,
            @Valid @RequestBody NewSynonyms synonyms) {
        commands.sendAndWait(
                new DefineSynonyms(
                        OF_THE_SHOP,
                        code,
                        new Synonyms(synonyms.terms(), orNone(synonyms.alsoFind()))));
    }

    @OpenTo(staff = Permission.PRODUCTS)
    @DeleteMapping("/api/v1/admin/search/synonyms/{code}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removeSynonyms(@PathVariable @Pattern(regexp = CODE) String code) {
        commands.sendAndWait(new RemoveSynonyms(OF_THE_SHOP, code));
    }

    @OpenTo(staff = Permission.PRODUCTS)
    @PutMapping("/api/v1/admin/search/weights")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void setWeights(@RequestBody SearchWeights weights) {
        commands.sendAndWait(new SetWeights(OF_THE_SHOP, weights));
    }

    @OpenTo(staff = Permission.PRODUCTS)
    @PutMapping("/api/v1/admin/search/curations/{code}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void defineCuration(
            @PathVariable @Pattern(regexp = CODE) String code,
            @Valid @RequestBody NewCuration curation) {
        commands.sendAndWait(
                new DefineCuration(
                        OF_THE_SHOP,
                        code,
                        new Curation(
                                curation.queries(),
                                orNone(curation.pinned()),
                                orNone(curation.hidden()))));
    }

    @OpenTo(staff = Permission.PRODUCTS)
    @DeleteMapping("/api/v1/admin/search/curations/{code}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removeCuration(@PathVariable @Pattern(regexp = CODE) String code) {
        commands.sendAndWait(new RemoveCuration(OF_THE_SHOP, code));
    }

    private static <T> List<T> orNone(@Nullable List<T> given) {
        return given == null ? List.of() : given;
    }
}
