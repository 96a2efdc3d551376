import type { ReportWords } from '../report-words.ts';

export const questions: ReportWords['questions'] = {
  problems: 'Quels problèmes un CERT pour le DNS traite-t-il\u00a0?',
  level: 'Quel est le niveau réel des menaces\u00a0?',
  frequency: 'À quelle fréquence surviennent-elles\u00a0?',
  severity: 'Quelle est leur gravité\u00a0?',
  gaps: 'Quelles sont les lacunes de la réponse actuelle\u00a0?',
  run: 'Comment est-il conduit\u00a0?',
  role: 'Quel est le rôle de l’ICANN\u00a0?',
  part: 'Les gestionnaires de ccTLD et de gTLD, les CERT et d’autres y participent-ils\u00a0?',
  cost: 'Combien cela coûte-t-il\u00a0?',
};
