export type AccessFaultCode =
  | 'access.unauthenticated'
  | 'access.forbidden'
  | 'access.wrong_password'
  | 'access.current_password_wrong'
  | 'access.second_factor_needed'
  | 'access.wrong_code'
  | 'access.too_many_tries'
  | 'access.sign_in_again'
  | 'access.other_key'
  | 'access.totp_active'
  | 'access.totp_not_found'
  | 'access.code_does_not_fit'
  | 'access.passkey_refused'
  | 'access.passkey_not_added'
  | 'access.passkey_known'
  | 'access.passkey_not_found'
  | 'access.too_many_passkeys'
  | 'access.no_provider'
  | 'access.provider_away'
  | 'access.provider_refused'
  | 'access.trip_unknown'
  | 'access.identity_unknown'
  | 'access.identity_taken'
  | 'access.identity_not_found'
  | 'access.too_many_requests'
  | 'public.too_many_from_here'
  | 'public.too_many_to_address'
  | 'public.too_many'
  | 'access.user_exists'
  | 'access.user_not_found'
  | 'access.operator_not_found'
  | 'access.operator_needed'
  | 'access.operator_not_wanted'
  | 'access.own_role'
  | 'access.last_lead'
  | 'access.version_changed'
  | 'access.password_too_short'
  | 'access.link_invalid'
  | 'access.no_right_to_speak'
  | 'speaking.not_found'
  | 'speaking.not_an_operators_user'
  | 'speaking.speaks_already'
  | 'speaking.not_backwards'
  | 'speaking.ended_already'
  | 'access.invitation_not_found'
  | 'access.session_not_found'
  | 'access.token_not_found'
  | 'access.token_life'
  | 'idempotency.other_request'
  | 'idempotency.running';

export class AccessFault extends Error {
  constructor(
    readonly code: AccessFaultCode,
    message: string,
    /** After which the same may be asked again, where that is so. */
    readonly retryAfterSeconds?: number,
    /** What a program needs beside the words; nothing secret. */
    readonly details: Record<string, unknown> = {},
  ) {
    super(message);
  }
}
