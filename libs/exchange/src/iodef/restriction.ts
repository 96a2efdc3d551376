import type { Tlp } from '#libs/contracts';
import type { Restricted } from './classes.ts';

/**
 * RFC 7970 section 3.3.1 knows the four colours of TLP 1. CLEAR is what WHITE was; AMBER+STRICT is narrower than `amber`, so it
 * is said in a word of its own rather than widened.
 */
export function restrictionOf(label: Tlp): Restricted {
  switch (label) {
    case 'RED':
      return { restriction: 'red' };
    case 'AMBER':
      return { restriction: 'amber' };
    case 'GREEN':
      return { restriction: 'green' };
    case 'CLEAR':
      return { restriction: 'white' };
    case 'AMBER+STRICT':
      return { restriction: 'ext-value', 'ext-restriction': 'amber+strict' };
  }
}
