import type { RotaView, ShiftView } from '#libs/contracts';
import type { RotaInForce } from './rota.service.ts';
import { onDuty } from './turns.ts';
import type { Shift } from './turns.ts';

export function rotaView({ now, rota, overrides, names }: RotaInForce, shifts: Shift[]): RotaView {
  const named = (userId: string) => ({ userId, name: names.get(userId) ?? '' });
  const shown = (shift: Shift): ShiftView => ({
    ...named(shift.userId),
    from: shift.from.toISOString(),
    until: shift.until.toISOString(),
    overrideId: shift.overrideId,
  });
  const present = onDuty(rota, overrides, now);
  return {
    now: now.toISOString(),
    version: rota?.version ?? 0,
    members: (rota?.members ?? []).map(named),
    firstHandOver: rota?.firstHandOver ?? null,
    zone: rota?.zone ?? null,
    turnDays: rota?.turnDays ?? null,
    onDuty: present === null ? null : shown(present),
    shifts: shifts.map(shown),
    overrides: overrides.map(({ id, userId, from, until, reason }) => ({
      id,
      ...named(userId),
      from: from.toISOString(),
      until: until.toISOString(),
      reason,
    })),
  };
}
