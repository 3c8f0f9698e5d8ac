-- Erases a person: the keys of all customers who bought with an address of theirs, and the hash of that address.
create or replace function erase_person(person varchar) returns void language sql as $$
    insert into personal_key (subject, key)
    select person, null::bytea
    union
    select also.customer_id, null::bytea
    from buyer_customer theirs join buyer_customer also using (email_hash)
    where theirs.customer_id = person
    on conflict (subject) do update set key = null;

    delete from buyer where email_hash in (select email_hash from buyer_customer where customer_id = person);
$$;
