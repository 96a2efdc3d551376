import { readFileSync } from 'node:fs';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { html } from '../pages/html.ts';

const STYLE = readFileSync(new URL('./api-docs.css', import.meta.url), 'utf8');

/**
 * The OpenAPI document and Swagger UI over it. The page is ours: the one that comes with it has styles within, which our
 * policy refuses, rightly. Its scripts are its makers' files, from this machine.
 */
export function describeApi(app: NestExpressApplication): void {
  const document = SwaggerModule.createDocument(
    app,
    new DocumentBuilder()
      .setTitle('DNS-CERT')
      .setVersion('1')
      .setOpenAPIVersion('3.1.0')
      .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'dnsc_…' })
      .addCookieAuth('dnscert_session')
      .build(),
  );
  const express = app.getHttpAdapter().getInstance();
  // Ahead of Swagger UI's own, which answer at the same addresses.
  for (const path of ['/api/docs', '/api/docs/', '/api/docs/index.html'])
    express.get(path, (_request, response) => response.type('html').send(PAGE));
  express.get('/api/docs/api-docs.css', (_request, response) => response.type('css').send(STYLE));
  SwaggerModule.setup('api/docs', app, document, {
    jsonDocumentUrl: 'api/openapi.json',
    raw: ['json'],
    // Swagger UI would ask a host of its makers whether the document is valid, and its top bar has a style within.
    swaggerOptions: { validatorUrl: 'none', layout: 'BaseLayout' },
  });
}

const PAGE = html`<!doctype html>
  <html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>DNS-CERT API</title>
      <link rel="stylesheet" href="/api/docs/swagger-ui.css" />
      <link rel="stylesheet" href="/api/docs/api-docs.css" />
      <link rel="icon" type="image/png" href="/api/docs/favicon-32x32.png" />
    </head>
    <body>
      <div id="swagger-ui"></div>
      <script src="/api/docs/swagger-ui-bundle.js"></script>
      <script src="/api/docs/swagger-ui-standalone-preset.js"></script>
      <script src="/api/docs/swagger-ui-init.js"></script>
    </body>
  </html>`.text;
