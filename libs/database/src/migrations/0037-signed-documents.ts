import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Texts about us that everybody can check: security.txt, and the description of the team by RFC 2350. */
export class SignedDocuments0037 implements MigrationInterface {
  readonly name = 'SignedDocuments1700000000037';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  // The worker writes, for it holds the key, and the web role shows. source_sha256: of what it says beside its day, with the part of
  // our key that signed it; another one means that it is signed anew. signed: the text with the signature around it.
  `CREATE TABLE signed_documents (
     name          text PRIMARY KEY,
     source_sha256 text NOT NULL,
     signed        text NOT NULL,
     signed_at     timestamptz NOT NULL
   )`,
];

const DOWN = [`DROP TABLE signed_documents`];
