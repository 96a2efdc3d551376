import { Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AskView, OperatorAnswer } from '#libs/contracts';
import { sendAnswer } from '../../api/asks.ts';
import { ApiFault } from '../../api/fault.ts';
import { useIntent } from '../../api/intent.ts';
import { useSession } from '../../app/session.tsx';
import { Fault } from '../../ui/fault.tsx';
import { tell } from '../../ui/undo.tsx';
import { useDraft } from '../../ui/use-draft.ts';
import classes from './mine.module.css';

/** The likely answers; the others unfold. */
const FIRST = 2;

interface AnswerDraft {
  answer: OperatorAnswer | null;
  comment: string;
}

/** The first press chooses, the second sends: time for a word beside it, and no answer by a thumb that slipped. */
export function AnswerForm({ ask }: { ask: AskView }) {
  const { t } = useTranslation('mine');
  const { userId } = useSession();
  const draft = useDraft<AnswerDraft>(`answer.${userId}.${ask.id}`, { answer: null, comment: '' });
  const { answer, comment } = draft.value;
  const sending = useSending(ask, draft.clear);
  const choose = (chosen: OperatorAnswer | null) => {
    sending.changed();
    draft.set({ answer: chosen, comment });
  };
  if (answer === null) return <Choices ask={ask} onChoose={choose} />;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        sending.mutate({ answer, comment });
      }}
    >
      <Stack gap="sm">
        <Text>
          {t('answer.chosen')} <strong>{t(`answers.${answer}`)}</strong>
        </Text>
        <Textarea
          label={t('answer.comment')}
          autosize
          minRows={2}
          maxLength={4_000}
          value={comment}
          onChange={(event) => {
            sending.changed();
            draft.set({ answer, comment: event.currentTarget.value });
          }}
        />
        {sending.isError ? <Fault error={sending.error} safe={t('answer.kept')} /> : null}
        <Group gap="sm" className={classes['answers']}>
          <Button type="submit" loading={sending.isPending} autoFocus>
            {t('answer.send')}
          </Button>
          <Button variant="default" disabled={sending.isPending} onClick={() => choose(null)}>
            {t('answer.change')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function useSending(ask: AskView, onSent: () => void) {
  const { t } = useTranslation('mine');
  const queries = useQueryClient();
  const intent = useIntent();
  const sending = useMutation({
    mutationFn: ({ answer, comment }: { answer: OperatorAnswer; comment: string }) =>
      sendAnswer({ ask, answer, comment, key: intent.key }),
    // An answer of the service ends this try: the next is another.
    onError: (error) => {
      if (error instanceof ApiFault) intent.renew();
    },
    // Without a network it fails at once, and says so, rather than wait unseen.
    networkMode: 'always',
    onSuccess: async (_sent, { answer }) => {
      intent.renew();
      onSent();
      tell(t('answer.sent', { answer: t(`answers.${answer}`), number: ask.number }));
      await Promise.all([
        queries.invalidateQueries({ queryKey: ['asks'] }),
        queries.invalidateQueries({ queryKey: ['incident', ask.id] }),
      ]);
    },
  });
  /** Words that were changed after a lost answer are another answer. */
  const changed = () => {
    if (!sending.isError) return;
    intent.renew();
    sending.reset();
  };
  return { ...sending, changed };
}

function Choices({ ask, onChoose }: { ask: AskView; onChoose: (answer: OperatorAnswer) => void }) {
  const { t } = useTranslation('mine');
  const [isWhole, showWhole] = useState(false);
  const isAwaited = ask.asked !== 'nothing';
  const others = ask.answers.slice(FIRST);
  return (
    <div className={classes['answers']}>
      {(isWhole ? ask.answers : ask.answers.slice(0, FIRST)).map((answer, index) => (
        <Button
          key={answer}
          variant={index === 0 && isAwaited ? 'filled' : 'default'}
          onClick={() => onChoose(answer)}
        >
          {t(`answers.${answer}`)}
        </Button>
      ))}
      {others.length === 0 || isWhole ? null : (
        <Button variant="subtle" aria-expanded={false} onClick={() => showWhole(true)}>
          {t('answer.other')}
        </Button>
      )}
    </div>
  );
}
