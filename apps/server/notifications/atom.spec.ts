import { describe, expect, it } from '@jest/globals';
import type { PublicAdvisory } from '#libs/notifications';
import { atomFeed, updatedAtOf } from './atom.ts';

const SITE = { url: 'https://cert.example', domain: 'cert.example' };
const advisory = (more: Partial<PublicAdvisory> = {}): PublicAdvisory => ({
  number: 'A2026-0001',
  title: 'A <title> & "more"',
  summary: 'In short',
  body: 'First\n\nsecond \uffff',
  references: ['https://example.net/a b?x=1&y=2'],
  language: 'fr',
  incidentNumber: null,
  publishedAt: new Date('2026-03-01T02:14:00Z'),
  updatedAt: new Date('2026-03-02T02:14:00Z'),
  corrections: [],
  withdrawal: null,
  ...more,
});

describe('the feed', () => {
  it('says when it changed, also when it is empty', () => {
    expect(atomFeed([], SITE)).toContain('<updated>2026-01-01T00:00:00.000Z</updated>');
    const newer = advisory({ updatedAt: new Date('2026-05-01T00:00:00Z') });
    expect(updatedAtOf([advisory(), newer])).toEqual(newer.updatedAt);
  });

  it('names its entries for ever, and leads to them by whole addresses', () => {
    const feed = atomFeed([advisory()], { ...SITE, url: 'https://moved.example' });
    expect(feed).toContain('<id>tag:cert.example,2026:advisories/A2026-0001</id>');
    expect(feed).toContain('href="https://moved.example/advisories/A2026-0001"');
    expect(feed).toContain('href="https://example.net/a%20b?x=1&amp;y=2"');
  });

  it('holds text alone, and no character that XML has not', () => {
    const feed = atomFeed([advisory()], SITE);
    expect(feed).toContain('A &lt;title&gt; &amp; &quot;more&quot;');
    expect(feed).toContain('<entry xml:lang="fr">');
    expect(feed).not.toContain('\uffff');
  });

  it('spreads nothing of what was withdrawn but the reason', () => {
    const feed = atomFeed(
      [advisory({ body: '', summary: '', withdrawal: { at: new Date(), reason: 'Wrong' } })],
      SITE,
    );
    expect(feed).toContain('Withdrawn: A &lt;title&gt;');
    expect(feed).toContain('<content type="text">Wrong</content>');
  });
});
