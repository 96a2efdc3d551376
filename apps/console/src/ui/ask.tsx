import { createContext, useCallback, useContext, useState } from 'react';
import type { ReactNode } from 'react';
import type { Answer, Question } from './question.ts';
import { useLater } from './use-later.ts';

type Ask = (question: Question) => Promise<Answer>;

const Asking = createContext<Ask>(() => Promise.resolve(null));

/** Asks once more before what cannot be undone, and why where the record wants to know. */
export const useAsk = (): Ask => useContext(Asking);

const loadDialog = () => import('./question-dialog.tsx').then(({ QuestionDialog }) => QuestionDialog);

interface Open {
  question: Question;
  answer: (answer: Answer) => void;
}

export function AskProvider({ children }: { children: ReactNode }) {
  const [open, setOpen] = useState<Open | null>(null);
  const { Part: Dialog, open: openDialog } = useLater(loadDialog);
  const ask = useCallback<Ask>(
    (question) =>
      new Promise((answer) => {
        void openDialog(() => setOpen({ question, answer })).then((isOpen) => {
          if (!isOpen) answer(null);
        });
      }),
    [openDialog],
  );
  const answer = (given: Answer) => {
    open?.answer(given);
    setOpen(null);
  };
  return (
    <Asking.Provider value={ask}>
      {children}
      {Dialog === null ? null : <Dialog question={open?.question ?? null} answer={answer} />}
    </Asking.Provider>
  );
}
