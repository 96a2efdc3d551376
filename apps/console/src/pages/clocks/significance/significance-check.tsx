import { Button, Checkbox, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { judgeSignificance } from '../../../api/deadlines.ts';
import { Fault } from '../../../ui/fault.tsx';
import classes from '../clocks.module.css';
import { NOTHING_KNOWN, significanceAskedOf, wrongNumbers } from './significance-facts.ts';
import type { NumberField, SignificanceFacts } from './significance-facts.ts';
import { Verdict } from './verdict.tsx';

/** Is it significant? Asked by what is known, answered with the article. It decides nothing and is kept nowhere. */
export function SignificanceCheck() {
  const { t } = useTranslation('clocks');
  const [facts, setFacts] = useState(NOTHING_KNOWN);
  const [isTried, setTried] = useState(false);
  const judging = useMutation({
    mutationFn: () => judgeSignificance(significanceAskedOf(facts)),
    networkMode: 'always',
  });
  const wrong = wrongNumbers(facts);
  const change = (part: Partial<SignificanceFacts>) => {
    judging.reset();
    setFacts({ ...facts, ...part });
  };
  const numberField = (field: NumberField) => (
    <TextInput
      label={t(`significance.${field}`)}
      inputMode="decimal"
      maxLength={10}
      value={facts[field]}
      error={isTried && wrong.includes(field) ? t('significance.wrong') : null}
      onChange={(event) => change({ [field]: event.currentTarget.value })}
    />
  );
  const judge = () => {
    setTried(true);
    if (wrong.length === 0) judging.mutate();
  };
  return (
    <details className={classes['why']}>
      <summary>{t('significance.title')}</summary>
      <Stack gap="sm" mt="xs">
        <Text size="sm">{t('significance.words')}</Text>
        <NativeSelect
          label={t('significance.entity')}
          data={[
            { value: 'tld_registry', label: t('significance.registry') },
            { value: 'dns_provider', label: t('significance.provider') },
          ]}
          value={facts.entity}
          onChange={(event) =>
            change({ entity: event.currentTarget.value === 'dns_provider' ? 'dns_provider' : 'tld_registry' })
          }
        />
        {numberField('unavailableMinutes')}
        {numberField('slowMinutes')}
        {numberField('answerSeconds')}
        <Checkbox
          label={t('significance.compromised')}
          checked={facts.isCompromised}
          onChange={(event) => change({ isCompromised: event.currentTarget.checked })}
        />
        {facts.isCompromised ? (
          <>
            {numberField('names')}
            {numberField('sharePercent')}
            <Checkbox
              label={t('significance.misconfiguration')}
              checked={facts.byMisconfiguration}
              onChange={(event) => change({ byMisconfiguration: event.currentTarget.checked })}
            />
          </>
        ) : null}
        <Checkbox
          label={t('significance.maintenance')}
          checked={facts.maintenance}
          onChange={(event) => change({ maintenance: event.currentTarget.checked })}
        />
        {numberField('earlier')}
        <Button variant="default" onClick={judge} loading={judging.isPending}>
          {t('significance.act')}
        </Button>
        {judging.isError ? <Fault error={judging.error} safe={t('safe')} /> : null}
        {judging.data === undefined ? null : <Verdict verdict={judging.data} />}
      </Stack>
    </details>
  );
}
