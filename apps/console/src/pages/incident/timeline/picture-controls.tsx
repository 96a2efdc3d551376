import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { FAMILIES } from './families.ts';
import classes from './picture.module.css';
import type { Stretch } from './scale.ts';
import { Sign } from './sign.tsx';
import type { Scene } from './use-view.ts';

/** Closer, along, and what the shapes mean. */
export function PictureControls({ scene, whole }: { scene: Scene; whole: Stretch }) {
  const { t } = useTranslation('timeline');
  const act = (name: 'earlier' | 'later' | 'closer' | 'farther', sign: string, onClick: () => void) => (
    <Button variant="default" size="compact-sm" aria-label={t(`picture.${name}`)} onClick={onClick}>
      {sign}
    </Button>
  );
  const isFirst = scene.view.from <= whole.from;
  return (
    <Group justify="space-between" gap="sm" mb="xs">
      <ul className={classes['legend']}>
        {FAMILIES.map((family) => (
          <li key={family}>
            <span aria-hidden="true">
              <Sign family={family} />
            </span>{' '}
            {t(`families.${family}`)}
          </li>
        ))}
        <li>
          <span aria-hidden="true" className={classes['hatched']} /> {t('picture.silence')}
        </li>
      </ul>
      <Group gap={4}>
        {act('earlier', '←', () => scene.pan(-0.5))}
        {act('later', '→', () => scene.pan(0.5))}
        {act('farther', '−', () => scene.zoom(2, isFirst ? 0 : 0.5))}
        {act('closer', '+', () => scene.zoom(0.5))}
        <Button variant="default" size="compact-sm" disabled={scene.isWhole} onClick={scene.showWhole}>
          {t('picture.whole')}
        </Button>
      </Group>
    </Group>
  );
}
