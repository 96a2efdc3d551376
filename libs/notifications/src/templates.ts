import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { renderTemplate } from '#libs/mail';
import { NotificationFault } from './faults.ts';

const FOLDER = fileURLToPath(new URL('./templates/', import.meta.url));
const FALLBACK = 'en';

/** Templates by `language/name`: files, read once at start. */
export class Templates {
  private readonly sources = new Map<string, string>();

  constructor(folder: string = FOLDER) {
    for (const language of readdirSync(folder)) {
      for (const file of readdirSync(`${folder}/${language}`)) {
        this.sources.set(
          `${language}/${file.replace(/\.txt$/, '')}`,
          readFileSync(`${folder}/${language}/${file}`, 'utf8'),
        );
      }
    }
  }

  names(): string[] {
    return [...this.sources.keys()]
      .filter((name) => name.startsWith(`${FALLBACK}/`))
      .map((name) => name.slice(FALLBACK.length + 1));
  }

  /** @throws NotificationFault when there is no such template; TemplateFault (a fault of ours) when a variable is missing */
  render(
    name: string,
    language: string,
    variables: Record<string, string>,
  ): { subject: string; body: string } {
    const source =
      this.sources.get(`${language.split('-')[0] ?? FALLBACK}/${name}`) ??
      this.sources.get(`${FALLBACK}/${name}`);
    if (source === undefined) {
      throw new NotificationFault(
        'notification.template_unknown',
        `There is no template ${name}; there are ${this.names().join(', ')}.`,
      );
    }
    return renderTemplate(source, variables);
  }
}
