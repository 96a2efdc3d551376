import type { AuditType } from '../audit.ts';

/** Who used which access to what. */
export interface AuditEntryView {
  id: string;
  /** RFC 3339 in UTC. */
  at: string;
  type: AuditType;
  actor: { kind: string; id: string | null; name: string };
  network: string | null;
  subject: { kind: string; id: string } | null;
  operatorId: string | null;
  data: Record<string, unknown>;
}
