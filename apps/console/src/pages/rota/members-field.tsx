import { Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RotaView } from '#libs/contracts';
import { useStaff } from '../../api/staff.ts';
import { PersonField } from './person-field.tsx';
import classes from './rota.module.css';

type Members = RotaView['members'];

interface Props {
  members: Members;
  onChange: (members: Members) => void;
}

/** Who takes turns, in their order. */
export function MembersField({ members, onChange }: Props) {
  const { t } = useTranslation('rota');
  const staff = useStaff().data;
  const add = (userId: string) => {
    const person = staff?.get(userId);
    if (person !== undefined) onChange([...members, { userId, name: person.name }]);
  };
  const up = (index: number) => {
    const [one] = members.slice(index, index + 1);
    if (one === undefined) return;
    const others = members.filter((_, at) => at !== index);
    onChange([...others.slice(0, index - 1), one, ...others.slice(index - 1)]);
  };
  return (
    <Stack gap="xs">
      <Text fw={600}>{t('set.members')}</Text>
      {members.length === 0 ? <Text c="dimmed">{t('set.nobody')}</Text> : null}
      <ol className={classes['members']}>
        {members.map(({ userId, name }, index) => (
          <li key={userId}>
            <Group gap="sm" justify="space-between">
              <span className="foreign">{name}</span>
              <Group gap="xs">
                {index === 0 ? null : (
                  <Button
                    variant="default"
                    size="compact-sm"
                    onClick={() => up(index)}
                    aria-label={t('set.upOne', { name })}
                  >
                    {t('set.up')}
                  </Button>
                )}
                <Button
                  variant="default"
                  size="compact-sm"
                  onClick={() => onChange(members.filter((one) => one.userId !== userId))}
                  aria-label={t('set.outOne', { name })}
                >
                  {t('set.out')}
                </Button>
              </Group>
            </Group>
          </li>
        ))}
      </ol>
      <PersonField
        label={t('set.add')}
        value=""
        onChange={add}
        without={members.map(({ userId }) => userId)}
      />
    </Stack>
  );
}
