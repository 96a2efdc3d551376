import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { createContext, useCallback, useContext, useState } from 'react';
import type { SubmitEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

export interface Question {
  title: string;
  /** What will happen, before it does. */
  what: ReactNode;
  /** The button that does it: a verb, never "OK". */
  act: string;
  /** Asks why: `needed` does not go on without. */
  reason?: 'needed' | 'optional';
  /** Cannot be taken back. */
  grave?: boolean;
}

/** Null: the person thought better of it. `reason` is empty where none was asked. */
type Answer = { reason: string } | null;
type Ask = (question: Question) => Promise<Answer>;

const Asking = createContext<Ask>(() => Promise.resolve(null));

/** Asks once more before what cannot be undone, and why where the record wants to know. */
export const useAsk = (): Ask => useContext(Asking);

interface Open {
  question: Question;
  answer: (answer: Answer) => void;
}

export function AskProvider({ children }: { children: ReactNode }) {
  const [open, setOpen] = useState<Open | null>(null);
  const ask = useCallback<Ask>((question) => new Promise((answer) => setOpen({ question, answer })), []);
  const answer = (given: Answer) => {
    open?.answer(given);
    setOpen(null);
  };
  return (
    <Asking.Provider value={ask}>
      {children}
      <Modal opened={open !== null} onClose={() => answer(null)} title={open?.question.title ?? ''} centered>
        {open === null ? null : <QuestionForm question={open.question} answer={answer} />}
      </Modal>
    </Asking.Provider>
  );
}

function QuestionForm({ question, answer }: { question: Question; answer: (answer: Answer) => void }) {
  const { t } = useTranslation('ui');
  const [reason, setReason] = useState('');
  const [isMissing, setMissing] = useState(false);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const isRefused = question.reason === 'needed' && reason.trim() === '';
    setMissing(isRefused);
    if (!isRefused) answer({ reason: reason.trim() });
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <Text component="div">{question.what}</Text>
        {question.reason === undefined ? null : (
          <Textarea
            label={t(question.reason === 'needed' ? 'ask.why' : 'ask.whyOptional')}
            description={t('ask.whyRecorded')}
            data-autofocus
            autosize
            minRows={2}
            maxLength={500}
            value={reason}
            error={isMissing ? t('ask.whyMissing') : null}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={() => answer(null)}>
            {t('ask.cancel')}
          </Button>
          <Button type="submit" {...(question.grave === true ? { color: 'red.8' } : {})} data-autofocus>
            {question.act}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
