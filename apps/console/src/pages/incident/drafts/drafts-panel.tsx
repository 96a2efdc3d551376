import { Anchor, Group, NativeSelect, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LANGUAGES, REGULATOR_DRAFTS } from '#libs/contracts';
import type { IncidentOverviewView, RegulatorDraftKind } from '#libs/contracts';
import { draftDocument, useRegulatorDraft } from '../../../api/regulator-drafts.ts';
import { LANGUAGE_NAMES, languageNow } from '../../../app/language.ts';
import { Copy } from '../../../ui/copy.tsx';
import { Fault } from '../../../ui/fault.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { DraftSections } from './draft-sections.tsx';
import { draftText } from './draft-text.ts';
import classes from './drafts.module.css';

/** What an authority wants told, each sentence out of an entry of the record, and what is still missing. */
export default function DraftsPanel({ overview }: { overview: IncidentOverviewView }) {
  const { t } = useTranslation('drafts');
  const [kind, setKind] = useState<RegulatorDraftKind>(REGULATOR_DRAFTS[0]);
  const [operator, setOperator] = useState('');
  const [language, setLanguage] = useState(languageNow());
  const { t: inDraft } = useTranslation('drafts', { lng: language });
  const asked = { incidentId: overview.incident.id, kind, operator, language };
  const draft = useRegulatorDraft(asked);
  const text =
    draft.data === undefined
      ? null
      : draftText(draft.data, {
          missing: (fact) => inDraft('missingOne', { fact }),
          exercise: inDraft('exercise'),
        });
  return (
    <Panel
      title={t('title')}
      actions={
        text === null ? null : (
          <Group gap="sm">
            <Copy text={text} what={t('title')} />
            <Anchor href={draftDocument(asked)}>{t('print')}</Anchor>
          </Group>
        )
      }
    >
      <p className={classes['lead']}>{t('lead')}</p>
      <Group gap="md" align="flex-end" mb="md">
        <SegmentedControl
          size="xs"
          aria-label={t('kind')}
          value={kind}
          onChange={(value) => setKind(REGULATOR_DRAFTS.find((one) => one === value) ?? kind)}
          data={REGULATOR_DRAFTS.map((value) => ({ value, label: t(`kinds.${value}`) }))}
        />
        <NativeSelect
          label={t('whose')}
          value={operator}
          onChange={(event) => setOperator(event.currentTarget.value)}
          data={[
            { value: '', label: t('all') },
            ...overview.grid.map((row) => ({ value: row.operator.slug, label: row.operator.name })),
          ]}
        />
        <NativeSelect
          label={t('language')}
          value={language}
          onChange={(event) =>
            setLanguage(LANGUAGES.find((one) => one === event.currentTarget.value) ?? language)
          }
          data={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
        />
      </Group>
      {draft.isPending ? <Loading lines={8} /> : null}
      {draft.isError ? <Fault error={draft.error} onRetry={() => void draft.refetch()} /> : null}
      {draft.data === undefined ? null : <DraftSections draft={draft.data} />}
    </Panel>
  );
}
