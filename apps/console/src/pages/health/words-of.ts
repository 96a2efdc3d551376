import type { AnyHealthFinding, HealthFigures, PagingFigures } from '#libs/contracts';

interface Words {
  /** Under `is`. */
  key: string;
  values: Record<string, string | number>;
  /** Under `todo`; said where something is amiss. */
  todo: string;
}

const MEBIBYTE = 1024 ** 2;

/** As people read fingerprints to each other. */
const inFours = (fingerprint: string) => (fingerprint.match(/.{1,4}/g) ?? []).join(' ');

function pagingWords({ unheard, incidents, untaken, ways, people }: PagingFigures): Words {
  const said = (key: string, todo: string, values: Words['values'] = {}): Words => ({
    key: `paging.${key}`,
    values,
    todo,
  });
  if (unheard > 0)
    return said('unheard', 'pagingUnheard', {
      count: unheard,
      incidents: incidents.map((number) => `#${number}`).join(', '),
    });
  if (untaken > 0) return said('untaken', 'pagingUntaken', { count: untaken });
  if (ways.length === 0) return said('none', 'paging');
  if (people === 0 && !ways.includes('webhook')) return said('nobody', 'pagingNobody');
  return said('ways', 'paging', { ways: ways.join(', ') });
}

function anchorWords({ lastDay, missed, unreached, unstamped, silent }: HealthFigures['anchors']): Words {
  const said = (key: string, todo: string, values: Words['values'] = {}): Words => ({
    key: `anchors.${key}`,
    values,
    todo,
  });
  if (missed.length > 0) return said('missed', 'anchors', { days: missed.join(', ') });
  if (unreached.length > 0) return said('unreached', 'anchorsUnreached', { whom: unreached.join(', ') });
  if (unstamped > 0) return said('unstamped', 'anchorsUnstamped', { count: unstamped });
  if (silent.length > 0) return said('silent', 'anchorsSilent', { whom: silent.join(', ') });
  return lastDay === null ? said('none', 'anchors') : said('left', 'anchors', { day: lastDay });
}

/** What a finding's figures say, as a key with its values: the page says it in the reader's language. */
export function wordsOf(finding: AnyHealthFinding): Words {
  const { look, figures } = finding;
  const said = (key: string, values: Words['values'] = {}, todo: string = look): Words => ({
    key: `${look}.${key}`,
    values,
    todo,
  });
  switch (look) {
    case 'database':
      return said('size', { version: figures.version, size: Math.ceil(figures.bytes / MEBIBYTE) });
    case 'queues':
      return said(figures.answers ? 'answers' : 'silent', {
        backend: figures.backend === 'redis' ? 'Redis' : 'PostgreSQL',
      });
    case 'pipeline':
      return figures.due === 0
        ? said('idle')
        : said('due', { count: figures.due, seconds: figures.oldestSeconds });
    case 'mail':
      if (figures.host === null) return said('captured', {}, 'mailCaptured');
      return figures.delayed === 0
        ? said('relay', { host: figures.host })
        : said('delayed', { host: figures.host, count: figures.delayed });
    case 'key':
      if (figures.fingerprint === null) return said('none', {}, 'keyNone');
      return figures.expiresAt === null
        ? said('endless', { fingerprint: inFours(figures.fingerprint) })
        : said('ends', { fingerprint: inFours(figures.fingerprint), day: figures.expiresAt.slice(0, 10) });
    case 'rootZone':
      return figures.serial === null
        ? said('none')
        : said('age', { serial: figures.serial, count: figures.ageHours ?? 0, tlds: figures.tlds });
    case 'contacts':
      if (figures.operators === 0) return said('none', {}, 'contactsNone');
      return figures.operatorsWithout + figures.undeliverable === 0
        ? said('all', { count: figures.operators })
        : said('gaps', { without: figures.operatorsWithout, count: figures.undeliverable });
    case 'quarantine':
      return figures.waiting === 0 ? said('none') : said('waiting', { count: figures.waiting });
    case 'mailServers':
      return figures.moved === 0
        ? said('none', { count: figures.known })
        : said('moved', { count: figures.moved });
    case 'record':
      if (figures.alarm !== null) return said('alarm', {}, 'recordAlarm');
      if (figures.faulty > 0) return said('faulty', { count: figures.faulty }, 'recordAlarm');
      return figures.unsealed === 0
        ? said('sealed', { count: figures.size })
        : said('waiting', { count: figures.unsealed, seconds: figures.oldestSeconds });
    case 'anchors':
      return anchorWords(figures);
    case 'heldSends':
      return figures.waiting === 0 ? said('none') : said('waiting', { count: figures.waiting });
    case 'paging':
      return pagingWords(figures);
  }
}
