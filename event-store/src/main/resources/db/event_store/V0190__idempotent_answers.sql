-- The whole answer is sealed, its headers too: one of them may be a cart token. `runner` is the process that works on the request;
-- it holds an advisory lock of this number for as long as it lives.
alter table idempotent_request
    drop column headers,
    drop column body,
    add column runner   bigint,
    add column position bigint,
    add column answer   text;
-- Room for the answer beside the request.
alter table idempotent_request set (fillfactor = 50);
