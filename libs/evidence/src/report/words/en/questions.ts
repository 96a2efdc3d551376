import type { EvidenceQuestion } from '#libs/contracts';

/** As the chairs of the ccNSO, the GNSO and the ALAC asked in 2010 of a CERT for the DNS. */
export const questions: Record<EvidenceQuestion, string> = {
  problems: 'Which problems does a CERT for the DNS address?',
  level: 'What is the actual level of threats?',
  frequency: 'How frequent are they?',
  severity: 'How severe are they?',
  gaps: "What are the gaps in today's response?",
  run: 'How is it run?',
  role: "What is ICANN's role?",
  part: 'Do managers of ccTLDs and gTLDs, CERTs and others take part?',
  cost: 'What does it cost?',
};
