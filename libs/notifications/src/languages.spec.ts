import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { ACCOUNT_CHANGE_WORDS, ROLE_WORDS } from '#libs/access';
import { templateVariables } from '#libs/mail';
import { CONFIRMED_WORDS, FIELD_LABELS, HEADLINES } from '#libs/operators';
import { SEVERITIES } from '#libs/contracts';
import { alertWords, digestWords } from './lists/alert-words.ts';
import { mailWords } from './mail-words.ts';
import { VARIABLES } from './template-meanings.ts';
import { Templates } from './templates.ts';
import { french } from './words/fr.ts';
import { MAIL_LANGUAGES, mailLanguage } from './words/index.ts';
import { retell } from './words/retell.ts';

const templates = new Templates();
const samples = Object.fromEntries(Object.entries(VARIABLES).map(([name, { sample }]) => [name, sample]));
const said = (name: string, value: string) => retell({ [name]: value }, french)[name];

describe('each language of our mails', () => {
  it('has the same templates', () => {
    for (const { name } of templates.all())
      expect({ name, languages: templates.languagesOf(name) }).toEqual({ name, languages: MAIL_LANGUAGES });
  });

  it.each([...MAIL_LANGUAGES])('asks in %s for the same variables as in English', (language) => {
    for (const { name, source } of templates.all()) {
      const own = templates.find(name, language)?.source ?? '';
      expect({ name, variables: sorted(own) }).toEqual({ name, variables: sorted(source) });
    }
  });

  it.each([...MAIL_LANGUAGES])('keeps its own words in %s within 72 columns', (language) => {
    const long = templates
      .all()
      .flatMap(({ name }) => (templates.find(name, language)?.source ?? '').split('\n').slice(2))
      .map((line) => line.replace(/\{\{[^{}]*\}\}/g, ''))
      .filter((line) => line.length > 72);
    expect(long).toEqual([]);
  });

  it('is found by the tag of a reader, and English for who reads none of ours', () => {
    expect(['fr', 'fr-CA', 'FR', 'mi-NZ', 'constructor'].map(mailLanguage)).toEqual([
      'fr',
      'fr',
      'fr',
      'en',
      'en',
    ]);
  });
});

describe('in French', () => {
  it('every text of ours that is put into a mail has its words', () => {
    const texts: [string, string[]][] = [
      ['kindTitle', titles()],
      ['severity', ['info', 'low', 'medium', 'high', 'critical']],
      ['headline', Object.values(HEADLINES)],
      ['confirmedHow', Object.values(CONFIRMED_WORDS)],
      ['change', Object.values(ACCOUNT_CHANGE_WORDS)],
      ['role', Object.values(ROLE_WORDS)],
      ['changes', Object.values(FIELD_LABELS).map((label) => `  ${label}: 1 -> 2`)],
    ];
    for (const [name, all] of texts) {
      expect(all.length).toBeGreaterThan(2);
      // Some words are the same in both.
      for (const text of all) expect({ text, known: isKnown(name, text) }).toEqual({ text, known: true });
    }
  });

  it('says lists, times and reasons, each line by itself', () => {
    expect(said('tldsShort', '.t0, .t1 and 48 more')).toBe('.t0, .t1 et 48 autres');
    expect(said('tldsLong', '.t0, .t1 and 10 more (50 in all)')).toBe('.t0, .t1 et 10 autres (50 en tout)');
    expect(said('since', 'Sun 2026-03-01 02:14 UTC (Mon 2026-03-02 15:14 +13:00 Pacific/Auckland)')).toBe(
      'dim. 2026-03-01 02:14 UTC (lun. 2026-03-02 15:14 +13:00 Pacific/Auckland)',
    );
    expect(
      said('reasons', '  - name server ns.aa answers on 192.0.2.1, in 192.0.2.0/24\n  - .aa itself is named'),
    ).toBe('  - le serveur ns.aa répond sur 192.0.2.1, dans 192.0.2.0/24\n  - .aa est nommé lui-même');
  });

  it('every reason for which a key is refused has its words', () => {
    const reasons = [...keyRefusals(), 'it is too large'];
    expect(reasons.length).toBeGreaterThanOrEqual(12);
    const inEnglish = reasons.filter((reason) =>
      said('why', `The key that came along is refused: ${reason}`)?.endsWith(reason),
    );
    expect(inEnglish).toEqual([]);
    const short = 'The key has RSA of 1024 bits; it must have 3072 or more.';
    expect(said('why', `The key that came along is refused: ${short}`)).toBe(
      'La clé jointe est refusée : elle a RSA de 1024 bits ; il en faut 3072 ou plus.',
    );
  });

  it('what a rule posts has no English line left', () => {
    const told = (kindTitle: string) =>
      SEVERITIES.flatMap((severity) =>
        [[], ['aa']].map((tlds) => ({ kindTitle, severity, tlds, openedAt: new Date(0) })),
      );
    const one = told('Authoritative outage').map(alertWords);
    const many = digestWords(
      [...told('Authoritative outage'), ...told('DNSSEC validation failure')].flatMap((t) =>
        Array<typeof t>(4).fill(t),
      ),
    );
    for (const { subject, body } of [...one, many]) {
      expect(said('alertSubject', subject)).not.toBe(subject);
      const lines = body.split('\n').filter((line) => line !== '');
      expect(lines.filter((line) => said('alert', line) === line)).toEqual([]);
    }
    expect(said('alertSubject', 'High: Authoritative outage')).toBe(
      'Élevée : Panne de serveurs faisant autorité',
    );
  });

  it('leaves what people wrote, and what no table knows', () => {
    const words = { body: 'high', reportSummary: 'critical', operatorName: 'Other', severity: 'unheard of' };
    expect(retell(words, french)).toEqual(words);
  });

  it('is one language from the subject to the end', () => {
    const { subject, text } = mailWords(templates, {
      template: 'notice',
      language: 'fr-CA',
      variables: { ...samples, body: '', exercise: 'yes', ackUrl: 'https://cert.example/ack/x' },
      tlp: 'AMBER',
      subject: null,
    });
    expect(subject).toBe(
      '[DNS-CERT #2026-000123] [TLP:AMBER] [EXERCICE] Panne de serveurs faisant autorité : .aa, .bb',
    );
    expect(text).toContain('Gravité    élevée');
    expect(text).not.toMatch(/\b(the|high|outage|EXERCISE|Sun)\b/);
  });
});

const isKnown = (name: string, text: string): boolean =>
  Object.keys(french.texts[name] ?? {}).some(
    (known) => known === text || (known.includes('{') && text.startsWith(known.slice(0, known.indexOf('{')))),
  );

const sorted = (source: string) =>
  templateVariables(source)
    .map(({ name, optional }) => `${name}${optional ? '?' : ''}`)
    .sort();

/** Of every kind in the configuration. */
function titles(): string[] {
  const file = readFileSync(new URL('../../../config/kinds.json', import.meta.url), 'utf8');
  return [...file.matchAll(/"title": "([^"]+)"/g)].map(([, title = '']) => title);
}

/** As they stand where they are said. */
function keyRefusals(): string[] {
  const source = readFileSync(new URL('../../mail/src/contact-key.ts', import.meta.url), 'utf8');
  return [...source.matchAll(/(?:refused\(|SECRET =)\s*(['`])(.+?)\1/g)].map(
    ([, , what = '']) => `The key ${what.replace(/\$\{[^}]*\}/g, '7')}.`,
  );
}
