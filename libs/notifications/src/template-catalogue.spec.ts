import { describe, expect, it } from '@jest/globals';
import { templateVariables } from '#libs/mail';
import { NotificationFault } from './faults.ts';
import type { MailSettings } from './settings.ts';
import { TemplateCatalogue } from './template-catalogue.service.ts';
import { PURPOSES, VARIABLES } from './template-meanings.ts';
import { Templates } from './templates.ts';

const settings = { publicUrl: 'https://cert.example' } as MailSettings;
const templates = new Templates();
const catalogue = new TemplateCatalogue(templates, settings);

describe('the catalogue of templates', () => {
  it('says of every one what it is for, and of every variable what it means; and of nothing else', () => {
    const files = templates.all();
    expect(files.map(({ name }) => name).sort()).toEqual(Object.keys(PURPOSES).sort());
    const named = new Set(files.flatMap(({ source }) => templateVariables(source).map(({ name }) => name)));
    expect([...named].sort()).toEqual(Object.keys(VARIABLES).sort());
  });

  it('shows each filled in, with nothing left open', () => {
    for (const { name } of catalogue.all()) {
      const { sample, language } = catalogue.one(name, 'en');
      expect(language).toBe('en');
      expect(sample.subject).toMatch(/^\[DNS-CERT( #2026-000123)?\] \[TLP:AMBER\] \S/);
      expect(sample.text).toContain('https://cert.example');
      expect(sample.subject + sample.text).not.toMatch(/\{\{|undefined/);
    }
  });

  it('tells notices from letters', () => {
    const notices = catalogue.all().filter(({ kind }) => kind === 'notice');
    expect(notices.map(({ name }) => name)).toEqual(['notice', 'update', 'all-clear']);
    expect(notices.map(({ name }) => name).sort()).toEqual(templates.names());
  });

  it('falls back to English, and knows no other template', () => {
    expect(catalogue.one('notice', 'mi-NZ').language).toBe('en');
    expect(() => catalogue.one('../notice', 'en')).toThrow(NotificationFault);
  });
});
