import { Injectable } from '@nestjs/common';
import type { HealthFinding } from '#libs/contracts';
import { Alarms } from '#libs/deadlines';
import { fine, ill } from './finding.ts';

/** Whether our own people are told when something is due, and of what nobody could be told. */
@Injectable()
export class PagingLook {
  constructor(private readonly alarms: Alarms) {}

  async paging(): Promise<HealthFinding<'paging'>> {
    const { unheard, incidents, untaken, ways, people, standstill } = await this.alarms.state();
    const figures = { unheard, incidents, untaken, ways, people, standstill };
    const found = (state: 'warn' | 'bad', text: string, todo: string) =>
      ill('paging', state, { text, todo }, figures);
    if (unheard > 0)
      return found(
        'bad',
        `of ${unheard} deadlines nobody could be told: ${incidents.map((number) => `#${number}`).join(', ')}`,
        'See to them now: open the incident and press "I see to it" under Clocks. Then look at the rota and at how people are paged.',
      );
    if (untaken > 0)
      return found(
        'bad',
        `pages of the last day that nobody took: ${untaken}`,
        'Look at the pages that went out, and at the settings PAGING_….',
      );
    if (ways.length === 0)
      return found(
        'warn',
        'nobody of ours can be paged: no way is set',
        'Set PAGING_WEBHOOK_URL, PAGING_NTFY_URL or PAGING_SMS_URL.',
      );
    if (people === 0 && !ways.includes('webhook'))
      return found(
        'warn',
        `${ways.join(', ')} is set, and nobody on duty and no lead has an address there`,
        'Each of them says in the console, on the rota page, how they are woken.',
      );
    return fine('paging', `by ${ways.join(', ')}; people with an address of their own: ${people}`, figures);
  }
}
