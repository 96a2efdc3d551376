import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';

export const CLIENT = { id: 'dns-cert', secret: 'a secret that both know' };

/** A person at the provider. */
export interface Somebody {
  subject: string;
  email: string;
}

/** A real OpenID provider on loopback, at which one click signs in as whoever {@link somebody} is. */
export class OpenIdProvider {
  somebody: Somebody = { subject: 'nobody', email: 'nobody@staff.example' };

  private constructor(
    private readonly server: Server,
    readonly issuer: string,
  ) {}

  static async start(redirectUris: string[]): Promise<OpenIdProvider> {
    const server = createServer();
    await new Promise<void>((up) => server.listen(0, '127.0.0.1', up));
    const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const here = new OpenIdProvider(server, issuer);
    const provider = here.provider(redirectUris);
    const answer = provider.callback();
    server.on('request', (request, response) => {
      const [, uid, go] = /^\/interaction\/([\w-]+)(\/go)?$/.exec(request.url ?? '') ?? [];
      if (uid === undefined) void answer(request, response);
      else if (go === undefined) askToGoOn(uid, response);
      else void here.signIn(provider, request, response);
    });
    return here;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((down) => this.server.close(down));
  }

  private provider(redirectUris: string[]): Provider {
    return new Provider(this.issuer, {
      clients: [{ client_id: CLIENT.id, client_secret: CLIENT.secret, redirect_uris: redirectUris }],
      cookies: { keys: ['of this test'] },
      claims: { openid: ['sub', 'email'] },
      conformIdTokenClaims: false,
      features: { devInteractions: { enabled: false } },
      interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
      findAccount: (_context, accountId) => ({
        accountId,
        claims: () => ({ sub: accountId, email: this.somebody.email, email_verified: true }),
      }),
      // Nobody is asked whether we may know who they are.
      loadExistingGrant: async ({ oidc }) => {
        const grant = new oidc.provider.Grant({
          clientId: CLIENT.id,
          ...(oidc.session?.accountId === undefined ? {} : { accountId: oidc.session.accountId }),
        });
        grant.addOIDCScope('openid');
        await grant.save();
        return grant;
      },
    });
  }

  private async signIn(
    provider: Provider,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    await provider.interactionFinished(request, response, {
      login: { accountId: this.somebody.subject, remember: false },
    });
  }
}

/** A click, so that the way back begins on a page of another site. */
function askToGoOn(uid: string, response: ServerResponse): void {
  response.setHeader('content-type', 'text/html');
  response.end(`<!doctype html><title>Provider</title><a href="/interaction/${uid}/go">Continue</a>`);
}
