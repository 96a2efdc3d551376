import type { IncidentState, Severity, Tlp } from '#libs/contracts';
import type { Exported } from '../exported.ts';
import { asOf, labelOf, rsitTag, titleOf } from '../facts.ts';
import { partId, publisherId } from '../ids.ts';
import { markdownDocument } from '../documents/markdown.ts';
import { attributesOf, INHERIT } from './attributes.ts';

/** How far a MISP instance may pass it on by itself: never further than the label. */
const DISTRIBUTION: Record<Tlp, string> = {
  RED: '0',
  'AMBER+STRICT': '0',
  AMBER: '0',
  GREEN: '1',
  CLEAR: '3',
};
/** 1 high, 2 medium, 3 low, 4 undefined. */
const THREAT_LEVEL: Record<Severity, string> = { critical: '1', high: '1', medium: '2', low: '3', info: '4' };
/** 0 initial, 1 ongoing, 2 complete. */
const analysisOf = (state: IncidentState) =>
  state === 'new' ? '0' : ['closed', 'rejected', 'duplicate'].includes(state) ? '2' : '1';

/** Numbers are those of an instance of MISP, which gives its own on import. */
const NO_NUMBER = '0';

/** An event of the MISP core format (draft-dulaunoy-misp-core-format), unpublished: whoever imports it decides. */
export function mispEvent(exported: Exported) {
  const { publisher, incident } = exported;
  const timestamp = String(Math.floor(Date.parse(asOf(exported)) / 1_000));
  const attributes = attributesOf(exported, timestamp);
  return {
    Event: {
      uuid: partId(incident.id, 'misp event'),
      id: NO_NUMBER,
      info: titleOf(exported),
      date: (incident.occurredAt ?? incident.openedAt).slice(0, 10),
      timestamp,
      publish_timestamp: '0',
      published: false,
      threat_level_id: THREAT_LEVEL[incident.severity],
      analysis: analysisOf(incident.state),
      distribution: DISTRIBUTION[labelOf(exported)],
      sharing_group_id: '0',
      org_id: NO_NUMBER,
      orgc_id: NO_NUMBER,
      Orgc: { id: NO_NUMBER, uuid: publisherId(publisher.host), name: publisher.name },
      extends_uuid: '',
      attribute_count: String(attributes.length),
      Tag: tagsOf(exported).map((name) => ({ name, exportable: true })),
      Attribute: attributes,
      EventReport: [
        {
          uuid: partId(incident.id, 'misp event report'),
          id: NO_NUMBER,
          event_id: NO_NUMBER,
          name: titleOf(exported),
          content: markdownDocument(exported),
          distribution: INHERIT,
          sharing_group_id: '0',
          timestamp,
          deleted: false,
        },
      ],
    },
  };
}

function tagsOf(exported: Exported): string[] {
  const { kind, exercise } = exported.incident;
  return [
    `tlp:${labelOf(exported).toLowerCase()}`,
    rsitTag(kind.rsit),
    ...(exercise ? [rsitTag({ first: 'test', second: 'test' })] : []),
  ];
}
