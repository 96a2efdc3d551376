import { Radio, Stack } from '@mantine/core';
import '@mantine/core/styles/Radio.css';
import { useTranslation } from 'react-i18next';
import type { GridRowView } from '#libs/contracts';
import { AUDIENCES } from './draft.ts';
import type { AudienceChoice, NoticeDraft } from './draft.ts';
import { OperatorsField } from './operators-field.tsx';
import { countIn } from './reach.ts';

interface Props {
  draft: NoticeDraft;
  grid: GridRowView[];
  onChange: (part: Partial<NoticeDraft>) => void;
}

/** Who gets it, with how many that are now. */
export function AudienceField({ draft, grid, onChange }: Props) {
  const { t } = useTranslation('compose');
  const choose = (value: string) => {
    const audience = AUDIENCES.find((one) => one === value);
    if (audience !== undefined) onChange({ audience });
  };
  const labels: Record<AudienceChoice, string> = {
    affected: t('audience.affected', { count: countIn(grid, 'affected') }),
    silent: t('audience.silent', { count: countIn(grid, 'silent') }),
    chosen: t('audience.chosen'),
    reporter: t('audience.reporter'),
  };
  return (
    <>
      <Radio.Group label={t('audience.label')} value={draft.audience} onChange={choose}>
        <Stack gap={4} mt={4}>
          {AUDIENCES.map((audience) => (
            <Radio
              key={audience}
              value={audience}
              label={labels[audience]}
              description={t(`audienceHint.${audience}`)}
            />
          ))}
        </Stack>
      </Radio.Group>
      {draft.audience === 'chosen' ? <OperatorsField draft={draft} grid={grid} onChange={onChange} /> : null}
    </>
  );
}
