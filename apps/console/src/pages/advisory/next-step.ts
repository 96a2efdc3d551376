import type { AdvisoryView } from '#libs/contracts';

/** What an advisory waits for, seen by one of us. */
export type NextStep = 'ask' | 'publish' | 'another' | 'writer' | 'public' | 'over';

/** Its writer asks, another person publishes; a text that the public sees already waits for nothing. */
export function nextStepOf(
  {
    state,
    asked,
    isChanged,
    publishedAt,
    writtenBy,
  }: Pick<AdvisoryView, 'state' | 'asked' | 'isChanged' | 'publishedAt' | 'writtenBy'>,
  userId: string,
): NextStep {
  if (state === 'withdrawn') return 'over';
  if (publishedAt !== null && !isChanged) return 'public';
  const isWriter = writtenBy.id === userId;
  if (asked === null) return isWriter ? 'ask' : 'writer';
  return isWriter ? 'another' : 'publish';
}
