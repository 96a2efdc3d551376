/**
 * What is wrong, for a person: zod's own words, where a schema has none, are for programmers ("Invalid input: expected
 * string, received undefined").
 */
export function faultWords({ message }: { message: string }): string {
  if (message.endsWith('received undefined')) return 'is missing';
  const expected = /^Invalid input: expected (\w+)/.exec(message)?.[1];
  return expected === undefined ? message : `must be of type ${expected}`;
}
