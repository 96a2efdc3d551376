import type { NextFunction, Request, Response } from 'express';
import { RequestRefused } from './problem.ts';

type Refusal = readonly [status: number, code: string, detail: string];

const PARSER_FAULTS: Record<string, Refusal> = {
  'entity.parse.failed': [400, 'request.not_json', 'The body is not JSON. Nothing was stored.'],
  'encoding.unsupported': [415, 'request.encoding', 'Send the body as UTF-8, plain or gzip.'],
  'charset.unsupported': [415, 'request.encoding', 'Send the body as UTF-8, plain or gzip.'],
};

const tooLarge = (limit: unknown): Refusal => [
  413,
  'request.too_large',
  `The body is larger than ${sizeWords(Number(limit))}. Send the essence now and the rest as notes or attachments.`,
];

const sizeWords = (bytes: number) =>
  bytes < 1_048_576 ? `${Math.floor(bytes / 1_024)} KiB` : `${Math.floor(bytes / 1_048_576)} MiB`;

const CUT: Refusal = [
  400,
  'request.cut',
  'The body did not arrive whole. Nothing was stored: send it again.',
];

/**
 * What the parsers throw, in our words: theirs may quote the body. Takes four arguments, by which Express knows it, and must
 * stand before Nest's own, which knows these errors no more.
 */
export function explainParserFaults(
  error: unknown,
  _request: Request,
  _response: Response,
  next: NextFunction,
): void {
  const { type, status, limit } = Object(error) as { type?: unknown; status?: unknown; limit?: unknown };
  const isOfRequest = typeof status === 'number' && status < 500 && !(error instanceof RequestRefused);
  const refusal = type === 'entity.too.large' ? tooLarge(limit) : (PARSER_FAULTS[String(type)] ?? CUT);
  next(isOfRequest ? new RequestRefused(...refusal) : error);
}
