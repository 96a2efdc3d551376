import type { LoggerService } from '@nestjs/common';
import pino from 'pino';
import type { Logger } from 'pino';
import { pinoHttp } from 'pino-http';
import { v7 as uuidv7 } from 'uuid';

/** Headers that prove who somebody is. Bodies are never logged. */
const SECRET_HEADERS = ['req.headers.authorization', 'req.headers.cookie', 'res.headers["set-cookie"]'];

export function openLog(level: string): Logger {
  return pino({ level, redact: { paths: SECRET_HEADERS, censor: '[redacted]' } });
}

/** Nest's own words, and ours through `new Logger(name)`, into the one JSON log. */
export class NestLog implements LoggerService {
  constructor(private readonly sink: Logger) {}

  private write(
    level: 'info' | 'error' | 'warn' | 'debug' | 'trace' | 'fatal',
    message: unknown,
    rest: unknown[],
  ): void {
    const context = rest.findLast((part) => typeof part === 'string');
    const stack = rest.length > 1 && typeof rest[0] === 'string' ? rest[0] : undefined;
    this.sink[level]({ context, stack }, typeof message === 'string' ? message : JSON.stringify(message));
  }

  // Nest tells of each route and module at `log`; that is noise to an operator.
  log(message: unknown, ...rest: unknown[]): void {
    const context = rest.at(-1);
    const isNoise =
      typeof context === 'string' &&
      ['RoutesResolver', 'RouterExplorer', 'InstanceLoader', 'NestFactory', 'NestApplication'].includes(
        context,
      );
    this.write(isNoise ? 'debug' : 'info', message, rest);
  }
  error(message: unknown, ...rest: unknown[]): void {
    this.write('error', message, rest);
  }
  warn(message: unknown, ...rest: unknown[]): void {
    this.write('warn', message, rest);
  }
  debug(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }
  verbose(message: unknown, ...rest: unknown[]): void {
    this.write('trace', message, rest);
  }
  fatal(message: unknown, ...rest: unknown[]): void {
    this.write('fatal', message, rest);
  }
}

/** The part of a path after these is a secret. */
const SECRET_PATHS =
  /^(\/+(?:api\/v1\/)?(?:ack|first-lead|invitation|password-reset|contact-change|report-proof|list-confirm|unsubscribe|drill|duty)\/+)[^/]+/i;
/** What is as long as a secret of ours and no id, wherever somebody put it: in a mistyped path. */
const LIKE_A_SECRET = /[A-Za-z0-9_-]{40,}/g;

/** Without the query: what people search for are words of incidents, and a log knows no label. */
export const pathWithoutSecrets = (url: string) =>
  url.replace(/\?.*$/s, '').replace(SECRET_PATHS, '$1[redacted]').replace(LIKE_A_SECRET, '[redacted]');

/** One line a request: id, method, path, status, time, and the incident or report that the path names. */
export function requestLog(log: Logger) {
  return pinoHttp({
    logger: log,
    genReqId: (_request, response) => {
      const id = uuidv7();
      response.setHeader('X-Request-Id', id);
      return id;
    },
    serializers: {
      req: (request: { id: string; method: string; url: string }) => ({
        id: request.id,
        method: request.method,
        path: pathWithoutSecrets(request.url),
        ...subjectOf(request.url),
      }),
      res: (response: { statusCode: number }) => ({ status: response.statusCode }),
      // Messages of the database may quote what was sent; the problem filter logs those that are our fault.
      err: (error: Error) => ({ name: error.name }),
    },
    customLogLevel: (_request, response) => levelOf(response.statusCode),
    autoLogging: { ignore: (request) => /^\/(livez|readyz|metrics)$/.test(request.url ?? '') },
  });
}

/** 503 is no fault of ours: too many come, or the database is away, which is told in its own words. */
function levelOf(status: number): 'error' | 'warn' | 'info' {
  if (status === 503) return 'warn';
  return status >= 500 ? 'error' : 'info';
}

function subjectOf(url: string): { incidentId?: string; reportId?: string } {
  const [, noun, id] = /\/api\/v1\/(incidents|reports)\/([0-9a-f-]{36})/.exec(url) ?? [];
  if (noun === undefined) return {};
  return noun === 'incidents' ? { incidentId: id ?? '' } : { reportId: id ?? '' };
}
