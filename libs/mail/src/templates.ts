import { TemplateFault } from './fault.ts';

export interface RenderedTemplate {
  /** One line. */
  subject: string;
  body: string;
}

type Token =
  | { kind: 'text'; text: string }
  | { kind: 'value'; name: string }
  | { kind: 'if'; name: string; line: number }
  | { kind: 'end'; line: number };

// A tag of a block that stands alone on its line takes the line with it.
const TAG = /^[ \t]*(\{\{(?:#if [^{}]*|\/if)\}\})[ \t]*\n|(\{\{[^{}]*\}\})/gm;
const NAME = /^[a-zA-Z][a-zA-Z0-9_]*$/;

/**
 * Renders a template file: a first line `Subject: …`, an empty line, the body. There are `{{name}}` and
 * `{{#if name}}…{{/if}}` (true unless the value is empty) and nothing else. Values are put in as text: braces in them mean
 * nothing, CR is dropped, and a line break that reaches the subject becomes a blank.
 * @throws TemplateFault naming all variables that the template mentions anywhere and the caller did not give, or the line
 *   of a broken tag.
 */
export function renderTemplate(
  source: string,
  variables: Readonly<Record<string, string>>,
): RenderedTemplate {
  const { subject, body } = splitTemplate(source.replaceAll('\r', ''));
  const subjectTokens = tokens(subject, 1);
  const bodyTokens = tokens(body, 3);
  refuseMissing([...subjectTokens, ...bodyTokens], variables);
  return {
    subject: render(subjectTokens, variables).replace(/\s+/g, ' ').trim(),
    body: render(bodyTokens, variables),
  };
}

/** What a template mentions. */
export interface TemplateVariable {
  name: string;
  /** A block asks for it: the text is whole without it. */
  optional: boolean;
}

/** The variables of a template file, in the order in which a reader meets them. @throws TemplateFault for a broken tag */
export function templateVariables(source: string): TemplateVariable[] {
  const { subject, body } = splitTemplate(source.replaceAll('\r', ''));
  const named = [...tokens(subject, 1), ...tokens(body, 3)].filter((token) => 'name' in token);
  const asked = new Set(named.flatMap(({ kind, name }) => (kind === 'if' ? [name] : [])));
  return [...new Set(named.map(({ name }) => name))].map((name) => ({ name, optional: asked.has(name) }));
}

function splitTemplate(source: string): { subject: string; body: string } {
  const parts = /^Subject: (.*)\n\n([^]*)$/.exec(source);
  if (!parts)
    throw new TemplateFault('template.syntax', 'A template starts with "Subject: …" and an empty line.');
  return { subject: parts[1] ?? '', body: parts[2] ?? '' };
}

function tokens(text: string, firstLine: number): Token[] {
  const found: Token[] = [];
  let end = 0;
  for (const match of text.matchAll(TAG)) {
    const before = text.slice(end, match.index);
    const line = firstLine + text.slice(0, match.index).split('\n').length - 1;
    found.push({ kind: 'text', text: before }, readTag(match[1] ?? match[2] ?? '', line));
    end = match.index + match[0].length;
  }
  return [...found, { kind: 'text', text: text.slice(end) }];
}

function readTag(tag: string, line: number): Token {
  const inner = tag.slice(2, -2);
  if (inner === '/if') return { kind: 'end', line };
  const name = inner.replace(/^#if /, '').trim();
  if (!NAME.test(name)) throw new TemplateFault('template.syntax', `Line ${line}: ${tag} is not understood.`);
  return inner.startsWith('#if ') ? { kind: 'if', name, line } : { kind: 'value', name };
}

/** Branches not taken count too: whether a template is complete must not depend on the incident. */
function refuseMissing(all: readonly Token[], variables: Readonly<Record<string, string>>): void {
  const named = all.flatMap((token) => ('name' in token ? [token.name] : []));
  const missing = [...new Set(named)].filter((name) => !Object.hasOwn(variables, name));
  if (missing.length > 0)
    throw new TemplateFault(
      'template.missing_variables',
      `The template needs ${missing.join(', ')}.`,
      missing,
    );
}

function render(all: readonly Token[], variables: Readonly<Record<string, string>>): string {
  let out = '';
  /** One entry per block we are in: is it, with all around it, to be shown? */
  const shown: { yes: boolean; line: number }[] = [];
  for (const token of all) {
    const yes = shown.at(-1)?.yes ?? true;
    if (token.kind === 'text' && yes) out += token.text;
    if (token.kind === 'value' && yes) out += valueOf(token.name, variables);
    if (token.kind === 'if')
      shown.push({ yes: yes && valueOf(token.name, variables) !== '', line: token.line });
    if (token.kind === 'end' && !shown.pop())
      throw new TemplateFault('template.syntax', `Line ${token.line}: {{/if}} without {{#if …}}.`);
  }
  const open = shown.at(-1);
  if (open) throw new TemplateFault('template.syntax', `Line ${open.line}: {{#if …}} without {{/if}}.`);
  return out;
}

const valueOf = (name: string, variables: Readonly<Record<string, string>>): string =>
  (variables[name] ?? '').replaceAll('\r', '');
