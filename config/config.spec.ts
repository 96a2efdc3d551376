import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { ConfigFault, readConfig } from './config.ts';
import { environmentDocument } from './env-doc.ts';

describe('the environment', () => {
  it('needs nothing set', () => {
    const config = readConfig({});
    expect(config).toMatchObject({
      PORT: 3000,
      ROLES: ['web', 'worker', 'inbound'],
      PUBLIC_URL: 'http://localhost:3000',
      AUTO_NOTIFY: 'critical',
    });
    expect(config.DATABASE_URL).toBeUndefined();
  });

  it('lists every fault at once, and never repeats a value', () => {
    const faulty = {
      PORT: '70000',
      DATABASE_URL: 'mysql://root:s3cret@h/db',
      REDIS_URL: 'http://h',
      SMTP_URL: 'relay.example',
      ROLES: 'web,dancer',
      AUTO_NOTIFY: 'sometimes',
      LOG_LEVEL: 'loud',
    };
    let caught: unknown;
    try {
      readConfig(faulty);
    } catch (error) {
      caught = error;
    }
    expect(caught).toBeInstanceOf(ConfigFault);
    const fault = caught as ConfigFault;
    expect(fault.faults.map(({ variable }) => variable).sort()).toEqual(Object.keys(faulty).sort());
    expect(fault.message).not.toContain('s3cret');
  });

  it.each([
    ['https://id.example/realms/cert', undefined],
    ['http://localhost:9000', undefined],
    ['http://127.0.0.1:9000', undefined],
    ['http://[::1]:9000', undefined],
    ['http://id.example', 'OIDC_ISSUER'],
    ['http://localhost.evil.example', 'OIDC_ISSUER'],
    ['http://127.0.0.1.evil.example', 'OIDC_ISSUER'],
  ])('takes %s as OpenID provider, save in clear from elsewhere', (issuer, fault) => {
    const read = () =>
      readConfig({ OIDC_ISSUER: issuer, OIDC_CLIENT_ID: 'cert', OIDC_CLIENT_SECRET_FILE: '/secret' });
    if (fault === undefined) expect(read().OIDC_ISSUER).toBe(issuer);
    else expect(read).toThrow(fault);
  });

  it('names what an OpenID provider needs beside its address', () => {
    expect(() => readConfig({ OIDC_ISSUER: 'https://id.example' })).toThrow(
      /OIDC_CLIENT_ID must be set.*\n.*OIDC_CLIENT_SECRET_FILE must be set/,
    );
  });

  it('is documented as it is', () => {
    expect(readFileSync(new URL('./env.md', import.meta.url), 'utf8')).toBe(environmentDocument());
  });
});
