import { Button, FileButton, Group, Progress, Text } from '@mantine/core';
import '@mantine/core/styles/Progress.css';
import { useTranslation } from 'react-i18next';
import { Fault } from '../../../ui/fault.tsx';
import { sizeWords } from './size-words.ts';
import { MOST_BYTES, useUploads } from './use-uploads.ts';
import type { Uploading } from './use-uploads.ts';

/** Adds files, and shows how far each is. One that failed can be sent again; it stays chosen. */
export function UploadForm({ incidentId }: { incidentId: string }) {
  const { t, i18n } = useTranslation('incident');
  const { uploads, add, again, drop } = useUploads(incidentId);
  return (
    <>
      <Group gap="md">
        <FileButton onChange={(files) => add(files)} multiple>
          {(props) => (
            <Button variant="default" {...props}>
              {t('evidence.add')}
            </Button>
          )}
        </FileButton>
        <Text c="dimmed">{t('evidence.limit', { size: sizeWords(MOST_BYTES, i18n.language) })}</Text>
      </Group>
      {uploads.map((one) => (
        <UploadLine key={one.key} upload={one} onAgain={() => again(one.key)} onDrop={() => drop(one.key)} />
      ))}
    </>
  );
}

interface LineProps {
  upload: Uploading;
  onAgain: () => void;
  onDrop: () => void;
}

function UploadLine({ upload: { file, share, error }, onAgain, onDrop }: LineProps) {
  const { t } = useTranslation('incident');
  const percent = Math.round(share * 100);
  return (
    <div>
      <Group justify="space-between" mt="sm" gap="sm">
        <Text className="foreign">{file.name}</Text>
        <Group gap="sm">
          {error === null ? <Text>{t('evidence.percent', { percent })}</Text> : null}
          <Button variant="subtle" size="compact-sm" onClick={onDrop}>
            {t(error === null ? 'evidence.stop' : 'evidence.drop')}
          </Button>
        </Group>
      </Group>
      {error === null ? (
        <Progress value={percent} aria-label={t('evidence.progress', { name: file.name })} />
      ) : (
        <Fault error={error} onRetry={onAgain} safe={t('evidence.safe')} />
      )}
    </div>
  );
}
