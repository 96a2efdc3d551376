import { expect, it } from '@jest/globals';
import type { Language } from '#libs/contracts';
import { calendarOf } from './calendar.ts';

const at = (text: string) => new Date(`2026-11-${text}T07:00:00Z`);
const shift = (userId: string, from: string, until: string) => ({
  userId,
  from: at(from),
  until: at(until),
  overrideId: null,
});
const SHIFTS = [
  shift('a', '01', '08'),
  { ...shift('b', '08', '09'), overrideId: 'o' },
  shift('gone', '09', '15'),
];
const NAMES = new Map([
  ['a', 'Duty lead'],
  ['b', 'Responder'],
]);
const saidIn = (language: Language) =>
  calendarOf(SHIFTS, NAMES, { host: 'cert.example', own: 'a', language })
    .split('\r\n')
    .flatMap((line) => /^(?:SUMMARY|DESCRIPTION|X-WR-CALNAME|PRODID):(.*)/.exec(line)?.[1] ?? []);

it('tells whose turn it is and who stands in', () =>
  expect(saidIn('en')).toEqual([
    '-//DNS-CERT//duty rota//EN',
    'DNS-CERT duty',
    'On duty: you (Duty lead)',
    'A turn of the rota.',
    'On duty: Responder',
    'Stands in.',
    'On duty: somebody',
    'A turn of the rota.',
  ]));

it('in the language of its owner', () =>
  expect(saidIn('fr').map((text) => text.replaceAll('\u00a0', ' '))).toEqual([
    '-//DNS-CERT//duty rota//FR',
    'Astreintes DNS-CERT',
    'D’astreinte : vous (Duty lead)',
    'Un tour d’astreinte.',
    'D’astreinte : Responder',
    'Un remplacement.',
    'D’astreinte : quelqu’un',
    'Un tour d’astreinte.',
  ]));
