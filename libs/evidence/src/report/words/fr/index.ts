import type { ReportWords } from '../report-words.ts';
import { answers } from './answers.ts';
import { questions } from './questions.ts';
import { rows } from './rows.ts';
import { columns, reading, tables } from './tables.ts';

export const fr: ReportWords = { questions, answers, tables, columns, rows, reading };
