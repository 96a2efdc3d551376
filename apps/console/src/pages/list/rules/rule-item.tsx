import { Group, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ListRuleView } from '#libs/contracts';
import { useKindTitle } from '../../../api/kinds.ts';
import { languageNow } from '../../../app/language.ts';
import cards from '../../../ui/cards.module.css';
import { Facts } from '../../../ui/facts.tsx';
import { Instant } from '../../../ui/instant.tsx';
import { SeverityMark } from '../../../ui/severity-mark.tsx';
import { StateMark } from '../../../ui/state-mark.tsx';
import { durationWords } from '../../../ui/time-words.ts';
import { TlpMark } from '../../../ui/tlp-mark.tsx';
import { countryName } from '../../directory/country-name.ts';
import { RuleActs } from './rule-acts.tsx';

/** TLDs that are named where there are more. */
const FEW = 12;

/** A rule in words: what it posts, when, and who agreed to it. */
export function RuleItem({ rule, slug }: { rule: ListRuleView; slug: string }) {
  const { t } = useTranslation('list');
  useTranslation('kinds');
  const kindTitle = useKindTitle();
  const { name, state, kinds, tlds, countries, severity, tlp, holdMinutes, mostAlerts, windowMinutes } = rule;
  const left = tlds.length - FEW;
  return (
    <li className={cards['card']}>
      <div className={cards['head']}>
        <Group gap="sm">
          <Title order={2} size="h3" className="foreign">
            {name}
          </Title>
          <StateMark state={state} words={t(`rule.states.${state}`)} />
        </Group>
        <Text c="dimmed">
          {t('by', { name: rule.createdBy.name })}, <Instant at={rule.createdAt} />
          {rule.approvedBy === null ? null : `; ${t('rule.agreed', { name: rule.approvedBy.name })}`}
        </Text>
      </div>
      <Facts
        facts={[
          [t('rule.severity'), <SeverityMark key="severity" severity={severity} />],
          [t('rule.tlp'), <TlpMark key="tlp" tlp={tlp} />],
          [t('rule.kinds'), kinds.length === 0 ? t('rule.any') : kinds.map(kindTitle).join(', ')],
          [
            t('rule.tlds'),
            tlds.length === 0 ? (
              t('rule.any')
            ) : (
              <bdi key="tlds">
                {tlds
                  .slice(0, FEW)
                  .map((tld) => `.${tld}`)
                  .join(' ')}
                {left > 0 ? ` ${t('rule.more', { count: left })}` : ''}
              </bdi>
            ),
          ],
          [
            t('rule.countries'),
            countries.length === 0
              ? t('rule.any')
              : countries.map((code) => countryName(code, languageNow())).join(', '),
          ],
          [
            t('rule.hold'),
            holdMinutes === 0 ? t('rule.noHold') : durationWords(holdMinutes * 60_000, languageNow()),
          ],
          [t('rule.digest'), t('rule.digestWords', { count: mostAlerts, minutes: windowMinutes })],
        ]}
      />
      <RuleActs rule={rule} slug={slug} />
    </li>
  );
}
