export interface Mailbox {
  /** Display name, any Unicode on one line. */
  name?: string;
  /** One addr-spec in ASCII, for example `noc@registry.example`. */
  address: string;
}
