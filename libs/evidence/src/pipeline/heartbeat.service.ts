import { Inject, Injectable, Logger } from '@nestjs/common';
import { askOutside } from '#libs/access';
import { PIPELINE_SETTINGS } from './settings.ts';
import type { PipelineSettings } from './settings.ts';

/** ms */
const TIME_LIMIT = 10_000;
/** Bytes of an answer that nobody reads. */
const SIZE_LIMIT = 64 * 1024;
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/;

/**
 * Tells somebody outside that all is well. Whoever watches there tells people when it stays away: the other path by which it
 * becomes known that everything here stands.
 */
@Injectable()
export class Heartbeat {
  private readonly logger = new Logger(Heartbeat.name);

  constructor(@Inject(PIPELINE_SETTINGS) private readonly settings: PipelineSettings) {}

  /** @returns whether it was heard; never throws, for the watcher outside notices by itself */
  async beat(): Promise<boolean> {
    const { heartbeatUrl } = this.settings;
    if (heartbeatUrl === null) return false;
    try {
      const { status, body } = await askOutside(heartbeatUrl, {
        timeLimitMs: TIME_LIMIT,
        sizeLimit: SIZE_LIMIT,
        redirects: 0,
        exception: (host, address) => LOOPBACK.test(host) && LOOPBACK.test(address),
      });
      body.destroy();
      if (status < 300) return true;
      this.logger.warn(`the heartbeat was answered with ${status}`);
    } catch (error) {
      // The address may hold a secret, so it is not named.
      this.logger.warn(`the heartbeat was not heard: ${error instanceof Error ? error.name : 'unknown'}`);
    }
    return false;
  }
}
