import { Group, Radio } from '@mantine/core';
import '@mantine/core/styles/Radio.css';
import { useTranslation } from 'react-i18next';
import type { Tlp } from '#libs/contracts';
import { TlpMark } from '../../../ui/tlp-mark.tsx';
import { labelOf, labelsUnder } from './draft.ts';
import type { NoticeDraft } from './draft.ts';

interface Props {
  draft: NoticeDraft;
  /** The incident's label: a notice is never wider. */
  incident: Tlp;
  onChange: (label: Tlp) => void;
}

export function LabelField({ draft, incident, onChange }: Props) {
  const { t } = useTranslation('compose');
  const labels = labelsUnder(incident);
  return (
    <Radio.Group
      label={t('label')}
      description={t('labelHint', { label: `TLP:${incident}` })}
      value={labelOf(draft, incident)}
      onChange={(value) => onChange(labels.find((label) => label === value) ?? incident)}
    >
      <Group gap="md" mt={4}>
        {labels.map((label) => (
          <Radio key={label} value={label} label={<TlpMark tlp={label} />} />
        ))}
      </Group>
    </Radio.Group>
  );
}
