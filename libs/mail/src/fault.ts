export type MailFaultCode =
  | 'mail.header_refused'
  | 'mail.address_refused'
  | 'mail.text_refused'
  | 'mail.file_refused'
  | 'mail.date_refused'
  | 'mail.zone_unknown'
  | 'mail.key_refused'
  | 'mail.key_unusable'
  | 'mail.signature_unreadable'
  | 'mail.dkim_key'
  | 'mail.relay_url';

/** A mail of ours that cannot be made or sent as it was asked for. `code` is stable; the message holds no mail text. */
export class MailFault extends Error {
  override readonly name = 'MailFault';

  constructor(
    readonly code: MailFaultCode,
    message: string,
  ) {
    super(message);
  }
}

export type SigningKeyFaultCode =
  | 'signing_key.files'
  | 'signing_key.readable_by_others'
  | 'signing_key.missing_passphrase'
  | 'signing_key.wrong_passphrase'
  | 'signing_key.not_a_private_key'
  | 'signing_key.unprotected'
  | 'signing_key.cannot_sign'
  | 'signing_key.cannot_seal'
  | 'signing_key.too_slow'
  | 'signing_key.expired'
  | 'signing_key.revoked';

/** Our own key cannot be used. `code` is stable; the message says what to do and holds no secret. */
export class SigningKeyFault extends Error {
  override readonly name = 'SigningKeyFault';

  constructor(
    readonly code: SigningKeyFaultCode,
    message: string,
  ) {
    super(message);
  }
}

export type PrivateFileFaultCode = 'private_file.unusable' | 'private_file.readable_by_others';

/** A file with a secret cannot be used. `code` is stable; the message says what to do and holds no secret. */
export class PrivateFileFault extends Error {
  override readonly name = 'PrivateFileFault';

  constructor(
    readonly code: PrivateFileFaultCode,
    message: string,
  ) {
    super(message);
  }
}

export type TemplateFaultCode = 'template.syntax' | 'template.missing_variables';

/** A template that cannot be rendered. `code` is stable; the message names the line or the variables. */
export class TemplateFault extends Error {
  override readonly name = 'TemplateFault';

  constructor(
    readonly code: TemplateFaultCode,
    message: string,
    /** Every variable that the template names and the caller did not give. */
    readonly missing: readonly string[] = [],
  ) {
    super(message);
  }
}
