import { Anchor, Text } from '@mantine/core';
import { TlpMark } from '../../ui/tlp-mark.tsx';
import classes from './preview.module.css';

interface Props {
  title: string;
  summary: string;
  body: string;
  references: readonly string[];
  language: string;
}

/** As the public sees it: text, and no markup that somebody wrote. */
export const Preview = ({ title, summary, body, references, language }: Props) => (
  <div className={classes['preview']} lang={language}>
    <Text fw={600} size="xl" className="foreign">
      {title}
    </Text>
    <TlpMark tlp="CLEAR" />
    {summary === '' ? null : (
      <Text size="lg" className="foreign">
        {summary}
      </Text>
    )}
    {body
      .split(/\n[ \t]*\n/)
      .filter((paragraph) => paragraph.trim() !== '')
      .map((paragraph, index) => (
        // Paragraphs have no name but their place.
        <p key={index} className={classes['paragraph']}>
          {paragraph.replace(/^\n+|\s+$/g, '')}
        </p>
      ))}
    {references.length === 0 ? null : (
      <ul className={classes['references']}>
        {references.map((reference) => (
          <li key={reference} className="foreign">
            {/^https?:\/\//i.test(reference) ? (
              <Anchor href={reference} rel="noreferrer noopener" target="_blank">
                {reference}
              </Anchor>
            ) : (
              reference
            )}
          </li>
        ))}
      </ul>
    )}
  </div>
);
