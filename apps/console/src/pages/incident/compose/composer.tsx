import { useRef } from 'react';
import type { KeyboardEvent } from 'react';
import { useNavigate } from 'react-router';
import type { IncidentOverviewView } from '#libs/contracts';
import classes from './compose.module.css';
import { requestOf } from './draft.ts';
import { NoticeForm } from './notice-form.tsx';
import { PreviewPanel } from './preview-panel.tsx';
import { useLook } from './use-look.ts';
import { useNoticeDraft } from './use-notice-draft.ts';
import { useTelling } from './use-telling.tsx';

/** Left what is written, right what it would do. Ctrl+Enter looks first, and then sends. */
export function Composer({ overview: { incident, figures, grid } }: { overview: IncidentOverviewView }) {
  const draft = useNoticeDraft(incident.id, figures.told === 0);
  const request = requestOf(draft.value, incident.tlp);
  const look = useLook(incident.id, request);
  const navigate = useNavigate();
  const summary = useRef<HTMLDivElement>(null);
  const telling = useTelling(incident.id, draft, (notice) => {
    void navigate(`/incidents/${incident.id}/tell?sent=${notice.id}`, { replace: true });
  });

  const lookNow = () => {
    look.again();
    summary.current?.focus();
  };
  const goOn = () => {
    if (request === null || telling.isPending) return;
    if (look.isFresh && look.preview !== undefined) {
      void telling.confirm(request, look.preview);
      return;
    }
    lookNow();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    goOn();
  };
  return (
    <div className={classes['page']} onKeyDown={onKeyDown} role="presentation">
      <NoticeForm
        incident={incident}
        grid={grid}
        draft={draft}
        onLook={lookNow}
        isFresh={look.isFresh}
        isReady={request !== null}
      />
      <PreviewPanel ref={summary} look={look} telling={telling} onSend={goOn} />
    </div>
  );
}
