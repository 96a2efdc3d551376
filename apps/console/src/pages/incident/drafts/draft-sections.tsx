import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { DraftSentenceView, RegulatorDraftView } from '#libs/contracts';
import classes from './drafts.module.css';

/** The draft as it would be read; behind each sentence the entries that it is taken from. */
export function DraftSections({ draft }: { draft: RegulatorDraftView }) {
  const { t } = useTranslation('drafts', { lng: draft.language });
  const missing = draft.sections.reduce((sum, section) => sum + section.missing.length, 0);
  return (
    <article className="foreign" lang={draft.language}>
      <h3 className={classes['title']}>{draft.title}</h3>
      <p className={classes['notice']}>{draft.notice}</p>
      <p>
        <strong>{missing === 0 ? t('whole') : t('missing', { count: missing })}</strong>
      </p>
      {draft.sections.map((section) => (
        <section key={section.id} className={classes['section']}>
          <h4 className={classes['heading']}>{section.heading}</h4>
          {section.sentences.map((sentence) => (
            <Sentence key={sentence.text} sentence={sentence} incidentId={draft.incident.id} />
          ))}
          {section.missing.map((fact) => (
            <p key={fact} className={classes['missing']}>
              {t('missingOne', { fact })}
            </p>
          ))}
        </section>
      ))}
    </article>
  );
}

function Sentence({ sentence, incidentId }: { sentence: DraftSentenceView; incidentId: string }) {
  const { t } = useTranslation('drafts');
  return (
    <p className={classes['sentence']}>
      {sentence.text}{' '}
      {sentence.sources.map(({ index }) => (
        <Anchor
          key={index}
          component={Link}
          to={`/incidents/${incidentId}?part=timeline&entry=${index}`}
          className={classes['source']}
          aria-label={t('source', { index })}
        >
          #{index}
        </Anchor>
      ))}
    </p>
  );
}
