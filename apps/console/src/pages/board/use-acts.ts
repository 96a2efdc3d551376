import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../app/session.tsx';
import { useAsk } from '../../ui/ask.tsx';
import { offerUndo, tell, tellFault } from '../../ui/undo.tsx';
import { assign, isRejectable, Overtaken, reject, takeUp } from './acts.ts';
import type { Subject, Undo } from './acts.ts';

export interface Acts {
  assign: (subjects: Subject[], userId: string | null) => Promise<void>;
  takeUp: (subjects: Subject[]) => Promise<void>;
  reject: (subjects: Subject[]) => Promise<void>;
  /** What was done last, once. */
  undoLast: () => void;
}

/** Acts on one incident or on many, each told afterwards with a way back. */
export function useActs(): Acts {
  const { t } = useTranslation('board');
  const { userId } = useSession();
  const ask = useAsk();
  const queries = useQueryClient();
  const last = useRef<Undo | null>(null);

  const refresh = useCallback(
    () =>
      Promise.all(
        ['board', 'incidents', 'incident'].map((noun) => queries.invalidateQueries({ queryKey: [noun] })),
      ),
    [queries],
  );
  const wordsOf = (error: unknown) => (error instanceof Overtaken ? new Error(t('overtaken')) : error);
  const takeBack = async (undos: Undo[]) => {
    try {
      for (const undo of undos) await undo();
    } catch (error) {
      throw wordsOf(error);
    } finally {
      await refresh();
    }
  };
  const doEach = async (
    subjects: Subject[],
    act: (subject: Subject) => Promise<Undo>,
    words: (count: number) => string,
  ) => {
    const undos: Undo[] = [];
    for (const subject of subjects)
      await act(subject).then(
        (undo) => undos.push(undo),
        (error: unknown) => tellFault(t('notDone', { number: subject.number }), wordsOf(error)),
      );
    await refresh();
    if (undos.length === 0) return;
    const undo = once(() => takeBack(undos.reverse()));
    last.current = undo;
    offerUndo(words(undos.length), undo);
  };
  return {
    assign: (subjects, to) =>
      doEach(
        subjects,
        (subject) => assign(subject, to),
        (count) => t(to === userId ? 'done.mine' : to === null ? 'done.nobodys' : 'done.assigned', { count }),
      ),
    takeUp: (subjects) =>
      doEach(
        subjects.filter(({ state }) => state === 'new'),
        (subject) => takeUp(subject, userId, t('undone')),
        (count) => t('done.takenUp', { count }),
      ),
    reject: async (subjects) => {
      const able = subjects.filter(isRejectable);
      if (able.length === 0) {
        tell(t('noneRejectable'));
        return;
      }
      const answer = await ask({
        title: t('reject.title', { count: able.length }),
        what: t('reject.what', { numbers: able.map(({ number }) => `#${number}`).join(', ') }),
        act: t('reject.act', { count: able.length }),
        reason: 'needed',
      });
      if (answer === null) return;
      await doEach(
        able,
        (subject) => reject(subject, answer.reason, t('undone')),
        (count) => t('done.rejected', { count }),
      );
    },
    undoLast: () => {
      const undo = last.current;
      last.current = null;
      undo?.().then(
        () => tell(t('ui:undo.done')),
        (error: unknown) => tellFault(t('ui:undo.failed'), error),
      );
    },
  };
}

/** By the button or by the key, it is taken back once. */
function once(undo: Undo): Undo {
  let done: Promise<void> | null = null;
  return () => (done ??= undo());
}
