import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Advisories: what everybody may know. A text is published by another person than wrote it, and what was published stays. */
export class Advisories0022 implements MigrationInterface {
  readonly name = 'Advisories1700000000022';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  // number: given with the first publication, so that no gap tells of a draft. title to incident_id: the text that is worked on.
  // written_by_id: who wrote the present text, and so may not publish it. asked_at: since when they ask another person to, with
  // correction for the public; null again with each edit. withdrawn_reason: the public reads it.
  `CREATE SEQUENCE advisory_number`,
  `CREATE TABLE advisories (
    id               uuid PRIMARY KEY,
    number           text UNIQUE,
    state            text NOT NULL CHECK (state IN ('draft', 'published', 'withdrawn')),
    title            text NOT NULL,
    summary          text NOT NULL,
    body             text NOT NULL,
    links            jsonb NOT NULL,
    language         text NOT NULL,
    incident_id      uuid REFERENCES incidents (id),
    created_by       jsonb NOT NULL,
    created_at       timestamptz NOT NULL,
    written_by       jsonb NOT NULL,
    written_by_id    uuid NOT NULL REFERENCES users (id),
    updated_at       timestamptz NOT NULL,
    asked_at         timestamptz,
    correction       text,
    withdrawn_by     jsonb,
    withdrawn_at     timestamptz,
    withdrawn_reason text,
    version          integer NOT NULL DEFAULT 1,
    CHECK ((state = 'withdrawn') = (withdrawn_at IS NOT NULL))
  )`,
  `CREATE INDEX advisories_newest ON advisories (created_at DESC, id DESC)`,
  // A text as the public got it; never changed. edition: 1, 2, …; correction: what the public is told of the change.
  `CREATE TABLE advisory_editions (
    advisory_id  uuid NOT NULL REFERENCES advisories (id),
    edition      integer NOT NULL,
    title        text NOT NULL,
    summary      text NOT NULL,
    body         text NOT NULL,
    links        jsonb NOT NULL,
    language     text NOT NULL,
    incident_id  uuid REFERENCES incidents (id),
    correction   text,
    written_by   jsonb NOT NULL,
    published_by jsonb NOT NULL,
    published_at timestamptz NOT NULL,
    PRIMARY KEY (advisory_id, edition)
  )`,
];

const DOWN = [`DROP TABLE advisory_editions`, `DROP TABLE advisories`, `DROP SEQUENCE advisory_number`];
