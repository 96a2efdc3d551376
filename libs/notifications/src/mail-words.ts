import type { Tlp } from '#libs/contracts';
import { subjectLine } from '#libs/mail';
import type { Templates } from './templates.ts';
import { tongueOf } from './words/index.ts';
import { retell } from './words/retell.ts';

/** What one mail is made of. */
export interface MailFacts {
  template: string;
  language: string;
  variables: Record<string, string>;
  tlp: Tlp;
  /** What a person wrote instead of the template's subject. */
  subject: string | null;
}

/** What a mail says, word for word as it is sent. */
export interface MailWords {
  /** The whole line, with number and label. */
  subject: string;
  text: string;
}

/** @throws NotificationFault when there is no such template; TemplateFault (a fault of ours) when a variable is missing */
export function mailWords(templates: Templates, facts: MailFacts): MailWords {
  const { tlp } = facts;
  const tongue = tongueOf(facts.language);
  const variables = { ...retell(facts.variables, tongue), tlp };
  const rendered = templates.render(facts.template, facts.language, variables);
  const number = facts.variables['incidentNumber'] ?? null;
  const exercise = (facts.variables['exercise'] ?? '') === '' ? '' : `${tongue.exercise} `;
  return {
    subject: subjectLine({ number, tlp, text: exercise + (facts.subject ?? rendered.subject) }),
    text: rendered.body,
  };
}
