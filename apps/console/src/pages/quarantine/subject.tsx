import { Anchor } from '@mantine/core';
import { Fragment } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { PutAsideView } from '#libs/contracts';

/** What the work is about, with the way there. */
export function Subject({ item }: { item: PutAsideView }) {
  const { t } = useTranslation('quarantine');
  const { incident, report, operator, template, recipient } = item;
  const parts: [string, ReactNode][] = [];
  if (item.kind === 'message')
    parts.push([
      'mail',
      <Anchor component={Link} underline="always" to={`/inbox/${item.id}`}>
        {t('mail')}
      </Anchor>,
    ]);
  if (incident !== null)
    parts.push([
      'incident',
      <Anchor component={Link} underline="always" to={`/incidents/${incident.id}`}>
        {t('incident', { number: incident.number })}
      </Anchor>,
    ]);
  if (report !== null)
    parts.push([
      'report',
      <Anchor component={Link} underline="always" to={`/reports/${report.id}`}>
        {t('report', { number: report.number })}
      </Anchor>,
    ]);
  if (operator !== null)
    parts.push([
      'operator',
      <Anchor component={Link} underline="always" to={`/directory/operators/${operator.slug}`}>
        {operator.name}
      </Anchor>,
    ]);
  if (template !== null) parts.push(['template', t('template', { template })]);
  if (recipient !== null) parts.push(['recipient', t('to', { recipient })]);
  return (
    <div className="foreign">
      {parts.map(([name, part], index) => (
        <Fragment key={name}>
          {index === 0 ? '' : ' · '}
          {part}
        </Fragment>
      ))}
    </div>
  );
}
