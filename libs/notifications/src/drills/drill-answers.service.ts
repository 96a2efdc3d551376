import { Injectable } from '@nestjs/common';
import { digestOf } from '#libs/access';
import { Transactions } from '#libs/database';
import { DrillFault } from './faults.ts';

/** What the page behind the link of a drill shows. */
export interface DrillCall {
  operatorName: string;
  note: string;
  /** RFC 3339. */
  answerBy: string;
  answeredAt: string | null;
  isOver: boolean;
}

interface Row extends Omit<DrillCall, 'answerBy' | 'answeredAt'> {
  answerBy: Date;
  answeredAt: Date | null;
}

/** The one button of a drill, without an account. */
@Injectable()
export class DrillAnswers {
  constructor(private readonly transactions: Transactions) {}

  /** Shows and changes nothing. @throws DrillFault `drill.link_unknown` */
  async view(token: string): Promise<DrillCall> {
    const [row] = await this.transactions.reader.query<Row[]>(
      `SELECT o.name AS "operatorName", d.note, d.answer_by AS "answerBy", k.answered_at AS "answeredAt", d.answer_by <= dnscert_now() AS "isOver"
         FROM drill_calls k JOIN drills d ON d.id = k.drill_id JOIN operators o ON o.id = k.operator_id WHERE k.token_hash = $1`,
      [digestOf(token)],
    );
    if (row === undefined)
      throw new DrillFault('drill.link_unknown', 'This link is not known. Copy it whole from the mail.');
    return {
      ...row,
      answerBy: row.answerBy.toISOString(),
      answeredAt: row.answeredAt?.toISOString() ?? null,
    };
  }

  /** Pressed again it changes nothing. @throws DrillFault `drill.link_unknown`, `drill.over` */
  async answer(token: string): Promise<DrillCall> {
    const call = await this.view(token);
    if (call.answeredAt !== null) return call;
    if (call.isOver) throw new DrillFault('drill.over', 'This drill is over; thank you all the same.');
    await this.transactions.reader.query(
      `UPDATE drill_calls k SET answered_at = dnscert_now() FROM drills d
        WHERE d.id = k.drill_id AND k.token_hash = $1 AND k.answered_at IS NULL AND d.answer_by > dnscert_now()`,
      [digestOf(token)],
    );
    return this.view(token);
  }
}
