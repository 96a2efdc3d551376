import { Button, Text, Textarea } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { withoutFields } from '../../api/fault.ts';
import { Fault } from '../../ui/fault.tsx';
import { allThings, fetchAhead } from './all-things.ts';
import { Details, Later } from './details.tsx';
import type { ReportDraft } from './draft.ts';
import classes from './report-new.module.css';
import { faultsByField } from './field-faults.ts';
import { TldChoice } from './tld-choice.tsx';

interface Props {
  draft: ReportDraft;
  change: (changed: Partial<ReportDraft>) => void;
  /** Why the last try was not accepted; null where there was none. */
  refusal: Error | null;
  onSend: (draft: ReportDraft) => void;
}

/** One big field and the TLD, then "send now"; what else one knows unfolds below. */
export function ReportForm({ draft, change, refusal, onSend }: Props) {
  const { t } = useTranslation('report-new');
  const text = useRef<HTMLTextAreaElement>(null);
  const things = useRef<HTMLUListElement>(null);
  const [isBlank, setBlank] = useState(false);
  const [held, setHeld] = useState(0);
  useEffect(fetchAhead, []);
  const faults = faultsByField(refusal, draft);
  const broken = draft.things.filter(({ fault }) => fault !== null).length;

  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const isEmpty = draft.text.trim() === '';
    setBlank(isEmpty);
    if (isEmpty) {
      text.current?.focus();
      return;
    }
    const all = await allThings(draft.things, draft.pasting);
    if (all.every(({ fault }) => fault === null)) {
      onSend({ ...draft, things: all, pasting: '' });
      return;
    }
    change({ things: all, pasting: '' });
    setHeld(held + 1);
    requestAnimationFrame(() => things.current?.focus());
  };
  return (
    <form className={classes['form']} onSubmit={(event) => void submit(event)} noValidate>
      <Textarea
        ref={text}
        label={t('text.label')}
        description={t('text.help')}
        error={isBlank && draft.text.trim() === '' ? t('text.missing') : faults.text}
        autosize
        minRows={5}
        maxRows={18}
        size="md"
        required
        value={draft.text}
        onChange={(event) => change({ text: event.currentTarget.value })}
      />
      <TldChoice chosen={draft.tlds} onChange={(tlds) => change({ tlds })} error={faults.tlds} />
      <Details
        draft={draft}
        change={change}
        faults={faults}
        need={
          faults.things !== null || faults.since !== null || faults.kind !== null
            ? refusal
            : held > 0
              ? held
              : null
        }
        list={things}
      />
      <Later
        draft={draft}
        change={change}
        faults={faults}
        need={faults.references === null ? null : refusal}
      />
      {refusal === null ? null : <Fault error={withoutFields(refusal, faults.other)} safe={t('safe')} />}
      <div className={classes['send']}>
        <Button type="submit" size="md">
          {t('send')}
        </Button>
        <Text c="dimmed">{t(broken > 0 ? 'broken' : 'sendWords', { count: broken })}</Text>
      </div>
    </form>
  );
}
