import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { renderTemplate } from '#libs/mail';
import { NotificationFault } from './faults.ts';
import { mailLanguage } from './words/index.ts';

const FOLDER = fileURLToPath(new URL('./templates/', import.meta.url));
const FALLBACK = 'en';

/** What a person may choose for a notice, and beside it what goes to one person for a reason of its own. */
const LETTERS = 'letters';

/** A template file, in one language. */
export interface TemplateFile {
  name: string;
  kind: 'notice' | 'letter';
  language: string;
  source: string;
}

/** Templates by name and language: files, read once at start. */
export class Templates {
  private readonly files: TemplateFile[];

  constructor(folder: string = FOLDER) {
    this.files = readdirSync(folder)
      .sort()
      .flatMap((language) => [
        ...filesIn(`${folder}/${language}`, 'notice', language),
        ...filesIn(`${folder}/${language}/${LETTERS}`, 'letter', language),
      ]);
  }

  /** Of notices; a letter or a receipt is nothing to choose for one. */
  names(): string[] {
    return this.all().flatMap(({ name, kind }) => (kind === 'notice' ? [name] : []));
  }

  /** Each once, as it is in the language that all of them are in. */
  all(): TemplateFile[] {
    return this.files.filter(({ language }) => language === FALLBACK);
  }

  /** In which languages there is such a template. */
  languagesOf(name: string): string[] {
    return this.files.filter((file) => file.name === name).map(({ language }) => language);
  }

  /** In that language, or in the one that all of them are in; undefined where there is no such template. */
  find(name: string, language: string): TemplateFile | undefined {
    const own = this.files.filter((file) => file.name === name);
    const wanted = mailLanguage(language);
    return own.find((file) => file.language === wanted) ?? own.find((file) => file.language === FALLBACK);
  }

  /** @throws NotificationFault when there is no such template; TemplateFault (a fault of ours) when a variable is missing */
  render(
    name: string,
    language: string,
    variables: Record<string, string>,
  ): { subject: string; body: string } {
    const file = this.find(name, language);
    if (file === undefined) {
      throw new NotificationFault(
        'notification.template_unknown',
        `There is no template ${name}; there are ${this.names().join(', ')}.`,
      );
    }
    return renderTemplate(file.source, variables);
  }
}

function filesIn(folder: string, kind: TemplateFile['kind'], language: string): TemplateFile[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith('.txt'))
    .sort()
    .map((file) => ({
      name: file.replace(/\.txt$/, ''),
      kind,
      language,
      source: readFileSync(`${folder}/${file}`, 'utf8'),
    }));
}
