import { Injectable } from '@nestjs/common';
import type { TimelineNamesView } from '#libs/contracts';
import { Transactions } from '#libs/database';
import type { RecordEntry } from '#libs/timeline';

interface Ids {
  operators: string[];
  contacts: string[];
  users: string[];
}

/** Who is meant by the ids in a record. The record itself holds ids: names change, and it does not. */
@Injectable()
export class TimelineNames {
  constructor(private readonly transactions: Transactions) {}

  /** As they are called now, in three statements however long the record is. */
  async of(entries: RecordEntry[]): Promise<TimelineNamesView> {
    const ids = idsIn(entries);
    const [operators, contacts, users] = await Promise.all([
      this.rows<{ id: string; slug: string; name: string }>('id, slug, name FROM operators', ids.operators),
      this.rows<{ id: string; email: string }>('id, email FROM contacts', ids.contacts),
      this.rows<{ id: string; name: string }>('id, name FROM users', ids.users),
    ]);
    return {
      operators: Object.fromEntries(operators.map(({ id, slug, name }) => [id, { slug, name }])),
      contacts: Object.fromEntries(contacts.map(({ id, email }) => [id, email])),
      users: Object.fromEntries(users.map(({ id, name }) => [id, name])),
    };
  }

  private async rows<T>(columns: string, ids: string[]): Promise<T[]> {
    return ids.length === 0
      ? []
      : this.transactions.reader.query<T[]>(`SELECT ${columns} WHERE id = ANY($1::uuid[])`, [ids]);
  }
}

function idsIn(entries: RecordEntry[]): Ids {
  const all = (read: (entry: RecordEntry) => unknown[]) => [
    ...new Set(entries.flatMap(read).filter((id) => typeof id === 'string')),
  ];
  return {
    operators: all(({ data }) => [
      data['operatorId'],
      ...listIn(data['operatorsRemoved']),
      ...broughtBy(data),
    ]),
    contacts: all(({ data }) => [data['contactId']]),
    users: all(({ type, data }) => (type === 'incident.assigned' ? [data['from'], data['to']] : [])),
  };
}

const listIn = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** What a merge brought along. */
const broughtBy = (data: RecordEntry['data']): unknown[] =>
  listIn((Object(data['brought']) as { operators?: unknown }).operators);
