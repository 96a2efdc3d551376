import { Chip, Group, Input, TagsInput } from '@mantine/core';
import '@mantine/core/styles/Chip.css';
import '@mantine/core/styles/Pill.css';
import '@mantine/core/styles/PillsInput.css';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../app/session.tsx';

/** So many are pressed faster than searched. */
const PRESSED = 8;

interface Props {
  /** A-labels. */
  chosen: string[];
  onChange: (chosen: string[]) => void;
  error: string | null;
}

/** Which TLD it is about: one's own stand there to be pressed; any other can be written. */
export function TldChoice({ chosen, onChange, error }: Props) {
  const { t } = useTranslation('report-new');
  const own = useSession().operator?.tlds ?? [];
  if (own.length === 0 || own.length > PRESSED)
    return (
      <TagsInput
        label={t('tlds.label')}
        description={t('tlds.write')}
        error={error}
        data={own}
        value={chosen}
        onChange={(labels) => onChange(labels.map((label) => label.trim().replace(/^\./, '')))}
        splitChars={[',', ' ', ';']}
        acceptValueOnBlur
        maxDropdownHeight={240}
      />
    );
  return (
    <Input.Wrapper
      label={t('tlds.label')}
      description={t('tlds.press')}
      error={error}
      labelElement="div"
      role="group"
      aria-label={t('tlds.label')}
    >
      <Chip.Group multiple value={chosen} onChange={onChange}>
        <Group gap="sm" mt={4}>
          {own.map((label) => (
            <Chip key={label} value={label} variant="outline" size="md">
              .{label}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
    </Input.Wrapper>
  );
}
