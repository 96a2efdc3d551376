import { answers } from './answers.ts';
import { questions } from './questions.ts';
import { rows } from './rows.ts';
import { columns, reading, tables } from './tables.ts';

export const en = { questions, answers, tables, columns, rows, reading };
