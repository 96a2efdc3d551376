import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { TemplateFault } from './fault.ts';
import { renderTemplate, templateVariables } from './templates.ts';

const NOTICE = `Subject: Trouble at {{resource}}

{{tlp}}
{{#if deadline}}
Please answer by {{deadline}}.
{{/if}}
Thank you{{#if name}}, {{name}}{{/if}}.
`;

function faultOf(source: string, variables: Record<string, string> = {}): TemplateFault {
  try {
    renderTemplate(source, variables);
  } catch (fault) {
    if (fault instanceof TemplateFault) return fault;
  }
  throw new Error('there was no TemplateFault');
}

describe('a template', () => {
  it('puts values in, and shows a block when its value is not empty', () => {
    const given = { resource: '.example', tlp: 'TLP:AMBER', deadline: 'noon', name: 'Ana' };
    expect(renderTemplate(NOTICE, given)).toEqual({
      subject: 'Trouble at .example',
      body: 'TLP:AMBER\nPlease answer by noon.\nThank you, Ana.\n',
    });
    expect(renderTemplate(NOTICE, { ...given, deadline: '', name: '' }).body).toBe('TLP:AMBER\nThank you.\n');
  });

  it('names every variable that is missing, those of blocks not shown included', () => {
    const fault = faultOf(NOTICE, { resource: 'x', toString: 'inherited names do not count' });
    expect(fault.code).toBe('template.missing_variables');
    expect(fault.missing).toEqual(['tlp', 'deadline', 'name']);
  });

  it('tells what it mentions, and which of it may be empty', () => {
    expect(templateVariables(NOTICE)).toEqual([
      { name: 'resource', optional: false },
      { name: 'tlp', optional: false },
      { name: 'deadline', optional: true },
      { name: 'name', optional: true },
    ]);
  });

  it('nests blocks', () => {
    const source = 'Subject: s\n\n{{#if a}}1{{#if b}}2{{/if}}3{{/if}}4';
    expect(renderTemplate(source, { a: 'y', b: '' }).body).toBe('134');
    expect(renderTemplate(source, { a: '', b: 'y' }).body).toBe('4');
  });

  it.each([
    ['no subject', 'Hello\n', /Subject/],
    ['no empty line', 'Subject: s\nHello\n', /empty line/],
    ['an open block', 'Subject: s\n\na\n{{#if a}}b', /Line 4: .*without \{\{\/if\}\}/],
    ['a stray end', 'Subject: s\n\n{{/if}}', /Line 3: \{\{\/if\}\} without/],
    ['another tag', 'Subject: s\n\n{{else}}\n{{> x}}', /Line 4: \{\{> x\}\} is not understood/],
  ])('with %s is refused', (_what, source, words) => {
    const fault = faultOf(source, { a: 'y', else: 'y' });
    expect(fault.code).toBe('template.syntax');
    expect(fault.message).toMatch(words);
  });

  it('never reads a value as template, and drops its CR', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('{', '}', '#', 'i', 'f', '/', ' ', '\r', '\n', 'a') }),
        (value) => {
          const { body } = renderTemplate('Subject: s\n\n<{{a}}>', { a: value });
          expect(body).toBe(`<${value.replaceAll('\r', '')}>`);
        },
      ),
    );
  });

  it('makes no second header out of a value in the subject', () => {
    const { subject } = renderTemplate('Subject: Re {{a}}\n\n', { a: 'x\r\nBcc: all@evil.example' });
    expect(subject).toBe('Re x Bcc: all@evil.example');
  });
});
