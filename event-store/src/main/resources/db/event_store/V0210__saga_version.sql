-- Counts how often a saga was written, so that none is written back as it was before another did.
alter table saga_entry add column version bigint not null default 0;
