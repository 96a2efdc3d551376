import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';

/** Debian's, or what CHROMIUM names: playwright-core brings none. */
export const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
export const chromiumIsHere = existsSync(CHROMIUM);

/** A headless Chromium; null where there is none. Close it when done. */
export async function openBrowser(): Promise<Browser | null> {
  if (!chromiumIsHere) return null;
  // As root there is no sandbox to be had; it visits our own service alone.
  return chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
}

/** What a page did that it should not: dialogs, scripts that threw, and what the policy refused. */
export function watch(page: Page): string[] {
  const faults: string[] = [];
  page.on('dialog', (dialog) => {
    faults.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`console: ${message.text()}`);
  });
  return faults;
}
