import type { MailMaker, MailTransport, TlsMemory, Whereabouts } from '#libs/mail';

/** Injection token of {@link MailSettings}. */
export const MAIL_SETTINGS = Symbol('MailSettings');
/** Injection token of the {@link MailMaker}, which holds our key; null in a process without the worker role. */
export const MAIL_MAKER = Symbol('MailMaker');
/** Injection token of the {@link MailTransport}. */
export const MAIL_TRANSPORT = Symbol('MailTransport');

/** Injection token of the `Names` that the network knows. */
export const MAIL_NAMES = Symbol('MailNames');
/** Injection token of {@link MailRoute}. */
export const MAIL_ROUTE = Symbol('MailRoute');

/** Whom our mail is handed to: nobody, one relay, or each recipient's own servers. */
export type MailRoute = { by: 'capture' } | { by: 'relay'; host: string } | { by: 'servers' };

export interface WayOut {
  route: MailRoute;
  open: (whereabouts: Whereabouts, tlsMemory: TlsMemory) => MailTransport;
}

/** Injection token of {@link SendingPolicy}. */
export const SENDING_POLICY = Symbol('SendingPolicy');

export interface SendingPolicy {
  /** More operators than this are told only when a second person agrees. */
  massSendOperators: number;
}

export interface MailSettings {
  from: string;
  domain: string;
  publicUrl: string;
  version: string;
  /** Where we can be called; null: it is told to nobody. */
  telephone: string | null;
  /** Unless empty, only addresses under these names are ever mailed (`.example` or `registry.example`). */
  onlyDomains: string[];
}

export type { MailMaker, MailTransport };

/** May this installation mail that address? The demo may mail nobody real. */
export function isAllowedAddress(settings: MailSettings, email: string): boolean {
  if (settings.onlyDomains.length === 0) return true;
  const domain = email.slice(email.lastIndexOf('@') + 1).toLowerCase();
  return settings.onlyDomains.some((name) => {
    const suffix = name.replace(/^\./, '').toLowerCase();
    return domain === suffix || domain.endsWith(`.${suffix}`);
  });
}
