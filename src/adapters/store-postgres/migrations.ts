/**
 * The schema, one step for each change of it; `haven_schema` counts those that were taken. A step that was released is
 * never edited: add another. Times are milliseconds since 1970. What is sealed cannot be made smaller, so PostgreSQL is
 * told not to try (`external`).
 */
export const MIGRATIONS: readonly string[] = [
  `
  -- The one row opens with the key of all instances, and their digests are this one.
  create table key_check (id integer primary key check (id = 1), sealed bytea not null, digest text not null);

  -- Room left on every page, so that a turn rewrites its row there and touches no index.
  create table conversations (
    digest text primary key,
    version integer not null,
    channel text not null,
    idle_at bigint not null,
    -- The five minutes in which idle_at lies: see conversations.ts.
    idle_slot bigint not null,
    sealed bytea not null
  ) with (fillfactor = 70);
  alter table conversations alter column sealed set storage external;
  create index conversations_by_idle on conversations (idle_slot);

  -- What is still known of a referral when its content is gone.
  create table tracking (
    reference text primary key,
    area text not null,
    -- What was agreed to first: the same one kept again is the same referral, not another of the same name.
    payload_digest text not null,
    -- What stands in its place since a correction; null without one.
    corrected_digest text,
    sending text not null check (sending in ('waiting', 'received', 'refused', 'stuck', 'withdrawn')),
    kept_at bigint not null,
    received_at bigint,
    -- When it was received, refused or taken back: from then on it may be forgotten.
    ended_at bigint,
    -- How many errands it has had.
    sequence integer not null default 1,
    salt bytea not null,
    cost integer not null,
    hash bytea not null
  );
  create index tracking_by_area on tracking (area, sending);

  -- A row lives here until the gateway has answered for good; then it is deleted, content and all.
  create table outbox (
    reference text not null references tracking (reference),
    sequence integer not null,
    area text not null,
    kind text not null check (kind in ('create', 'correct', 'withdraw')),
    -- A withdrawal has no content.
    sealed bytea check ((sealed is null) = (kind = 'withdraw')),
    kept_at bigint not null,
    due_at bigint not null,
    lease text,
    lease_until bigint not null default 0,
    -- Claims since it was kept or let go on, and whether there was ever one: then it may have been handed over.
    tries integer not null default 0,
    was_tried boolean not null default false,
    stuck boolean not null default false,
    primary key (reference, sequence)
  );
  alter table outbox alter column sealed set storage external;
  create index outbox_by_due on outbox (due_at) where not stuck;

  -- Tries to open in the last hour, by digest, so that references nobody has are counted like those somebody has.
  create table tries (
    id bigint generated always as identity primary key,
    digest text not null,
    known boolean not null,
    at bigint not null
  );
  create index tries_by_digest on tries (digest);
  create index tries_by_at on tries (at);
  create index tries_by_known on tries (known, id);

  create table inbox (digest text primary key, at bigint not null);
  create index inbox_by_at on inbox (at);

  -- Unlogged, so that a lease costs no wait for a disk. After a crash of the server nobody holds any.
  create unlogged table turns (digest text primary key, lease text not null, lease_until timestamptz not null);
  `,
  `
  -- Less contact is an errand too. What was stopped is kept as JSON, without any detail, and holds for what is sent later.
  alter table tracking add column stopped text;
  alter table outbox drop constraint outbox_kind_check;
  alter table outbox add constraint outbox_kind_check check (kind in ('create', 'correct', 'safer', 'withdraw'));
  `,
  `
  -- Texts that were not answered yet; an answered one is a key alone, by which it is known when it comes again.
  create table texts_in (
    id bigint generated always as identity primary key,
    key text not null unique,
    phone text,
    sealed bytea,
    at bigint not null,
    -- The version of the conversation in which a turn with it began.
    begun integer
  );
  alter table texts_in alter column sealed set storage external;
  create index texts_in_waiting on texts_in (phone, id) where sealed is not null;
  create index texts_in_by_at on texts_in (at);

  -- Answers on their way. One that the carrier has is its id alone, until it says what became of it.
  create table texts_out (
    id bigint generated always as identity primary key,
    key text not null unique,
    phone text not null,
    sealed bytea,
    made_at bigint not null,
    due_at bigint not null,
    tried_at bigint,
    tries integer not null default 0,
    provider_key text,
    failed boolean not null default false
  );
  alter table texts_out alter column sealed set storage external;
  create index texts_out_waiting on texts_out (phone, id) where sealed is not null;
  create index texts_out_by_provider on texts_out (provider_key);
  create index texts_out_by_made on texts_out (made_at);

  -- Who said STOP, by the digest of the number.
  create table texts_stopped (phone text primary key, at bigint not null);
  `,
  `
  -- The digest keys of all instances, sealed: one that begins with an empty folder takes them up. Empty until one that has
  -- them has started with this version.
  create table digest_keys (id integer primary key check (id = 1), sealed bytea not null);

  -- By which key each instance that runs writes, and by which it reads: marks of keys, no keys. Written each minute.
  create table instances (
    id text primary key,
    writes text not null,
    reads text[] not null,
    seen_at timestamptz not null default clock_timestamp()
  );
  `,
]
