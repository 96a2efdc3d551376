import type { Browser } from 'playwright-core';

/** What the measuring parts need: a browser and where the service listens. */
export interface Console {
  browser: Browser;
  url: string;
}
