import { describe, expect, it } from '@jest/globals';
import type { StaffIncidentView } from '#libs/contracts';
import { changedMeanwhile, draftOf, editOf, onTopOf, withTheirs } from './edit-draft.ts';

const INCIDENT = {
  version: 3,
  title: 'Outage',
  summary: '',
  kind: 'ddos',
  severity: 'high',
  tlp: 'AMBER',
  assignee: null,
} as StaffIncidentView;
const began = draftOf(INCIDENT);
const mine = {
  ...began,
  fields: { ...began.fields, title: 'Outage at one provider', severity: 'critical' as const },
};
const present: StaffIncidentView = { ...INCIDENT, version: 5, severity: 'low', kind: 'route-hijack' };

describe('an edit', () => {
  it('says what was changed, and nothing where nothing was', () => {
    expect(editOf(began)).toBeNull();
    expect(editOf({ ...began, reason: 'because' })).toBeNull();
    expect(editOf({ ...mine, reason: ' because ' })).toEqual({
      title: 'Outage at one provider',
      severity: 'critical',
      reason: 'because',
    });
    expect(editOf({ ...began, fields: { ...began.fields, assignee: 'somebody' } })).toEqual({
      assignee: 'somebody',
    });
  });

  it('knows what somebody else changed meanwhile', () => {
    expect(changedMeanwhile(mine, { ...INCIDENT, version: 4 })).toEqual([]);
    expect(changedMeanwhile(mine, present)).toEqual(['kind', 'severity']);
  });

  it('on top of theirs keeps what this person changed, and all else as they left it', () => {
    const again = onTopOf(mine, present);
    expect([again.version, editOf(again)]).toEqual([
      5,
      { title: 'Outage at one provider', severity: 'critical' },
    ]);
    expect(again.fields.kind).toBe('route-hijack');
  });

  it('with theirs gives way where both changed a thing, and loses nothing else', () => {
    const given = withTheirs(mine, present);
    expect(given.fields).toMatchObject({
      title: 'Outage at one provider',
      severity: 'low',
      kind: 'route-hijack',
    });
    expect(editOf(given)).toEqual({ title: 'Outage at one provider' });
  });
});
