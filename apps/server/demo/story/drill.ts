import type { DrillView } from '#libs/contracts';
import { LEAD } from '../people.ts';
import type { Stage } from './stage.ts';

const NOTE = 'The yearly look at who can be reached.';

/** Whether everybody could be reached is tried before it matters. It mails all, so one person alone does not. */
export async function askForADrill(stage: Stage): Promise<void> {
  const { terminal } = stage;
  terminal.chapter('Whom would we reach tonight?');
  const drill = await stage.as(LEAD).post<DrillView>('drills', { note: NOTE });
  terminal.step('The lead asks for a reachability drill: one mail with one button to every contact.');
  terminal.note(
    drill.state === 'waits_for_second'
      ? `It goes to so many that a second person must agree: sign in as a responder and open ${stage.base}/console/drills`
      : `It has begun: ${stage.base}/console/drills`,
  );
  terminal.note(
    'Each contact that has a key has a contact pack of this month: whom to call when nothing answers.',
  );
}
