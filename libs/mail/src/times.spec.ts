import { describe, expect, it } from '@jest/globals';
import { instantInZones } from './times.ts';

const at = (text: string): Date => new Date(text);

describe('an instant for people', () => {
  it('is written in UTC and in the reader’s zone, each with its weekday', () => {
    expect(instantInZones(at('2026-03-01T02:14:59Z'), 'Pacific/Auckland')).toBe(
      'Sun 2026-03-01 02:14 UTC (Sun 2026-03-01 15:14 +13:00 Pacific/Auckland)',
    );
    expect(instantInZones(at('2026-07-01T22:30:00Z'), 'Europe/Berlin')).toBe(
      'Wed 2026-07-01 22:30 UTC (Thu 2026-07-02 00:30 +02:00 Europe/Berlin)',
    );
  });

  it('keeps the two hours around a change of clocks apart', () => {
    expect(instantInZones(at('2026-10-25T00:30:00Z'), 'Europe/Berlin')).toContain('02:30 +02:00');
    expect(instantInZones(at('2026-10-25T01:30:00Z'), 'Europe/Berlin')).toContain('02:30 +01:00');
  });

  it('is written once for a reader in UTC', () => {
    expect(instantInZones(at('2026-03-01T02:14:00Z'), 'UTC')).toBe('Sun 2026-03-01 02:14 UTC');
  });

  it('refuses what is no zone or no instant', () => {
    expect(() => instantInZones(at('2026-03-01T02:14:00Z'), 'Mars/Olympus')).toThrow(/no time zone/);
    expect(() => instantInZones(new Date(Number.NaN), 'UTC')).toThrow(/no instant/);
  });
});
