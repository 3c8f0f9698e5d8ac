-- One key a person. Destroying it is what erases the person, from the events too; the row stays so that no new key is made.
create table personal_key (
    subject    varchar(255) not null,
    key        bytea,
    created_at timestamptz  not null default now(),
    constraint personal_key_pkey primary key (subject)
);
