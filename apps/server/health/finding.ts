import type { HealthFigures, HealthFinding, HealthLook, HealthState } from '#libs/contracts';

/** All is well. */
export const fine = <Look extends HealthLook>(
  look: Look,
  text: string,
  figures: HealthFigures[Look],
): HealthFinding<Look> => ({ look, state: 'ok', text, todo: null, figures });

export const ill = <Look extends HealthLook>(
  look: Look,
  state: Exclude<HealthState, 'ok'>,
  { text, todo }: { text: string; todo: string },
  figures: HealthFigures[Look],
): HealthFinding<Look> => ({ look, state, text, todo, figures });

const STATES: HealthState[] = ['ok', 'warn', 'bad'];

export const worstOf = (findings: { state: HealthState }[]): HealthState =>
  STATES[Math.max(0, ...findings.map(({ state }) => STATES.indexOf(state)))] ?? 'bad';
