/**
 * What came in by mail: its bytes before anything else, four verdicts, and what became of it.
 *
 * listener.service    SMTP or LMTP; addressed: which address of ours a mail is for
 * imap/               the second way in: fetches from a mailbox, each mail once
 * arrivals.service    the bytes are committed, and then it says so
 * reading.service     the job: reads it (in the thread of libs/mail), and makes of it what it is
 *   returned-mail · replies · reports-by-mail   in this order; command: what a reply asks for
 *   threads           the mail of ours that one answers; freshness: how old a signature may be; label: what TLP it is under
 *   key-look-up       whose keys there are
 *   automatic-answers who may be answered by a program, and how often
 * files               what came along in it, decrypted and decoded
 * late-keys.service   reads again when a key has come
 * inbox.service · views   what our own people see
 */
export { InboxFault, ListenerFault } from './faults.ts';
export { ImapPoller } from './imap/imap-poller.service.ts';
export { Inbox } from './inbox.service.ts';
export { InboundFile } from './inbound-file.entity.ts';
export { InboxModule } from './inbox.module.ts';
export { InboundMessage } from './inbound-message.entity.ts';
export { LateKeys } from './late-keys.service.ts';
export { Listener } from './listener.service.ts';
export { Reading } from './reading.service.ts';
export type { InboundSettings } from './settings.ts';
export { inboundFiles, inboundLine, inboundView } from './views.ts';
