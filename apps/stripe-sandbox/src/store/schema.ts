/**
 * `hidden` is what Stripe knows of an object and does not show; `due_at` (seconds) is when time changes something: a session expires, a
 * payout arrives. `account` is the connected account that the object belongs to, null for the platform; `payout` the automatic payout
 * that a balance transaction went out with; `test_clock` the clock that `due_at` is read on, null for the sandbox's own; `parent` the
 * subscription of an invoice or of an invoice item, the invoice of an invoice payment.
 */
export const schema = `
create table if not exists resources (
  seq integer primary key,
  id text not null unique,
  kind text not null,
  created_at integer not null,
  payment_intent text,
  charge text,
  customer text,
  due_at integer,
  account text,
  payout text,
  test_clock text,
  parent text,
  body text not null,
  hidden text
) strict;
create index if not exists resources_by_kind on resources (kind, seq);
create index if not exists resources_by_payment_intent on resources (payment_intent, kind) where payment_intent is not null;
create index if not exists resources_by_charge on resources (charge, kind) where charge is not null;

create table if not exists deliveries (
  id integer primary key,
  event_id text not null,
  endpoint_id text not null,
  status text not null check (status in ('pending', 'delivered', 'failed')),
  attempts integer not null default 0,
  created_at_ms integer not null,
  due_at_ms integer not null,
  last_status integer,
  last_error text
) strict;
create index if not exists deliveries_due on deliveries (due_at_ms) where status = 'pending';
create index if not exists deliveries_by_event on deliveries (event_id);

create table if not exists idempotency_records (
  key text primary key,
  fingerprint text not null,
  status integer not null,
  body text not null,
  created_at_ms integer not null
) strict;
create index if not exists idempotency_records_by_age on idempotency_records (created_at_ms);

create table if not exists controls (name text primary key, value text not null) strict;
`;

/** Columns that a file of an earlier version lacks. */
export const laterColumns = ['account', 'payout', 'test_clock', 'parent'] as const;

/** Made once the columns are there. `balance_sums` answers what an account holds without reading a document. */
export const indexes = `
drop index if exists resources_by_due_at;
create index if not exists resources_due on resources (test_clock, due_at) where due_at is not null;
create index if not exists resources_by_parent on resources (parent, kind, seq) where parent is not null;
create index if not exists resources_by_customer on resources (customer, kind, seq) where customer is not null;
create index if not exists resources_by_account on resources (account, kind, seq) where account is not null;
create index if not exists balance_sums on resources (account, json_extract(body, '$.currency'), json_extract(body, '$.available_on'), json_extract(body, '$.net'))
  where kind = 'balance_transaction';
`;
