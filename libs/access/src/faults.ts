export type AccessFaultCode =
  | 'access.unauthenticated'
  | 'access.forbidden'
  | 'access.wrong_password'
  | 'access.too_many_tries'
  | 'public.too_many_from_here'
  | 'public.too_many_to_address'
  | 'public.too_many'
  | 'access.user_exists'
  | 'access.user_not_found'
  | 'access.operator_not_found'
  | 'access.operator_needed'
  | 'access.operator_not_wanted'
  | 'access.password_too_short'
  | 'access.link_invalid'
  | 'idempotency.other_request'
  | 'idempotency.running';

export class AccessFault extends Error {
  constructor(
    readonly code: AccessFaultCode,
    message: string,
    /** After which the same may be asked again, where that is so. */
    readonly retryAfterSeconds?: number,
  ) {
    super(message);
  }
}
