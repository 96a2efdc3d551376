/** What the story reads of the API's answers. */
export interface ReasonView {
  rule: string;
  text: string;
}
export interface ReportView {
  id: string;
  number: string;
  state: string;
  incidentId: string | null;
  receipt: { sha256: string };
  reasons: { kind?: ReasonView[]; severity?: ReasonView[]; duplicate?: ReasonView[] } | null;
}
export interface IncidentView {
  id: string;
  number: string;
  state: string;
  kind: string;
  severity: string;
}
interface Count {
  hit: number;
  total: number;
}
export interface ImpactView {
  serial: number;
  counts: { allServers: number; someServers: number; nameDependency: number };
  tlds: {
    label: string;
    operatorId: string | null;
    class: string;
    servers: Count;
    ipv4: Count;
    ipv6: Count;
  }[];
}
export interface AffectedView {
  operatorId: string;
  state: string;
  tlds: { label: string; class: string }[];
  toldAt: string | null;
  answeredAt: string | null;
}
export interface DeliveryView {
  id: string;
  contact: { email: string };
  state: string;
}
export interface NotificationView {
  id: string;
  deliveries: DeliveryView[];
}
export interface PreviewView {
  deliveries: { willBeSent: boolean }[];
}
export interface EntryView {
  index: number;
  at: string;
  actor: { kind: string; name: string };
  type: string;
  data: Record<string, unknown>;
  leafHash: string;
}
