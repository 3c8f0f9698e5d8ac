-- Erases a person: an account with the guests it took over, or a guest; and all other guests who bought with an address of theirs, unless
-- another account took them over. Their keys go, and the hashes of those addresses.
create or replace function erase_person(person varchar) returns void language plpgsql as $$
declare
    account varchar := coalesce((select customer_id from taken_over_guest where guest_id = person), person);
    known   varchar[];
    hashes  varchar[];
begin
    known := array(select account union select guest_id from taken_over_guest where customer_id = account);
    hashes := array(
        select email_hash from buyer_customer where customer_id = any(known)
        union
        select email_hash from buyer
        where customer_id in (select buyer_id from account_buyer where customer_id = account));
    known := array(
        select unnest(known)
        union
        select customer_id from buyer_customer
        where email_hash = any(hashes)
            and customer_id not in (select guest_id from taken_over_guest where customer_id <> account));

    insert into personal_key (subject, key) select unnest(known), null::bytea
    on conflict (subject) do update set key = null;
    delete from buyer where email_hash = any(hashes);
    delete from account_buyer where customer_id = account;
end
$$;
