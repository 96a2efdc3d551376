import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAttachments } from '../../../api/incident.ts';
import { languageNow } from '../../../app/language.ts';
import { useOwnZone } from '../../../app/zone.ts';
import { Fault } from '../../../ui/fault.tsx';
import { Instant } from '../../../ui/instant.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { sizeWords } from '../../incident/evidence/size-words.ts';
import { UploadForm } from '../../incident/evidence/upload-form.tsx';
import classes from './incident.module.css';

/** What one has sent along: zone files, logs, pictures; each with the digest by which it can be known again. */
export function CaseFiles({ id }: { id: string }) {
  const { t } = useTranslation('mine');
  const zone = useOwnZone();
  const files = useAttachments(id);
  return (
    <Panel title={t('files.title')}>
      <UploadForm incidentId={id} />
      {files.isError ? <Fault error={files.error} onRetry={() => void files.refetch()} /> : null}
      {files.data?.items.length === 0 ? <p className={classes['dim']}>{t('files.none')}</p> : null}
      <ul className={classes['files']}>
        {files.data?.items.map((file) => (
          <li key={file.id} className="foreign">
            <Anchor href={`/api/v1/attachments/${file.id}`} download underline="always">
              {file.name}
            </Anchor>{' '}
            <span className={classes['dim']}>
              {sizeWords(file.bytes, languageNow())}, <Instant at={file.createdAt} zone={zone} />
            </span>
            <div className={classes['dim']}>
              SHA-256 <code>{file.sha256}</code>
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
