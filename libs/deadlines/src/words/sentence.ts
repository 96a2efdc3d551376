import type { en } from './en.ts';

type English = typeof en;
type Code = keyof English;

/** The same sentences in another language: none more, none less, each from the same values. */
export type Words = {
  [C in Code]: English[C] extends (values: infer Values) => string ? (values: Values) => string : string;
};

/** What is said, before it is in any language. It is kept as it is, so values are what JSON can hold. */
export type Sentence = {
  [C in Code]: English[C] extends (values: infer Values) => string
    ? { code: C; values: Values }
    : { code: C };
}[Code];

/** What was written down before sentences had codes is there in English alone. */
export type Said = Sentence | string;
