import { useQuery } from '@tanstack/react-query';
import type { AskView, OperatorAnswer, PageView } from '#libs/contracts';
import { read, send } from './call.ts';

/** ms; what is asked of us must not hang on a connection for live events that a weak network breaks. */
const ASK_AGAIN = 60_000;

/** Open incidents that touch one's operator, with what is asked of it. Newest first. */
export const useAsks = () =>
  useQuery({
    queryKey: ['asks'],
    queryFn: ({ signal }) => read<PageView<AskView>>('asks', { limit: 200 }, signal),
    refetchInterval: ASK_AGAIN,
  });

interface Answering {
  ask: Pick<AskView, 'id' | 'notices' | 'affected'>;
  answer: OperatorAnswer;
  /** May be empty. */
  comment: string;
  /** Sent again with the same key, it is answered once. */
  key: string;
}

/**
 * Answers the newest notice; whoever got none, because it reported itself or nobody has told it yet, says its state, and
 * what it has to say beside it as a note.
 */
export async function sendAnswer({ ask, answer, comment, key }: Answering): Promise<void> {
  const [newest] = ask.notices;
  const words = comment.trim();
  if (newest !== undefined) {
    const body = { answer, ...(words === '' ? {} : { comment: words }) };
    await send('POST', `deliveries/${newest.id}/acknowledgement`, body, { key });
    return;
  }
  if (words !== '') await send('POST', `incidents/${ask.id}/notes`, { body: words }, { key });
  await send('PUT', `incidents/${ask.id}/affected/${ask.affected.operatorId}`, { state: answer });
}
