import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { renderTemplate } from '#libs/mail';
import { NotificationFault } from './faults.ts';

const FOLDER = fileURLToPath(new URL('./templates/', import.meta.url));
const FALLBACK = 'en';

/** What a person may choose for a notice, and beside it what goes to one person for a reason of its own. */
const LETTERS = 'letters';

/** Templates by `language/name`: files, read once at start. */
export class Templates {
  private readonly sources = new Map<string, string>();
  private readonly notices = new Set<string>();

  constructor(folder: string = FOLDER) {
    for (const language of readdirSync(folder)) {
      for (const name of this.read(`${folder}/${language}`, language)) {
        if (language === FALLBACK) this.notices.add(name);
      }
      this.read(`${folder}/${language}/${LETTERS}`, language);
    }
  }

  private read(folder: string, language: string): string[] {
    const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.txt')) : [];
    return files.map((file) => {
      const name = file.replace(/\.txt$/, '');
      this.sources.set(`${language}/${name}`, readFileSync(`${folder}/${file}`, 'utf8'));
      return name;
    });
  }

  /** Of notices; a letter or a receipt is nothing to choose for one. */
  names(): string[] {
    return [...this.notices];
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
