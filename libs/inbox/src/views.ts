import type { InboundFileView, InboundLine, InboundView, VerdictsView } from '#libs/contracts';
import type { Verdicts } from '#libs/mail';
import type { InboundMessage } from './inbound-message.entity.ts';

export const inboundLine = (message: InboundMessage): InboundLine => ({
  id: message.id,
  state: message.state,
  mailbox: message.mailbox,
  receivedAt: message.receivedAt.toISOString(),
  from: message.reading?.from ?? null,
  subject: message.reading?.subject ?? null,
  tlp: message.tlp,
  verdicts: message.verdicts === null ? null : verdictsView(message.verdicts),
  outcome: message.outcome,
  outcomeWhy: message.outcomeWhy,
  reportId: message.reportId,
  publicReportId: message.publicReportId,
  incidentId: message.incidentId,
  incidentNumber: message.incidentNumber,
  operatorId: message.operatorId,
  deliveryId: message.deliveryId,
});

export const inboundView = (message: InboundMessage): InboundView => ({
  ...inboundLine(message),
  envelope: { from: message.envelopeFrom, to: message.envelopeTo, client: message.client },
  bytes: message.bytes,
  sha256: message.sha256,
  readAt: message.readAt?.toISOString() ?? null,
  asideWhy: message.asideWhy,
  earlier: message.earlier.map(({ readAt, verdicts, outcome, outcomeWhy, why }) => ({
    readAt,
    verdicts: verdictsView(verdicts),
    outcome,
    outcomeWhy,
    why,
  })),
  date: message.reading?.date ?? null,
  to: message.reading?.to ?? [],
  text: message.reading?.text ?? null,
  files: inboundFiles(message),
  moreFiles: message.reading?.moreFiles ?? 0,
  automatic: message.reading?.automatic ?? null,
});

export const inboundFiles = ({ reading }: InboundMessage): InboundFileView[] =>
  (reading?.files ?? []).map(({ name, type, bytes, sha256 = null, leftOut }, index): InboundFileView => ({
    n: index + 1,
    name,
    type,
    bytes,
    sha256,
    leftOut: leftOut === undefined ? 'read_before' : leftOut,
  }));

function verdictsView({ encrypted, signed, signer, sender }: Verdicts): VerdictsView {
  return {
    encrypted: { state: encrypted.state, how: encrypted.how, to: encrypted.to, why: encrypted.why },
    signed: { state: signed.state, how: signed.how, why: signed.why },
    signer:
      signer === null
        ? null
        : {
            keyId: signer.keyId,
            fingerprint: signer.fingerprint,
            // From the row it comes as text.
            signedAt: signer.signedAt === null ? null : new Date(signer.signedAt).toISOString(),
          },
    sender: { state: sender.state, address: sender.address, why: sender.why },
  };
}
