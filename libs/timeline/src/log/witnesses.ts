import { Injectable } from '@nestjs/common';
import { Transactions } from '#libs/database';
import { LogFault } from './faults.ts';
import { readNote, witnessedAt } from './note.ts';
import type { NoteKey } from './note.ts';

export interface Cosignature {
  witness: string;
  line: string;
  witnessedAt: Date;
}

/** Who witnesses the log, and what they have signed. */
@Injectable()
export class Witnesses {
  constructor(private readonly transactions: Transactions) {}

  /** From now on signatures of this key are taken; under a name that is known it takes the place of the earlier key. */
  async trust({ name, publicKey }: NoteKey): Promise<void> {
    await this.transactions.reader.query(
      `INSERT INTO record_witnesses AS w (name, public_key) VALUES ($1, $2)
         ON CONFLICT (name) DO UPDATE SET public_key = excluded.public_key, added_at = dnscert_now(),
            earlier_keys = CASE WHEN w.public_key = excluded.public_key THEN w.earlier_keys ELSE w.earlier_keys || w.public_key END`,
      [name, publicKey],
    );
  }

  async keys(): Promise<NoteKey[]> {
    const rows = await this.transactions.reader.query<{ name: string; public_key: Buffer }[]>(
      'SELECT name, public_key FROM record_witnesses ORDER BY name',
    );
    return rows.map(({ name, public_key }) => ({ name, kind: 'witness', publicKey: public_key }));
  }

  /** @throws LogFault `record.no_such_size`, `record.cosignature_refused` */
  async add(size: number, line: string): Promise<{ witness: string; witnessedAt: Date }> {
    const [head] = await this.transactions.reader.query<{ note: string }[]>(
      'SELECT note FROM record_checkpoints WHERE size = $1',
      [size],
    );
    if (head === undefined) throw new LogFault('record.no_such_size', `No head of size ${size} was signed.`);
    const note = readNote(`${head.note}${line.trimEnd()}\n`);
    for (const key of note === null ? [] : await this.keys()) {
      const at = note === null ? null : witnessedAt(note, key);
      if (at === null) continue;
      const witnessed = new Date(at * 1_000);
      await this.transactions.reader.query(
        `INSERT INTO record_cosignatures (size, witness, line, witnessed_at) VALUES ($1, $2, $3, $4)
           ON CONFLICT (size, witness) DO NOTHING`,
        [size, key.name, `${line.trimEnd()}\n`, witnessed],
      );
      return { witness: key.name, witnessedAt: witnessed };
    }
    throw new LogFault(
      'record.cosignature_refused',
      'That is no signature of a witness that is known here, under this head. Whoever runs the log adds one: dnscert record trust KEY.',
    );
  }

  async under(size: number): Promise<Cosignature[]> {
    const rows = await this.transactions.reader.query<
      { witness: string; line: string; witnessed_at: Date }[]
    >('SELECT witness, line, witnessed_at FROM record_cosignatures WHERE size = $1 ORDER BY witness', [size]);
    return rows.map(({ witness, line, witnessed_at }) => ({ witness, line, witnessedAt: witnessed_at }));
  }

  /** The newest head that anybody has witnessed; null: none yet. */
  async lastSize(): Promise<number | null> {
    const [row] = await this.transactions.reader.query<{ size: string | null }[]>(
      'SELECT max(size) AS size FROM record_cosignatures',
    );
    return row?.size === null || row === undefined ? null : Number(row.size);
  }
}
