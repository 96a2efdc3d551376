import type { AffectedState, GridRowView, ServiceState } from '#libs/contracts';
import type { AffectedChange } from '../../../api/incident.ts';

/** A word on an operator that is being written: where it began, what it is now. */
export interface StateDraft {
  version: number;
  base: { state: AffectedState; serviceState: ServiceState };
  state: AffectedState;
  serviceState: ServiceState;
  reason: string;
}

export const stateDraftOf = ({ state, serviceState, version }: GridRowView): StateDraft => ({
  version,
  base: { state, serviceState },
  state,
  serviceState,
  reason: '',
});

/** Has somebody said something else of it meanwhile? */
export const isOvertaken = ({ base }: StateDraft, row: GridRowView): boolean =>
  base.state !== row.state || base.serviceState !== row.serviceState;

/** Does it say anything that was not so before? */
export const saysSomething = ({ base, state, serviceState }: StateDraft): boolean =>
  base.state !== state || base.serviceState !== serviceState;

export const changeOf = ({ state, serviceState, reason }: StateDraft): AffectedChange => ({
  state,
  serviceState,
  ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
});
