/** The evidence report as a page and on paper. */
export const evidence = {
  title: 'Evidence: threats to the DNS, and the response to them',
  lead: 'What the record of DNS-CERT shows of {from} to {to}. The questions are those that the chairs of the ccNSO, the GNSO and the ALAC asked in 2010.',
  fewest: 'Every figure stands for at least {count} operators. What is left out is marked with a dash.',
  made: 'Made on {at}.',
  notTold: 'not told',
} as const;
