import { Button, Group, Text, Textarea } from '@mantine/core';
import type { ClipboardEvent, RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { allThings, nameOf } from './all-things.ts';
import type { ReportDraft } from './draft.ts';
import classes from './report-new.module.css';

interface Props {
  draft: Pick<ReportDraft, 'things' | 'pasting'>;
  change: (changed: Partial<ReportDraft>) => void;
  error: string | null;
  /** Gets the focus where something in it has to be mended. */
  list: RefObject<HTMLUListElement | null>;
}

/** Servers, addresses, names: pasted in one go, taken apart by kind; what cannot be read is named and kept. */
export function ThingsField({ draft: { things, pasting }, change, error, list }: Props) {
  const { t } = useTranslation('report-new');
  const add = async (text: string) => change({ things: await allThings(things, text), pasting: '' });
  const paste = (event: ClipboardEvent<HTMLTextAreaElement>) => {
    const text = event.clipboardData.getData('text');
    if (text.trim() === '' || pasting.trim() !== '') return;
    event.preventDefault();
    void add(text);
  };
  return (
    <div>
      <Textarea
        label={t('things.label')}
        description={t('things.help')}
        error={error}
        autosize
        minRows={2}
        maxRows={8}
        value={pasting}
        onPaste={paste}
        onChange={(event) => change({ pasting: event.currentTarget.value })}
      />
      {pasting.trim() === '' ? null : (
        <Button variant="default" mt="xs" onClick={() => void add(pasting)}>
          {t('things.add')}
        </Button>
      )}
      {things.length === 0 ? null : (
        <ul className={classes['things']} aria-label={t('things.list')} ref={list} tabIndex={-1}>
          {things.map((thing, index) => (
            <li key={nameOf(thing)}>
              <Thing
                thing={thing}
                onDrop={() => change({ things: things.toSpliced(index, 1) })}
                onEdit={() =>
                  change({ things: things.toSpliced(index, 1), pasting: editable(pasting, thing.value) })
                }
                onText={() =>
                  change({ things: things.with(index, { ...thing, type: 'other', fault: null }) })
                }
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

const editable = (pasting: string, value: string) => (pasting === '' ? value : `${pasting}\n${value}`);

interface ThingProps {
  thing: ReportDraft['things'][number];
  onDrop: () => void;
  onEdit: () => void;
  /** Sends it as words, whatever it was meant to be. */
  onText: () => void;
}

function Thing({ thing: { type, value, fault }, onDrop, onEdit, onText }: ThingProps) {
  const { t } = useTranslation('report-new');
  return (
    <div className={fault === null ? classes['thing'] : classes['broken']}>
      <div className={classes['thingLine']}>
        <span className={classes['type']}>{t(`types.${type}`)}</span>
        <code className="foreign">{value}</code>
        <Group gap={4} ml="auto" wrap="nowrap">
          {fault === null ? null : (
            <>
              <Button variant="default" size="compact-sm" onClick={onEdit}>
                {t('things.edit')}
              </Button>
              <Button variant="default" size="compact-sm" onClick={onText}>
                {t('things.asText')}
              </Button>
            </>
          )}
          <Button
            variant="subtle"
            size="compact-sm"
            onClick={onDrop}
            aria-label={t('things.dropWhat', { value })}
          >
            {t('things.drop')}
          </Button>
        </Group>
      </div>
      {fault === null ? null : (
        <Text c="var(--critical)">
          {t('things.fault')} {fault}
        </Text>
      )}
    </div>
  );
}
