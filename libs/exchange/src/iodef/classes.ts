/** The classes of IODEF v2 as RFC 8727 writes them, as far as we use them. */

export interface Restricted {
  restriction: 'white' | 'green' | 'amber' | 'red' | 'ext-value';
  'ext-restriction'?: string;
}

export interface AdditionalData {
  name: string;
  dtype: 'string' | 'boolean' | 'url';
  value: string;
}

export interface Contact {
  role: 'creator' | 'victim' | 'victim-notified' | 'ext-value';
  'ext-role'?: string;
  type: 'organization';
  ContactName: string[];
  Description?: string[];
  Email?: { EmailTo: string }[];
}

export interface DomainData {
  'system-status': 'unknown';
  'domain-status': 'unknown';
  Name: string;
}

export interface Address {
  value: string;
  category: 'asn' | 'ipv4-addr' | 'ipv4-net' | 'ipv6-addr' | 'ipv6-net' | 'site-uri';
}

export interface System {
  Node: { DomainData: DomainData[] } | { Address: Address[] };
  NodeRole?: { category: 'name' }[];
}

export interface EventData extends Restricted {
  Description?: string[];
  DetectTime?: string;
  StartTime?: string;
  ReportTime?: string;
  System?: System[];
  AdditionalData?: AdditionalData[];
}

export interface SystemImpact {
  severity?: 'low' | 'medium' | 'high';
  type: string;
  'ext-type'?: string;
}

export interface Assessment {
  IncidentCategory: string[];
  Impact: { SystemImpact: SystemImpact }[];
}

export interface HistoryItem {
  action: 'status-triage' | 'status-new-info' | 'contact-target-site' | 'other';
  DateTime: string;
  Description: string[];
}

export interface IodefIncident extends Restricted {
  purpose: 'reporting';
  status: 'new' | 'in-progress' | 'resolved' | 'ext-value';
  'ext-status'?: string;
  IncidentID: { id: string; name: string };
  StartTime?: string;
  ReportTime: string;
  GenerationTime: string;
  Description: string[];
  Assessment: Assessment[];
  Contact: Contact[];
  EventData?: EventData[];
  History?: { HistoryItem: HistoryItem[] };
  AdditionalData: AdditionalData[];
}

export interface IodefDocument {
  version: '2.0';
  'private-enum-name': string;
  Incident: [IodefIncident];
}
