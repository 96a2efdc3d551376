import { describe, expect, it } from '@jest/globals';
import { requestOf } from './request.ts';

const what = {
  title: 'DNS-CERT critical #2026-000123',
  text: 'An operator is silent: overdue.',
  url: 'https://cert.example/console/incidents/1',
  to: ['Lead'],
};
const page = { id: 'p1', what, phone: '+4311000000', topic: 'duty-9f31aa' };
const settings = {
  webhookUrl: 'https://hooks.example/page',
  ntfyUrl: 'https://ntfy.example/',
  smsUrl: 'https://sms.example/send',
  token: 'secret',
  publicUrl: 'https://cert.example',
};

describe('a page', () => {
  it('is JSON to a webhook, with an id by which the same again is known', () => {
    expect(requestOf({ ...page, way: 'webhook' }, settings)).toEqual({
      url: 'https://hooks.example/page',
      headers: {
        authorization: 'Bearer secret',
        'content-type': 'application/json',
        'idempotency-key': 'p1',
      },
      body: JSON.stringify({ id: 'p1', ...what }),
    });
  });

  it('is text under the topic of a person to ntfy', () => {
    const request = requestOf({ ...page, way: 'ntfy' }, { ...settings, token: null });
    expect(request).toMatchObject({ url: 'https://ntfy.example/duty-9f31aa', body: what.text });
    expect(request?.headers).toMatchObject({ title: what.title, priority: 'urgent', click: what.url });
    expect(request?.headers['authorization']).toBeUndefined();
  });

  it('is number and text to an SMS gateway', () => {
    const request = requestOf({ ...page, way: 'sms' }, settings);
    expect(JSON.parse(request?.body ?? '')).toEqual({
      id: 'p1',
      to: '+4311000000',
      text: `${what.title}\n${what.text}\n${what.url}`,
    });
  });

  it('goes nowhere where the way or the address is gone', () => {
    expect(requestOf({ ...page, way: 'sms', phone: null }, settings)).toBeNull();
    expect(requestOf({ ...page, way: 'ntfy' }, { ...settings, ntfyUrl: null })).toBeNull();
    expect(requestOf({ ...page, way: 'webhook' }, { ...settings, webhookUrl: null })).toBeNull();
  });
});
