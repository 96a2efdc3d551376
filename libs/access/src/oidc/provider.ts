import { Inject, Injectable, Logger } from '@nestjs/common';
import * as oidc from 'openid-client';
import { AccessFault } from '../faults.ts';
import { ACCESS_SETTINGS } from '../settings.ts';
import type { AccessSettings, ProviderSettings } from '../settings.ts';

/** s; each request to the provider. */
const LIMIT = 5;
/** s; its clock may be off ours by so much. */
const CLOCK_TOLERANCE = 30;

/** What ties an answer of the provider to our question. */
export interface TripSecrets {
  state: string;
  nonce: string;
  /** PKCE, RFC 7636. */
  verifier: string;
}

/** Who somebody is at the provider. A mail address is no part of it: it changes hands. */
export interface ProviderIdentity {
  issuer: string;
  subject: string;
}

/** The OpenID provider that people may sign in by: authorization code with PKCE, state and nonce. */
@Injectable()
export class Provider {
  private readonly logger = new Logger(Provider.name);
  private configuration: Promise<oidc.Configuration> | null = null;

  constructor(@Inject(ACCESS_SETTINGS) private readonly settings: AccessSettings) {}

  /** Where the browser is to go. @throws AccessFault `access.no_provider`, `access.provider_away` */
  async addressOf({ state, nonce, verifier }: TripSecrets): Promise<string> {
    const { redirectUri } = this.set;
    const address = oidc.buildAuthorizationUrl(await this.discovered(), {
      redirect_uri: redirectUri,
      scope: 'openid',
      response_type: 'code',
      code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state,
      nonce,
    });
    return address.href;
  }

  /**
   * Whom the provider vouches for.
   * @param query of the request with which the browser came back
   * @throws AccessFault `access.provider_refused`, `access.provider_away`
   */
  async identityBy(
    query: URLSearchParams,
    { state, nonce, verifier }: TripSecrets,
  ): Promise<ProviderIdentity> {
    const configuration = await this.discovered();
    const address = new URL(this.set.redirectUri);
    address.search = query.toString();
    try {
      const answer = await oidc.authorizationCodeGrant(configuration, address, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
      });
      const { iss, sub } = answer.claims() ?? {};
      if (iss !== undefined && sub !== undefined) return { issuer: iss, subject: sub };
    } catch (error) {
      throw this.faultOf(error);
    }
    throw refused();
  }

  private get set(): ProviderSettings {
    const { provider } = this.settings;
    if (provider !== null) return provider;
    throw new AccessFault('access.no_provider', 'No OpenID provider is set up here.');
  }

  /** Asked at the first need: a provider that is away must not keep the service from starting. */
  private async discovered(): Promise<oidc.Configuration> {
    const known = (this.configuration ??= discover(this.set));
    try {
      return await known;
    } catch (error) {
      this.configuration = null;
      this.logger.warn(`the OpenID provider does not answer as it should: ${wordsOf(error)}`);
      throw away();
    }
  }

  private faultOf(error: unknown): AccessFault {
    this.logger.warn(`a sign-in at the OpenID provider failed: ${wordsOf(error)}`);
    return isAway(error) ? away() : refused();
  }
}

async function discover({ issuer, clientId, clientSecret }: ProviderSettings): Promise<oidc.Configuration> {
  const found = await oidc.discovery(new URL(issuer), clientId, undefined, undefined, {
    execute: allowances(issuer),
    timeout: LIMIT,
  });
  const server = found.serverMetadata();
  // What is absent means client_secret_basic (OpenID Connect Discovery 1.0 section 3).
  const takesBasic = server.token_endpoint_auth_methods_supported?.includes('client_secret_basic') ?? true;
  const proof = takesBasic ? oidc.ClientSecretBasic(clientSecret) : oidc.ClientSecretPost(clientSecret);
  const configuration = new oidc.Configuration(
    server,
    clientId,
    { [oidc.clockTolerance]: CLOCK_TOLERANCE },
    proof,
  );
  configuration.timeout = LIMIT;
  for (const allow of allowances(issuer)) allow(configuration);
  // The ID token comes over TLS from the provider itself; its signature is checked all the same.
  oidc.enableNonRepudiationChecks(configuration);
  return configuration;
}

/** Plain http, which the configuration takes from loopback alone. */
const allowances = (issuer: string): ((configuration: oidc.Configuration) => void)[] =>
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- marked so to make it stand out
  issuer.startsWith('http:') ? [oidc.allowInsecureRequests] : [];

/** Codes and names alone: messages may quote what was sent. */
function wordsOf(error: unknown): string {
  const { name, code, error: word } = Object(error) as Record<string, unknown>;
  return [name, code, word].filter((part) => typeof part === 'string').join(' ');
}

function isAway(error: unknown): boolean {
  if (error instanceof oidc.ResponseBodyError) return error.status >= 500;
  if (error instanceof oidc.AuthorizationResponseError)
    return ['server_error', 'temporarily_unavailable'].includes(error.error);
  if (error instanceof oidc.ClientError) return error.code === 'OAUTH_TIMEOUT';
  // What fetch throws.
  return error instanceof TypeError && error.message === 'fetch failed';
}

const away = () =>
  new AccessFault(
    'access.provider_away',
    'The OpenID provider does not answer just now. Try again, or sign in another way.',
    30,
  );
const refused = () =>
  new AccessFault(
    'access.provider_refused',
    'The OpenID provider did not vouch for you, or its answer does not hold. Begin again.',
  );
