/**
 * Which servers have taken up TLS by STARTTLS. One that did and offers none any more may have been cut off from it on the way
 * (RFC 3207 section 6).
 */
export interface TlsMemory {
  /** When it last did; null: never, as far as is known. Where it rejects, nothing is sent. */
  offeredAt(host: string, port: number): Promise<Date | null>;
  /** Called when TLS stands with a certificate that is good. Never throws. */
  offered(host: string, port: number): void;
}
