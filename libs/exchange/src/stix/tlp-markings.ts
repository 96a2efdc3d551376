import type { Tlp } from '#libs/contracts';

/** The TLP 2.0 extension of OASIS (cti-stix-common-objects); STIX 2.1 itself knows the colours of TLP 1 alone. */
const EXTENSION = 'extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d';

/** Published with these ids and this instant, so that every program knows them again. */
const IDS: Record<Tlp, string> = {
  CLEAR: 'marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487',
  GREEN: 'marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb',
  AMBER: 'marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421',
  'AMBER+STRICT': 'marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003',
  RED: 'marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1',
};
const PUBLISHED_AT = '2022-10-01T00:00:00.000Z';

export function tlpMarking(label: Tlp) {
  return {
    type: 'marking-definition' as const,
    spec_version: '2.1' as const,
    id: IDS[label],
    created: PUBLISHED_AT,
    name: `TLP:${label}`,
    extensions: {
      [EXTENSION]: { extension_type: 'property-extension', tlp_2_0: label.toLowerCase() },
    },
  };
}
