import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImpactPictureView } from '#libs/contracts';
import { useImpactPicture } from '../../../api/impact.ts';
import type { ImpactQuestion } from '../../../api/impact.ts';
import { Fault } from '../../../ui/fault.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { Panel } from '../../../ui/panel.tsx';
import classes from '../impact.module.css';
import { Drawing } from './drawing.tsx';
import { PictureText } from './picture-text.tsx';

const ZOOMS = [0.5, 0.75, 1, 1.5, 2];
const OWN_SIZE = ZOOMS.indexOf(1);

/** From server to address to TLDs: drawn, and in words. */
export function PicturePanel({ question }: { question: ImpactQuestion }) {
  const { t } = useTranslation('impact');
  const asked = useImpactPicture(question);
  const [zoom, setZoom] = useState(OWN_SIZE);
  const step = (name: 'smaller' | 'larger', by: number) => (
    <Button
      variant="default"
      size="compact-sm"
      disabled={ZOOMS[zoom + by] === undefined}
      aria-label={t(`picture.${name}`)}
      onClick={() => setZoom(zoom + by)}
    >
      {by < 0 ? '−' : '+'}
    </Button>
  );
  return (
    <Panel
      title={t('picture.title')}
      actions={
        <div className={classes['acts']}>
          {step('smaller', -1)}
          {step('larger', 1)}
        </div>
      }
    >
      {asked.isPending ? <Loading lines={4} /> : null}
      {asked.isError && asked.data === undefined ? (
        <Fault error={asked.error} onRetry={() => void asked.refetch()} />
      ) : null}
      {asked.data === undefined ? null : <Shown picture={asked.data} zoom={ZOOMS[zoom] ?? 1} />}
    </Panel>
  );
}

function Shown({ picture, zoom }: { picture: ImpactPictureView; zoom: number }) {
  const { t } = useTranslation('impact');
  return (
    <>
      <Drawing picture={picture} zoom={zoom} />
      {picture.left.tlds === 0 ? null : (
        <Text c="dimmed" mt="xs">
          {t('picture.left', { count: picture.left.tlds })}
        </Text>
      )}
      <PictureText picture={picture} />
    </>
  );
}
