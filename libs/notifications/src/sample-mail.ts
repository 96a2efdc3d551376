import { mailWords } from './mail-words.ts';
import type { MailWords } from './mail-words.ts';
import type { Draft } from './deliveries.service.ts';
import type { Notice } from './new-notice.ts';
import { sampleLink } from './template-catalogue.service.ts';
import type { Templates } from './templates.ts';

/** What one of the mails of a notice says, for a person to look at. Its link is made when it is sent, and shown to nobody else. */
export function sampleMail(
  templates: Templates,
  { template, tlp, subject }: Notice,
  draft: Draft | undefined,
  publicUrl: string,
): MailWords {
  return mailWords(templates, {
    template,
    language: draft?.addressee.recipient.language ?? 'en',
    variables: { ...draft?.variables, ackUrl: sampleLink(publicUrl) },
    tlp,
    subject,
  });
}
