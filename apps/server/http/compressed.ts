import type { NestExpressApplication } from '@nestjs/platform-express';
import compression from 'compression';

/**
 * What goes over the line compressed: pages and files without any secret in them. Nothing else does: what the API and the
 * pages behind links answer holds secrets beside what others typed (BREACH), and event streams must not wait.
 */
const WITHOUT_SECRETS = ['/console', '/sign-in', '/sign-in.js', '/browser.js', '/page.css'];

export const compressWithoutSecrets = (app: NestExpressApplication) =>
  app.use(WITHOUT_SECRETS, compression());
