import { document, element } from '../xml.ts';
import type { Xml } from '../xml.ts';
import type {
  AdditionalData,
  Contact,
  EventData,
  HistoryItem,
  IodefDocument,
  IodefIncident,
  Restricted,
  System,
} from './classes.ts';

/** RFC 7970: the same document in XML. The order of elements is the schema's, and part of the format. */
export function iodefXml(given: IodefDocument): string {
  const attributes = {
    version: '2.00',
    xmlns: 'urn:ietf:params:xml:ns:iodef-2.0',
    'private-enum-name': given['private-enum-name'],
  };
  return document(element('IODEF-Document', attributes, ...given.Incident.map(incidentXml)));
}

const restrictionOf = (given: Restricted) => ({
  restriction: given.restriction,
  'ext-restriction': given['ext-restriction'],
});
const text = (name: string, value: string | undefined) =>
  value === undefined ? undefined : element(name, {}, value);
const texts = (name: string, values: string[] | undefined = []) =>
  values.map((value) => element(name, {}, value));

function incidentXml(incident: IodefIncident): Xml {
  const { IncidentID: id, History: history } = incident;
  const attributes = {
    purpose: incident.purpose,
    status: incident.status,
    'ext-status': incident['ext-status'],
    ...restrictionOf(incident),
  };
  return element(
    'Incident',
    attributes,
    element('IncidentID', { name: id.name }, id.id),
    text('StartTime', incident.StartTime),
    text('ReportTime', incident.ReportTime),
    text('GenerationTime', incident.GenerationTime),
    ...texts('Description', incident.Description),
    ...incident.Assessment.map(({ IncidentCategory: categories, Impact: impacts }) =>
      element(
        'Assessment',
        {},
        ...texts('IncidentCategory', categories),
        ...impacts.map(({ SystemImpact: impact }) => element('SystemImpact', { ...impact })),
      ),
    ),
    ...incident.Contact.map(contactXml),
    ...(incident.EventData ?? []).map(eventXml),
    history && element('History', {}, ...history.HistoryItem.map(historyItemXml)),
    ...incident.AdditionalData.map(additionalXml),
  );
}

function contactXml(contact: Contact): Xml {
  return element(
    'Contact',
    { role: contact.role, 'ext-role': contact['ext-role'], type: contact.type },
    ...texts('ContactName', contact.ContactName),
    ...texts('Description', contact.Description),
    ...(contact.Email ?? []).map(({ EmailTo: to }) => element('Email', {}, element('EmailTo', {}, to))),
  );
}

function eventXml(event: EventData): Xml {
  return element(
    'EventData',
    restrictionOf(event),
    ...texts('Description', event.Description),
    text('DetectTime', event.DetectTime),
    text('StartTime', event.StartTime),
    text('ReportTime', event.ReportTime),
    event.System && element('Flow', {}, ...event.System.map(systemXml)),
    ...(event.AdditionalData ?? []).map(additionalXml),
  );
}

function systemXml({ Node: node, NodeRole: roles = [] }: System): Xml {
  const inner =
    'DomainData' in node
      ? node.DomainData.map(({ Name: name, ...statuses }) =>
          element('DomainData', statuses, element('Name', {}, name)),
        )
      : node.Address.map(({ value, category }) => element('Address', { category }, value));
  return element(
    'System',
    {},
    element('Node', {}, ...inner),
    ...roles.map(({ category }) => element('NodeRole', { category })),
  );
}

const historyItemXml = ({ action, DateTime: at, Description: words }: HistoryItem): Xml =>
  element('HistoryItem', { action }, element('DateTime', {}, at), ...texts('Description', words));

const additionalXml = ({ name, dtype, value }: AdditionalData): Xml =>
  element('AdditionalData', { name, dtype }, value);
