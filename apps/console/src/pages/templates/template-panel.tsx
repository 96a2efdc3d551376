import { SegmentedControl, Table, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TemplateSummaryView, TemplateView } from '#libs/contracts';
import { useTemplate } from '../../api/templates.ts';
import { LANGUAGE_NAMES } from '../../app/language.ts';
import { Fault } from '../../ui/fault.tsx';
import { Loading } from '../../ui/loading.tsx';
import { MailText } from '../../ui/mail-text.tsx';
import { Panel } from '../../ui/panel.tsx';
import classes from './templates.module.css';

/** One template: what it is for, how it reads, and what is filled in. */
export function TemplatePanel({ template }: { template: TemplateSummaryView }) {
  const { t, i18n } = useTranslation('templates');
  const [language, setLanguage] = useState(template.languages.includes(i18n.language) ? i18n.language : 'en');
  const asked = useTemplate(template.name, language);
  return (
    <Panel title={t(`name.${template.name}`, { defaultValue: template.name })}>
      <Text>{t(`purpose.${template.name}`, { defaultValue: template.purpose })}</Text>
      <Text size="sm" c="dimmed" mb="md">
        {t('languages', { names: template.languages.map((one) => nameOf(one)).join(', ') })}
      </Text>
      <SegmentedControl
        size="xs"
        mb="sm"
        mr="sm"
        aria-label={t('inLanguage')}
        value={language}
        onChange={setLanguage}
        data={template.languages.map((one) => ({ value: one, label: nameOf(one) }))}
      />
      {asked.isPending ? <Loading /> : null}
      {asked.isError ? <Fault error={asked.error} onRetry={() => void asked.refetch()} /> : null}
      {asked.data === undefined ? null : <Reading template={asked.data} />}
      <Variables template={template} />
    </Panel>
  );
}

/** What a language calls itself. */
const nameOf = (tag: string): string => (LANGUAGE_NAMES as Record<string, string>)[tag] ?? tag;

function Reading({ template }: { template: TemplateView }) {
  const { t } = useTranslation('templates');
  const [shown, setShown] = useState<'sample' | 'source'>('sample');
  return (
    <>
      <SegmentedControl
        size="xs"
        mb="sm"
        aria-label={t('show')}
        value={shown}
        onChange={(value) => setShown(value === 'source' ? 'source' : 'sample')}
        data={[
          { value: 'sample', label: t('sample') },
          { value: 'source', label: t('source') },
        ]}
      />
      {shown === 'sample' ? (
        <MailText subject={template.sample.subject} text={template.sample.text} />
      ) : (
        <pre className={`raw ${classes['source']}`} tabIndex={0} aria-label={t('source')}>
          {template.source}
        </pre>
      )}
    </>
  );
}

function Variables({ template: { variables } }: { template: TemplateSummaryView }) {
  const { t } = useTranslation('templates');
  return (
    <>
      <Title order={3} mt="lg" mb="xs">
        {t('variables')}
      </Title>
      <Table verticalSpacing={4} aria-label={t('variables')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('variable')}</Table.Th>
            <Table.Th>{t('meaning')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {variables.map(({ name, meaning, optional }) => (
            <Table.Tr key={name}>
              <Table.Td>
                <code>{name}</code>
              </Table.Td>
              <Table.Td>
                {t(`means.${name}`, { defaultValue: meaning })}
                {optional ? <span className={classes['dim']}> {t('optional')}</span> : null}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </>
  );
}
