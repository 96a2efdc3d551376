/**
 * `npm run pictures [-- --readme]`: every page of the demo as a lead, an operator and somebody without an account reach it, in
 * light and dark, at a desk and on a phone, as PNG files in `data-pictures/`, to be looked at. With `--readme` also the four of
 * the README, into `apps/console/pictures/`.
 */
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { openBrowser } from '../harness/chromium.ts';
import { Demo } from '../harness/demo.ts';
import { atTheEnd, runAndTidy } from '../harness/undo.ts';
import { everyPage } from './every-page.ts';
import { picturesOfTheReadme } from './readme.ts';

const FOLDER = 'data-pictures';
const OF_THE_README = join('apps', 'console', 'pictures');

await runAndTidy(async () => {
  const browser = await openBrowser();
  if (browser === null) {
    console.error('There is no Chromium: install it, or name it in CHROMIUM.');
    return 1;
  }
  atTheEnd(() => browser.close());
  const demo = await Demo.start();
  atTheEnd(() => demo.stop());
  if (process.argv.includes('--readme')) {
    await mkdir(OF_THE_README, { recursive: true });
    await picturesOfTheReadme(browser, demo, OF_THE_README);
    return 0;
  }
  await rm(FOLDER, { recursive: true, force: true });
  await mkdir(FOLDER, { recursive: true });
  console.log(`${await everyPage(browser, demo, FOLDER)} pictures in ${FOLDER}/`);
  return 0;
});
