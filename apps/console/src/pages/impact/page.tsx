import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate } from 'react-router';
import { useRootZones } from '../../api/directory.ts';
import { Loading } from '../../ui/loading.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { NoRootZone } from '../directory/no-root-zone.tsx';
import { Answer } from './answer.tsx';
import classes from './impact.module.css';
import { QuestionForm } from './question-form.tsx';
import { useUnderstood } from './understood.ts';
import { WrongPieces } from './wrong-pieces.tsx';

/** Longer ones stay in the browser's memory of this visit; an address has an end. */
const LONGEST_ADDRESS = 2_000;

/** Who else depends on this? */
export default function ImpactPage() {
  const { t } = useTranslation('impact');
  const navigate = useNavigate();
  const location = useLocation();
  const address = new URLSearchParams(location.search);
  const kept = (location.state as { text?: string } | null)?.text;
  const text = kept ?? address.get('q') ?? '';
  const asOf = /^\d{1,10}$/.test(address.get('asOf') ?? '') ? Number(address.get('asOf')) : null;
  const versions = useRootZones();
  const ask = (words: string, serial: string) => {
    const next = new URLSearchParams({
      ...(words.length > LONGEST_ADDRESS || words === '' ? {} : { q: words }),
      ...(serial === '' ? {} : { asOf: serial }),
    });
    void navigate({ search: next.toString() }, { state: { text: words } });
  };
  return (
    <>
      <PageHead title={t('title')} />
      {versions.data?.length === 0 ? (
        <NoRootZone isSearch={false} />
      ) : (
        <div className={classes['stack']}>
          <QuestionForm
            key={`${text} ${asOf ?? ''}`}
            text={text}
            asOf={asOf}
            versions={versions.data ?? []}
            onAsk={ask}
          />
          {text.trim() === '' ? null : <Asked text={text} asOf={asOf} />}
        </div>
      )}
    </>
  );
}

function Asked({ text, asOf }: { text: string; asOf: number | null }) {
  const understood = useUnderstood(text);
  if (understood === undefined) return <Loading lines={3} />;
  return (
    <>
      <WrongPieces understood={understood} />
      {understood.resources.length === 0 ? null : (
        <Answer question={{ resources: understood.resources, asOf }} />
      )}
    </>
  );
}
