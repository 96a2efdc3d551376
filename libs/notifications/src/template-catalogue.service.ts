import { Inject, Injectable } from '@nestjs/common';
import type { TemplateSummaryView, TemplateView } from '#libs/contracts';
import { templateVariables } from '#libs/mail';
import { NotificationFault } from './faults.ts';
import { mailWords } from './mail-words.ts';
import { MAIL_SETTINGS } from './settings.ts';
import type { MailSettings } from './settings.ts';
import { PURPOSES, VARIABLES } from './template-meanings.ts';
import { Templates } from './templates.ts';
import type { TemplateFile } from './templates.ts';

/** What can be written to whom: every template with its variables, and how it reads. Of what was sent it shows nothing. */
@Injectable()
export class TemplateCatalogue {
  constructor(
    private readonly templates: Templates,
    @Inject(MAIL_SETTINGS) private readonly settings: MailSettings,
  ) {}

  /** In the order in which they are needed. */
  all(): TemplateSummaryView[] {
    const order = Object.keys(PURPOSES);
    return this.templates
      .all()
      .map((file) => this.summary(file))
      .sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name));
  }

  /**
   * @param language a tag; English where it is not written in that
   * @throws NotificationFault `template.not_found`
   */
  one(name: string, language: string): TemplateView {
    const file = this.templates.find(name, language);
    if (file === undefined) throw new NotificationFault('template.not_found', 'There is no such template.');
    return {
      ...this.summary(file),
      language: file.language,
      source: file.source,
      sample: mailWords(this.templates, {
        template: name,
        language: file.language,
        variables: this.samplesFor(file),
        tlp: 'AMBER',
        subject: null,
      }),
    };
  }

  private summary({ name, kind, source }: TemplateFile): TemplateSummaryView {
    return {
      name,
      kind,
      purpose: PURPOSES[name] ?? '',
      languages: this.templates.languagesOf(name),
      variables: templateVariables(source).map(({ name: variable, optional }) => ({
        name: variable,
        meaning: VARIABLES[variable]?.meaning ?? '',
        optional,
      })),
    };
  }

  private samplesFor({ source }: TemplateFile): Record<string, string> {
    const { publicUrl } = this.settings;
    const samples = templateVariables(source).map(({ name }): [string, string] => [
      name,
      VARIABLES[name]?.sample ?? '',
    ]);
    return { ...Object.fromEntries(samples), publicUrl, ackUrl: sampleLink(publicUrl) };
  }
}

/** In the place of the link that answers: each mail has one of its own, made when it is written. */
export const sampleLink = (publicUrl: string): string => `${publicUrl}/ack/…`;
