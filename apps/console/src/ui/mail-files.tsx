import { Anchor, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { InboundFileView } from '#libs/contracts';
import { mailFileUrl } from '../api/inbox.ts';
import { languageNow } from '../app/language.ts';
import { sizeWords } from '../pages/incident/evidence/size-words.ts';

interface Props {
  mail: string;
  files: InboundFileView[];
  /** How many more came along than are listed. */
  more?: number;
}

/** Files that came with a mail, each to be saved as bytes: they are a stranger's, and no page ever opens one. */
export function MailFiles({ mail, files, more = 0 }: Props) {
  const { t } = useTranslation('inbox');
  if (files.length === 0) return null;
  return (
    <>
      <Text fw={600}>{t('content.files', { count: files.length })}</Text>
      <Text>{t('content.filesWords')}</Text>
      <ul>
        {files.map((file) => (
          <li key={file.n}>
            <OneFile mail={mail} file={file} />
          </li>
        ))}
      </ul>
      {more === 0 ? null : <Text c="dimmed">{t('content.moreFiles', { count: more })}</Text>}
    </>
  );
}

function OneFile({
  mail,
  file: { n, name, type, bytes, sha256, leftOut },
}: {
  mail: string;
  file: InboundFileView;
}) {
  const { t } = useTranslation('inbox');
  const called = name === null || name === '' ? t('content.noName') : name;
  return (
    <>
      {leftOut === null ? (
        <Anchor href={mailFileUrl(mail, n)} download underline="always" className="foreign">
          {called}
        </Anchor>
      ) : (
        <span className="foreign">{called}</span>
      )}{' '}
      <code className="foreign">{type}</code>, {sizeWords(bytes, languageNow())}
      {sha256 === null ? null : (
        <Text size="sm" c="dimmed" className="foreign">
          SHA-256 <code>{sha256}</code>
        </Text>
      )}
      {leftOut === null ? null : (
        <Text size="sm" c="dimmed">
          {t(`content.leftOut.${leftOut}`)}
        </Text>
      )}
    </>
  );
}
