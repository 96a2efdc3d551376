import { z } from 'zod';

/** Several of a list of names in one field of a query, with commas between: `new,triaging`. */
export const several = <const T extends readonly string[]>(names: T) => {
  const known: readonly string[] = names;
  return z
    .string()
    .transform((text, ctx): T[number][] => {
      const given = text.split(',').map((name) => name.trim());
      if (given.every((name): name is T[number] => known.includes(name))) return [...new Set(given)];
      ctx.addIssue({ code: 'custom', message: `must be of ${names.join(', ')}, with commas between` });
      return z.NEVER;
    })
    .describe(`One or several, with commas between, of ${names.join(', ')}.`);
};
