/** Around a draft for an authority, on paper. */
export const draft = {
  exercise: 'This is an exercise.',
  ofAll: 'Of all operators in the incident.',
  of: 'Report of {operator}.',
  asOf: 'As the record was at entry {index}.',
  entry: 'Entry {index}',
  missing: 'Missing: {what}',
} as const;
