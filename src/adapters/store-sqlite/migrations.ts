/**
 * The schema, one step for each change of it; `user_version` counts those that were taken. A step that was released
 * is never edited: add another. Times are milliseconds since 1970. `strict`: a column holds only its own type.
 */
export const MIGRATIONS: readonly string[] = [
  `
  create table key_check (sealed blob not null) strict;

  create table conversations (
    digest text primary key,
    version integer not null,
    channel text not null,
    idle_at integer not null,
    -- The five minutes in which idle_at lies: see conversations.ts.
    idle_slot integer not null,
    sealed blob not null
  ) strict;
  create index conversations_by_idle on conversations (idle_slot);

  -- What is still known of a referral when its content is gone.
  create table tracking (
    reference text primary key,
    area text not null,
    -- What was agreed to: the same one kept again is the same referral, not another of the same name.
    payload_digest text not null,
    sending text not null check (sending in ('waiting', 'received', 'refused', 'withdrawn')),
    kept_at integer not null,
    received_at integer,
    salt blob not null,
    cost integer not null,
    hash blob not null
  ) strict;

  -- A row lives here until the gateway has answered for good; then it is deleted, content and all.
  create table outbox (
    reference text primary key references tracking (reference),
    sealed blob not null,
    due_at integer not null,
    lease text,
    lease_until integer not null default 0,
    tries integer not null default 0
  ) strict;
  create index outbox_by_due on outbox (due_at);

  -- Tries to open in the last hour, by digest, so that references nobody has are counted like those somebody has.
  create table tries (
    id integer primary key autoincrement,
    digest text not null,
    known integer not null,
    at integer not null
  ) strict;
  create index tries_by_digest on tries (digest);
  create index tries_by_at on tries (at);
  create index tries_by_known on tries (known);
  `,
  `
  -- Errands: a referral may have several things to be told of it, in order. Its sending may be stuck.
  create table tracking_2 (
    reference text primary key,
    area text not null,
    -- What was agreed to first: the same one kept again is the same referral, not another of the same name.
    payload_digest text not null,
    -- What stands in its place since a correction; null without one.
    corrected_digest text,
    sending text not null check (sending in ('waiting', 'received', 'refused', 'stuck', 'withdrawn')),
    kept_at integer not null,
    received_at integer,
    -- When it was received, refused or taken back: from then on it may be forgotten.
    ended_at integer,
    -- How many errands it has had.
    sequence integer not null default 1,
    salt blob not null,
    cost integer not null,
    hash blob not null
  ) strict;
  insert into tracking_2
    select reference, area, payload_digest, null, sending, kept_at, received_at,
      case sending when 'waiting' then null else coalesce(received_at, kept_at) end, 1, salt, cost, hash
    from tracking;

  -- A row lives here until the gateway has answered for good; then it is deleted, content and all.
  create table outbox_2 (
    reference text not null references tracking_2 (reference),
    sequence integer not null,
    area text not null,
    kind text not null check (kind in ('create', 'correct', 'withdraw')),
    -- A withdrawal has no content.
    sealed blob check ((sealed is null) = (kind = 'withdraw')),
    kept_at integer not null,
    due_at integer not null,
    lease text,
    lease_until integer not null default 0,
    -- Claims since it was kept or let go on, and whether there was ever one: then it may have been handed over.
    tries integer not null default 0,
    was_tried integer not null default 0,
    stuck integer not null default 0,
    primary key (reference, sequence)
  ) strict;
  insert into outbox_2
    select reference, 1, tracking.area, 'create', sealed, tracking.kept_at, due_at, lease, lease_until, tries,
      tries > 0, 0
    from outbox join tracking using (reference);

  drop table outbox;
  drop table tracking;
  alter table tracking_2 rename to tracking;
  alter table outbox_2 rename to outbox;
  create index outbox_by_due on outbox (due_at) where stuck = 0;
  create index tracking_by_area on tracking (area, sending);

  -- Messages that arrived, by digest.
  create table inbox (digest text primary key, at integer not null) strict;
  create index inbox_by_at on inbox (at);
  `,
  `
  -- Less contact is an errand too. What was stopped is kept as JSON, without any detail, and holds for what is sent later.
  alter table tracking add column stopped text;

  create table outbox_3 (
    reference text not null references tracking (reference),
    sequence integer not null,
    area text not null,
    kind text not null check (kind in ('create', 'correct', 'safer', 'withdraw')),
    -- A withdrawal has no content.
    sealed blob check ((sealed is null) = (kind = 'withdraw')),
    kept_at integer not null,
    due_at integer not null,
    lease text,
    lease_until integer not null default 0,
    tries integer not null default 0,
    was_tried integer not null default 0,
    stuck integer not null default 0,
    primary key (reference, sequence)
  ) strict;
  insert into outbox_3
    select reference, sequence, area, kind, sealed, kept_at, due_at, lease, lease_until, tries, was_tried, stuck
    from outbox;
  drop table outbox;
  alter table outbox_3 rename to outbox;
  create index outbox_by_due on outbox (due_at) where stuck = 0;
  `,
  `
  -- Texts that were not answered yet; an answered one is a key alone, by which it is known when it comes again.
  create table texts_in (
    id integer primary key autoincrement,
    key text not null unique,
    phone text,
    sealed blob,
    at integer not null,
    -- The version of the conversation in which a turn with it began.
    begun integer
  ) strict;
  create index texts_in_waiting on texts_in (phone, id) where sealed is not null;
  create index texts_in_by_at on texts_in (at);

  -- Answers on their way. One that the carrier has is its id alone, until it says what became of it.
  create table texts_out (
    id integer primary key autoincrement,
    key text not null unique,
    phone text not null,
    sealed blob,
    made_at integer not null,
    due_at integer not null,
    tried_at integer,
    tries integer not null default 0,
    provider_key text,
    failed integer not null default 0
  ) strict;
  create index texts_out_waiting on texts_out (phone, id) where sealed is not null;
  create index texts_out_by_provider on texts_out (provider_key);
  create index texts_out_by_made on texts_out (made_at);

  -- Who said STOP, by the digest of the number.
  create table texts_stopped (phone text primary key, at integer not null) strict;
  `,
]
