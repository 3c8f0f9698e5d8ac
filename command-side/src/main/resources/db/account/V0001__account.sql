-- What a log-in is checked against. It is state: what happened to an account is in its events.

-- A person who may log in. Several may wait for the same address to be verified; one has it.
create table credential (
    account_id    varchar(100) not null primary key,
    email_hash    varchar(100) not null,               -- keyed; see EmailHash
    email_sealed  text         not null,               -- with the key of the account's customer
    password_hash varchar(200),                        -- absent until an invitation is accepted
    new_email_hash   varchar(100),                      -- an address that its owner wants to move to
    new_email_sealed text,
    language      varchar(10)  not null,
    role          varchar(20)  not null,
    invited_role  varchar(20),                         -- what its owner is asked to be
    created_at    timestamptz  not null,
    verified_at   timestamptz,
    deactivated_at timestamptz,                         -- since when no one can log in
    last_log_in_at timestamptz,
    version       integer      not null
);
create index credential_email_hash_idx on credential (email_hash);
create index credential_staff_idx on credential (role) where role <> 'CUSTOMER' or invited_role is not null;
create unique index credential_verified_email_key on credential (email_hash) where verified_at is not null;
create unique index credential_invited_email_key on credential (email_hash) where invited_role is not null;

-- One log-in, and what is accepted because of it until it ends.
create table session (
    session_id   varchar(100) not null primary key,
    account_id   varchar(100) not null references credential (account_id) on delete cascade,
    place_sealed text         not null,                -- network address and user agent of the last use
    started_at   timestamptz  not null,
    last_used_at timestamptz  not null,
    ended_at     timestamptz,
    version      integer      not null
);
create index session_account_id_idx on session (account_id);
create index session_last_used_at_idx on session (last_used_at);

-- Each is good for one use; the used ones stay with their session, so that a second use is noticed.
create table refresh_token (
    token_hash  varchar(64)  not null primary key,     -- SHA-256: what is hashed is random
    session_id  varchar(100) not null references session (session_id) on delete cascade,
    expires_at  timestamptz  not null,
    replaced_at timestamptz,
    version     integer      not null
);
create index refresh_token_session_id_idx on refresh_token (session_id);

-- What a mail carries to prove that its receiver reads it.
create table one_time_token (
    token_hash varchar(64)  not null primary key,
    account_id varchar(100) not null references credential (account_id) on delete cascade,
    purpose    varchar(30)  not null,
    issued_at  timestamptz  not null,
    expires_at timestamptz  not null,
    version    integer      not null
);
create index one_time_token_account_id_idx on one_time_token (account_id);

-- Signs access tokens. There is one of each rotation, whichever node makes it.
create table signing_key (
    key_id     varchar(64) not null primary key,
    rotation   bigint      not null unique,
    key_sealed text        not null,
    version    integer     not null
);

-- Log-ins that were tried and did not succeed. Whether there is an account is not looked at.
create table log_in_attempt (
    attempt_id   varchar(36)  not null primary key,
    email_hash   varchar(100) not null,
    source       varchar(120) not null,                -- a network address, or a device that is known
    known_device boolean      not null,
    tried_at     timestamptz  not null,
    version      integer      not null
);
create index log_in_attempt_email_hash_idx on log_in_attempt (email_hash, tried_at);
create index log_in_attempt_tried_at_idx on log_in_attempt (tried_at);

-- From where an account's owner logged in before.
create table known_device (
    token_hash   varchar(64)  not null primary key,
    account_id   varchar(100) not null references credential (account_id) on delete cascade,
    last_used_at timestamptz  not null,
    version      integer      not null
);
create index known_device_account_id_idx on known_device (account_id);

-- The secret of an account's authenticator app.
create table second_factor (
    account_id    varchar(100) not null primary key references credential (account_id) on delete cascade,
    secret_sealed text         not null,               -- with the key of the account's customer
    confirmed_at  timestamptz,                         -- absent until a code showed that the app has it
    last_step     bigint       not null,               -- of time, of the last code that was accepted
    version       integer      not null
);

-- Each is good for one log-in without the app.
create table recovery_code (
    code_hash  varchar(64)  not null primary key,      -- SHA-256: what is hashed is random
    account_id varchar(100) not null references credential (account_id) on delete cascade,
    version    integer      not null
);
create index recovery_code_account_id_idx on recovery_code (account_id);

-- Keys that authenticators hold for an account. Only what is public of them is here.
create table passkey (
    passkey_id      varchar(100)  not null primary key,
    account_id      varchar(100)  not null references credential (account_id) on delete cascade,
    user_handle     varchar(100)  not null,            -- random: what authenticators know the account by
    credential_id   varchar(1400) not null unique,     -- as the authenticator calls it, in Base64url
    credential_data bytea         not null,            -- attested credential data of WebAuthn, with the public key
    sign_count      bigint        not null,
    backup_eligible boolean       not null,
    backed_up       boolean       not null,
    name_sealed     text          not null,            -- with the key of the account's customer
    added_at        timestamptz   not null,
    last_used_at    timestamptz,
    version         integer       not null
);
create index passkey_account_id_idx on passkey (account_id);

-- What an authenticator was asked to sign. Each is good for one answer.
create table passkey_attempt (
    attempt_hash varchar(64)  not null primary key,    -- SHA-256: what is hashed is random
    account_id   varchar(100) references credential (account_id) on delete cascade, -- absent for a log-in
    user_handle  varchar(100),                         -- of the passkey to be made; absent for a log-in
    challenge    varchar(100) not null,
    expires_at   timestamptz  not null,
    version      integer      not null
);
create index passkey_attempt_account_id_idx on passkey_attempt (account_id);
create index passkey_attempt_expires_at_idx on passkey_attempt (expires_at);

-- By what machines prove who they are.
create table api_key (
    key_id       varchar(100)  not null primary key,
    name         varchar(100)  not null,
    secret_hash  varchar(64)   not null unique,        -- SHA-256: what is hashed is random
    scopes       varchar(1000) not null,               -- permissions, with a blank between them
    issued_by    varchar(100),                         -- an account; absent for the key of the configuration
    issued_at    timestamptz   not null,
    expires_at   timestamptz,
    last_used_at timestamptz,
    revoked_at   timestamptz,
    version      integer       not null
);

create unique index api_key_name_key on api_key (name) where revoked_at is null and issued_by is not null;

-- What was done and is not an event yet.
create table act (
    act_id     varchar(100) not null primary key,
    account_id varchar(100),                           -- absent where a log-in failed and there is no account
    kind       varchar(30)  not null,
    session_id varchar(100),
    reason     varchar(100),
    done_at    timestamptz  not null,
    version    integer      not null
);
create index act_done_at_idx on act (done_at);
