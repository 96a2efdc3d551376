import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Request, Response } from 'express';
import { policyWithStyles } from '../http/content-policy.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
/** As `build.mjs` leaves it: beside the built server, or in `dist` when the sources themselves run, as in tests. */
const FOLDER = [join(here, '../../console'), join(here, '../../../dist/apps/console')].find((folder) =>
  // The sources have an index.html too, which no browser can run.
  existsSync(join(folder, 'assets')),
);

/**
 * The console: its files, and one page for each of its addresses. There is no data in it; its scripts ask the API, as whoever
 * is signed in.
 */
export function serveConsole(app: NestExpressApplication): void {
  const http = app.getHttpAdapter().getInstance();
  if (FOLDER === undefined) {
    http.get(['/console', '/console/{*path}'], sendNotBuilt);
    return;
  }
  // Their names change with their content.
  app.useStaticAssets(join(FOLDER, 'assets'), {
    prefix: '/console/assets',
    immutable: true,
    maxAge: '1y',
    index: false,
    redirect: false,
  });
  http.use('/console/assets', sendNoSuchFile);
  http.get('/console/mark.svg', (_request: Request, response: Response) =>
    response.sendFile(join(FOLDER, 'mark.svg'), { maxAge: '1d' }),
  );
  const page = readFileSync(join(FOLDER, 'index.html'), 'utf8');
  http.get(['/console', '/console/{*path}'], (_request: Request, response: Response) => {
    const nonce = randomBytes(16).toString('base64url');
    response
      .set({ 'Content-Security-Policy': policyWithStyles(nonce), 'Cache-Control': 'no-store' })
      .type('html')
      .send(page.replace('%NONCE%', nonce));
  });
}

/** A page of an older build asks for what is gone: it must not get a page in a script's place. */
const sendNoSuchFile = (_request: Request, response: Response) => {
  response.status(404).type('text').send('There is no such file. Load the page again.\n');
};

const sendNotBuilt = (_request: Request, response: Response) => {
  response.status(503).type('text').send('The console was not built. Run: node build.mjs\n');
};
