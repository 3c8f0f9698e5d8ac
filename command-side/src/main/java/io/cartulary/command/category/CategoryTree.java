package io.cartulary.command.category;

import static io.cartulary.command.category.CategoryRejection.*;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.cartulary.command.category.CategoryCommand.*;
import io.cartulary.command.refusal.CommandRejected;
import io.cartulary.events.catalog.CategoryEvent;
import io.cartulary.events.catalog.CategoryEvent.*;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;

/// The shop's categories: one tree, so that two who move branches at the same time cannot make a
/// circle between them.
@Aggregate(cache = "aggregateCache", snapshotTriggerDefinition = "snapshotEvery200Events")
class CategoryTree {

    @AggregateIdentifier private String tree;
    private Categories categories = Categories.NONE;

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(CreateCategory command) {
        if (categories.find(command.categoryId()).isPresent()) {
            return; // creating twice changes nothing
        }
        var parentId = command.parentId();
        var description = command.description();
        categories.checkRoom();
        categories.checkParent(parentId);
        categories.checkDepth(parentId, 1);
        categories.checkName(description.name(), parentId, command.categoryId());
        var slug = command.slug();
        if (slug == null) {
            slug = categories.freeSlug(description.name(), parentId);
        } else {
            categories.checkSlug(slug, command.categoryId());
        }
        apply(new CategoryCreated(command.categoryId(), parentId, slug, description));
    }

    @CommandHandler
    void decide(DescribeCategory command) {
        var category = categories.require(command.categoryId());
        if (!category.description().equals(command.description())) {
            categories.checkName(command.description().name(), category.parentId(), category.id());
            apply(new CategoryDescribed(category.id(), command.description()));
        }
    }

    @CommandHandler
    void decide(GiveCategorySlug command) {
        var category = categories.require(command.categoryId());
        if (!category.slugs().has(command.language(), command.slug())) {
            categories.checkSlug(command.slug(), category.id());
            apply(new CategorySlugGiven(category.id(), command.language(), command.slug()));
        }
    }

    @CommandHandler
    void decide(MoveCategory command) {
        var category = categories.require(command.categoryId());
        if (!category.isBelow(command.parentId())) {
            categories.checkParent(command.parentId());
            if (categories.isWithin(command.parentId(), category.id())) {
                throw new CommandRejected(CATEGORY_BELOW_ITSELF);
            }
            categories.checkDepth(command.parentId(), categories.heightOf(category.id()));
            categories.checkName(category.description().name(), command.parentId(), category.id());
            apply(new CategoryMoved(category.id(), command.parentId()));
        }
    }

    @CommandHandler
    void decide(ArrangeCategories command) {
        categories.checkComplete(command.parentId(), command.categoryIds());
        if (!categories.below(command.parentId()).equals(command.categoryIds())) {
            apply(new CategoriesArranged(command.parentId(), command.categoryIds()));
        }
    }

    @CommandHandler
    void decide(ActivateCategory command) {
        if (!categories.require(command.categoryId()).active()) {
            apply(new CategoryActivated(command.categoryId()));
        }
    }

    @CommandHandler
    void decide(DeactivateCategory command) {
        if (categories.require(command.categoryId()).active()) {
            apply(new CategoryDeactivated(command.categoryId()));
        }
    }

    /// Products that stand in it are not asked: they stay, and are just not in it any more.
    @CommandHandler
    void decide(RemoveCategory command) {
        if (categories.find(command.categoryId()).isPresent()) {
            if (!categories.below(command.categoryId()).isEmpty()) {
                throw new CommandRejected(CATEGORY_NOT_EMPTY);
            }
            apply(new CategoryRemoved(command.categoryId()));
        }
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(RequireCategories command) {
        if (!command.categoryIds().stream().allMatch(id -> categories.find(id).isPresent())) {
            throw new CommandRejected(UNKNOWN_CATEGORY);
        }
    }

    @EventSourcingHandler
    void evolve(CategoryEvent event) {
        tree = CategoryEvent.TREE;
        categories = categories.after(event);
    }
}
