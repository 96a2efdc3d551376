import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AttachmentView } from '#libs/contracts';
import { useIncidentChanged } from '../../../api/incident.ts';
import { upload } from '../../../api/upload.ts';
import { tell } from '../../../ui/undo.tsx';

/** Bytes; what the service takes. */
export const MOST_BYTES = 25 * 1024 * 1024;

/** A file on its way. `key` makes sending it again the same sending. */
export interface Uploading {
  key: string;
  file: File;
  /** 0 to 1. */
  share: number;
  error: unknown;
}

interface Uploads {
  uploads: Uploading[];
  add: (files: File[]) => void;
  again: (key: string) => void;
  /** Stops it where it is on its way, and forgets it. */
  drop: (key: string) => void;
}

export function useUploads(incidentId: string): Uploads {
  const { t } = useTranslation('incident');
  const changed = useIncidentChanged(incidentId);
  const [uploads, setUploads] = useState<Uploading[]>([]);
  const stops = useRef(new Map<string, () => void>());

  const change = (key: string, part: Partial<Uploading>) =>
    setUploads((all) => all.map((one) => (one.key === key ? { ...one, ...part } : one)));
  const forget = (key: string) => {
    stops.current.delete(key);
    setUploads((all) => all.filter((one) => one.key !== key));
  };
  const start = ({ key, file }: Pick<Uploading, 'key' | 'file'>) => {
    const { answer, stop } = upload<AttachmentView>(
      `incidents/${incidentId}/attachments`,
      file,
      key,
      (share) => change(key, { share }),
    );
    stops.current.set(key, stop);
    answer.then(
      async ({ name }) => {
        forget(key);
        tell(t('evidence.done', { name }));
        await changed();
      },
      (error: unknown) => change(key, { error }),
    );
  };
  return {
    uploads,
    add: (files) => {
      const added = files.map((file) => ({ key: crypto.randomUUID(), file, share: 0, error: null }));
      setUploads((all) => [...all, ...added]);
      added.forEach(start);
    },
    again: (key) => {
      const one = uploads.find((each) => each.key === key);
      if (one === undefined) return;
      change(key, { share: 0, error: null });
      start(one);
    },
    drop: (key) => {
      stops.current.get(key)?.();
      forget(key);
    },
  };
}
