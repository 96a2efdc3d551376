/** Who may read what bears a label, in plain words. */
export const tlp = {
  RED: 'the people at DNS-CERT who work on it, and nobody else',
  'AMBER+STRICT': 'DNS-CERT and the organisations that must act, and nobody they serve',
  AMBER: 'DNS-CERT, the organisations that must act, and those they serve',
  GREEN: 'everybody who works on the security of the DNS',
  CLEAR: 'everybody',
} as const;
