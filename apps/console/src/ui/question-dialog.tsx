import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Answer, Question } from './question.ts';

/** Stands open while there is a question. */
export function QuestionDialog({
  question,
  answer,
}: {
  question: Question | null;
  answer: (answer: Answer) => void;
}) {
  return (
    <Modal opened={question !== null} onClose={() => answer(null)} title={question?.title ?? ''} centered>
      {question === null ? null : <QuestionForm question={question} answer={answer} />}
    </Modal>
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
