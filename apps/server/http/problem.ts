import { STATUS_CODES } from 'node:http';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { faultWords } from '#libs/contracts';

/** One fault of a body or query, by JSON pointer (RFC 6901); the empty pointer is the whole. */
export interface PointedError {
  pointer: string;
  message: string;
}

/** A request that cannot be taken as it is. */
export class RequestRefused extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
    readonly more: Record<string, unknown> = {},
    readonly headers: Record<string, string> = {},
  ) {
    super(detail);
  }
}

export const databaseAway = () =>
  new RequestRefused(
    503,
    'service.database_away',
    'The database does not answer just now. Nothing of this request was confirmed: send it again, with the same Idempotency-Key.',
    {},
    { 'Retry-After': '5' },
  );

/** RFC 9457. */
export function sendProblem(
  request: Request,
  response: Response,
  { status, code, message, more, headers }: RequestRefused,
): void {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  const title = STATUS_CODES[status] ?? 'Error';
  const body = { type: 'about:blank', title, status, code, detail: message, ...more, requestId: request.id };
  response.status(status).type('application/problem+json').send(JSON.stringify(body));
}

/** Every fault that a schema found, each with its pointer. */
export function pointedErrors(
  issues: readonly {
    path?: readonly unknown[] | undefined;
    message: string;
    code?: string;
    keys?: string[];
  }[],
): PointedError[] {
  return issues.flatMap((issue) => {
    const path = (issue.path ?? []).map(segmentText);
    if (issue.code === 'unrecognized_keys') {
      return (issue.keys ?? []).map((key) => ({
        pointer: pointerOf([...path, key]),
        message: 'is not a field of this request',
      }));
    }
    return [{ pointer: pointerOf(path), message: faultWords(issue) }];
  });
}

const segmentText = (segment: unknown) =>
  String(typeof segment === 'object' && segment !== null && 'key' in segment ? segment.key : segment);

/** RFC 6901 section 3. */
export const pointerOf = (path: string[]) =>
  path.map((segment) => `/${segment.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/** @throws RequestRefused 400 `request.invalid` naming every fault */
export function readBy<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  throw invalid(pointedErrors(read.error.issues));
}

/** The faults of a form, for the page that shows them. */
export function faultsOfForm(schema: z.ZodType, value: unknown): PointedError[] {
  const read = schema.safeParse(value ?? {});
  return read.success ? [] : pointedErrors(read.error.issues);
}

export function invalid(errors: PointedError[]): RequestRefused {
  const count = errors.length === 1 ? 'one fault' : `${errors.length} faults`;
  return new RequestRefused(
    400,
    'request.invalid',
    `The request has ${count}; nothing was stored. Correct what "errors" names and send it again.`,
    { errors },
  );
}

/** JSON Schema of what a request may hold, for the OpenAPI document. */
export function schemaOf(schema: z.ZodType): Record<string, unknown> {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return rest;
}
