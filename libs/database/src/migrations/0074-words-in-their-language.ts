import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sentences of clocks and pages reach people in their language. */
export class WordsInTheirLanguage0074 implements MigrationInterface {
  readonly name = 'WordsInTheirLanguage1700000000074';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  // That pages to this person are written in.
  `ALTER TABLE paging_addresses ADD COLUMN language text NOT NULL DEFAULT 'en' CHECK (language IN ('en', 'fr'))`,
  // The sentences of why, by code and values, to be said in the language of whoever reads them; null: why is all there is, in English.
  `ALTER TABLE calls ADD COLUMN said jsonb`,
];
const DOWN = [`ALTER TABLE calls DROP COLUMN said`, `ALTER TABLE paging_addresses DROP COLUMN language`];
