export type DirectoryFaultCode =
  | 'rootzone.unknown_serial'
  | 'rootzone.none'
  | 'rootzone.older_content'
  | 'operator.not_found'
  | 'contact.not_found'
  | 'contact.version_changed'
  | 'contact.conflict'
  | 'contact.key_refused'
  | 'contact.no_key'
  | 'contact.too_many_changes'
  | 'contact.frozen'
  | 'key.not_found'
  | 'contact_change.not_found'
  | 'contact_change.not_open'
  | 'contact_change.not_frozen'
  | 'contact_change.held'
  | 'contact_change.second_person'
  | 'contact_change.no_old_key'
  | 'contact_change.signature_refused'
  | 'contact_change.number_not_known_before'
  | 'contact_change.link_invalid'
  | 'tld.not_found';

export class OperatorsFault extends Error {
  constructor(
    readonly code: DirectoryFaultCode,
    message: string,
    readonly details: Record<string, unknown> = {},
  ) {
    super(message);
  }
}
