import type { ContactRole, EncryptionPolicy, OperatorKind } from '../operator.ts';

export interface TldView {
  /** A-label, lower case. */
  label: string;
  /** U-label; the same where there is none. */
  unicode: string;
  /** `country-code`, `generic`, `generic-restricted`, `sponsored`, `infrastructure` or `test`, where it is known. */
  kind: string | null;
  operatorId: string | null;
}

export interface OperatorView {
  id: string;
  slug: string;
  name: string;
  kind: OperatorKind;
  /** ISO 3166-1 alpha-2. */
  country: string | null;
}

export interface ContactView {
  id: string;
  operatorId: string;
  email: string;
  name: string | null;
  role: ContactRole;
  /** Of call, 1 first. */
  order: number;
  language: string;
  timezone: string;
  phone: string | null;
  encryption: EncryptionPolicy;
  hasKey: boolean;
  keyFingerprint: string | null;
  undeliverableSince: string | null;
  undeliverableWhy: string | null;
  version: number;
}

/** `tlds` are labels; `contacts` is there for the operator itself and for the CERT's own people. */
export interface OperatorDetailView extends OperatorView {
  tlds: string[];
  contacts?: ContactView[];
}
