import { applyDecorators, Injectable, UseInterceptors } from '@nestjs/common';
import type { CallHandler, ExecutionContext, NestInterceptor, RawBodyRequest } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { from, lastValueFrom } from 'rxjs';
import type { Observable } from 'rxjs';
import type { KeyedRequest, Principal } from '#libs/access';
import { Idempotency } from '#libs/access';
import { Transactions } from '#libs/database';
import { etagOf } from './etag.ts';
import { RequestRefused } from './problem.ts';

export const IdempotencyKeyHeader = () =>
  ApiHeader({
    name: 'Idempotency-Key',
    required: false,
    description: 'The same key and body again is the same answer; kept 48 h.',
  });

/** Whatever the route does is done once for an Idempotency-Key: key, work and answer are of one transaction. */
export const OncePerKey = () =>
  applyDecorators(UseInterceptors(OncePerKeyInterceptor), IdempotencyKeyHeader());

type Keyed = RawBodyRequest<Request> & { principal?: Principal };

@Injectable()
class OncePerKeyInterceptor implements NestInterceptor {
  constructor(
    private readonly transactions: Transactions,
    private readonly idempotency: Idempotency,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const request = http.getRequest<Keyed>();
    const keyed = this.keyedRequest(request);
    return keyed === null ? next.handle() : from(this.answer(keyed, next, http.getResponse<Response>()));
  }

  /** Null without a key, and for a preview, which does nothing that could be done twice. */
  private keyedRequest(request: Keyed): KeyedRequest | null {
    const key = readKey(request.headers['idempotency-key']);
    const { preview } = Object(request.body) as { preview?: unknown };
    if (key === undefined || preview === true || request.principal === undefined) return null;
    const { method, path, rawBody = Buffer.alloc(0) } = request;
    return {
      userId: request.principal.userId,
      key,
      request: this.idempotency.digestOf(method, path, rawBody),
    };
  }

  private async answer(keyed: KeyedRequest, next: CallHandler, response: Response): Promise<unknown> {
    const { status, answer } = await this.transactions.runJoined((tx) =>
      this.idempotency.once(tx, keyed, async () => {
        const answer: unknown = await lastValueFrom(next.handle());
        return { status: response.statusCode, answer };
      }),
    );
    response.status(status);
    const { version } = Object(answer) as { version?: unknown };
    if (typeof version === 'number') response.setHeader('ETag', etagOf(version));
    return answer;
  }
}

/** @throws RequestRefused 400 `idempotency.bad_key` */
export function readKey(key: string | string[] | undefined): string | undefined {
  if (key === undefined) return undefined;
  if (typeof key === 'string' && /^[\x21-\x7e]{1,200}$/.test(key)) return key;
  throw new RequestRefused(
    400,
    'idempotency.bad_key',
    'An Idempotency-Key has 1 to 200 visible ASCII characters.',
  );
}
