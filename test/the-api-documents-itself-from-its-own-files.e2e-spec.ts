import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { QUEUES, TestService } from './harness/service.ts';

interface Operation {
  operationId: string;
  responses: Record<string, { description: string }>;
  parameters?: { name: string; in: string; required: boolean; schema: unknown }[];
  requestBody?: { content: Record<string, { schema: { type?: string } }> };
  security?: Record<string, string[]>[];
}
interface Document {
  openapi: string;
  info: { title: string; version: string };
  paths: Record<string, Record<string, Operation>>;
  components: { securitySchemes: Record<string, { type: string }>; schemas?: Record<string, unknown> };
}

describe(`the API documents itself, from its own files (queues on ${QUEUES})`, () => {
  let test: TestService;
  let document: Document;
  let operations: { name: string; path: string; operation: Operation }[];

  beforeAll(async () => {
    test = await TestService.start({ env: { ROLES: 'web' } });
    document = (await test.api().get<Document>('/api/openapi.json')).body;
    operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ name: `${method} ${path}`, path, operation })),
    );
  });
  afterAll(() => test.stop());

  it('as OpenAPI 3.1 that holds together', () => {
    expect(document.openapi).toMatch(/^3\.1\.\d+$/);
    expect(document.info).toMatchObject({ title: 'DNS-CERT', version: '1' });
    const operationIds = operations.map(({ operation }) => operation.operationId);
    expect(new Set(operationIds).size).toBe(operationIds.length);
    for (const { name, path, operation } of operations) {
      const inPath = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path');
      const names = [...path.matchAll(/\{([^}]+)\}/g)].map(([, found]) => found);
      expect([name, inPath.map((parameter) => parameter.name).sort()]).toEqual([name, names.sort()]);
      expect(inPath.filter(({ required }) => !required)).toEqual([]);
      expect([name, Object.keys(operation.responses).length > 0]).toEqual([name, true]);
    }
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(
      ([, found]) => found ?? '',
    );
    const known = Object.keys(document.components.schemas ?? {}).map(
      (name) => `#/components/schemas/${name}`,
    );
    expect(references.filter((reference) => !known.includes(reference))).toEqual([]);
  });

  it('with how to sign in wherever that is needed, and nowhere else', async () => {
    expect(Object.keys(document.components.securitySchemes).sort()).toEqual(['bearer', 'cookie']);
    for (const { name, path, operation } of operations) {
      const [method = ''] = name.split(' ');
      const body = operation.requestBody === undefined ? undefined : {};
      const address = path.replace(/\{[^}]+\}/g, '01890a5d-ac96-774b-bcce-b302099a8057');
      const { status, body: answer } = await test
        .api()
        .call<{ code?: string } | null>(method.toUpperCase(), address, body);
      const isAsked = status === 401 && answer?.code === 'access.unauthenticated';
      const documented = (operation.security ?? [])
        .map((scheme) => Object.keys(scheme))
        .flat()
        .sort();
      expect([name, documented]).toEqual([name, isAsked ? ['bearer', 'cookie'] : []]);
    }
  });

  it('with what lists and bodies take', () => {
    const queryOf = (name: string) =>
      operations
        .find((each) => each.name === name)
        ?.operation.parameters?.filter((parameter) => parameter.in === 'query')
        .map((parameter) => parameter.name)
        .sort();
    const page = ['cursor', 'limit'];
    const filters = ['assignee', 'kind', 'operator', 'q', 'severity', 'state', 'tld', 'tlp', 'updatedSince'];
    expect(queryOf('get /api/v1/incidents')).toEqual([...page, ...filters].sort());
    expect(queryOf('get /api/v1/reports')).toEqual(['channel', ...page, 'state', 'updatedSince']);
    expect(queryOf('get /api/v1/tlds')).toEqual([...page, 'kind', 'operator', 'q'].sort());
    expect(queryOf('get /api/v1/operators')).toEqual([...page, 'kind', 'country', 'q'].sort());
    const withoutBody = operations
      .filter(({ name, path }) => /^(post|put|patch) /.test(name) && path.startsWith('/api/v1/'))
      .filter(({ operation }) => operation.requestBody?.content['application/json'] === undefined)
      .map(({ name }) => name);
    // The page behind a link, which takes a form as well, files, and what the service makes by itself.
    expect(withoutBody.sort()).toEqual([
      'post /api/v1/account/identities',
      'post /api/v1/account/passkeys/options',
      'post /api/v1/account/recovery-codes',
      'post /api/v1/account/totp',
      'post /api/v1/ack/{token}',
      'post /api/v1/alerts/{id}/release',
      'post /api/v1/drills/{id}/approval',
      'post /api/v1/incidents/{id}/attachments',
      'post /api/v1/lists/{slug}/rules/{id}/approval',
      'post /api/v1/lists/{slug}/subscriptions/{id}/resumption',
      'post /api/v1/rota/feed',
      'post /api/v1/session/passkey/options',
    ]);
    const withoutKey = operations
      .filter(({ name }) => name.startsWith('post /api/v1/'))
      .filter(({ operation }) => !operation.parameters?.some(({ name }) => name === 'Idempotency-Key'))
      .map(({ name }) => name);
    // A question, a sign-in, what is shown once and must not be kept, and the page behind a link, whose holder has no account
    // to which a key could belong; and what changes nothing when it is done again.
    expect(withoutKey.sort()).toEqual([
      'post /api/v1/account/identities',
      'post /api/v1/account/passkeys',
      'post /api/v1/account/passkeys/options',
      'post /api/v1/account/password',
      'post /api/v1/account/recovery-codes',
      'post /api/v1/account/tokens',
      'post /api/v1/account/totp',
      'post /api/v1/account/totp/confirmation',
      'post /api/v1/ack/{token}',
      'post /api/v1/contact-changes/{id}/call-back',
      'post /api/v1/contact-changes/{id}/confirmation',
      'post /api/v1/contact-changes/{id}/freeze-override',
      'post /api/v1/contact-changes/{id}/refusal',
      'post /api/v1/impact',
      'post /api/v1/impact/picture',
      'post /api/v1/lists/{slug}/subscriptions',
      'post /api/v1/password-resets',
      'post /api/v1/quarantine/{kind}/{id}/discard',
      'post /api/v1/quarantine/{kind}/{id}/retry',
      'post /api/v1/rota/feed',
      'post /api/v1/session',
      'post /api/v1/session/passkey',
      'post /api/v1/session/passkey/options',
      'post /api/v1/significance',
      'post /api/v1/users/{id}/deactivation',
    ]);
  });

  it('as a page that names no other host', async () => {
    const shown = await test.api().get('/api/docs');
    expect(shown.status).toBe(200);
    const addresses = [...shown.text.matchAll(/(?:src|href)="([^"#]+)"/g)].map(([, found]) => found ?? '');
    expect(addresses.length).toBeGreaterThan(4);
    const files = addresses.map((address) => new URL(address, `${test.url}/api/docs`));
    expect(files.filter(({ origin }) => origin !== new URL(test.url).origin)).toEqual([]);
    for (const { pathname } of files)
      expect([pathname, (await test.api().get(pathname)).status]).toEqual([pathname, 200]);
    const setup = (await test.api().get('/api/docs/swagger-ui-init.js')).text;
    expect(setup.match(/https?:\/\/[^\s"'`]+/g) ?? []).toEqual([]);
    expect(setup).toContain('"validatorUrl": "none"');
  });

  it('under a policy that lets no script or style in that is not a file of ours', async () => {
    for (const path of [
      '/',
      '/api/docs',
      '/api/docs/swagger-ui-init.js',
      '/ack/x',
      '/nothing',
      '/api/v1/reports',
      '/livez',
    ]) {
      const { headers } = await test.api().get(path, { accept: 'text/html' });
      const policy = Object.fromEntries(
        (headers.get('content-security-policy') ?? '').split(';').map((part) => {
          const [name = '', ...sources] = part.trim().split(' ');
          return [name, sources.join(' ')];
        }),
      );
      expect([path, policy]).toEqual([
        path,
        {
          'default-src': "'none'",
          'script-src': "'self'",
          'style-src': "'self'",
          'img-src': "'self' data:",
          'connect-src': "'self'",
          'form-action': "'self'",
          'base-uri': "'none'",
          'frame-ancestors': "'none'",
        },
      ]);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-powered-by')).toBeNull();
    }
  });
});
