import { applyDecorators, HttpException, Injectable, UseInterceptors } from '@nestjs/common';
import type { CallHandler, ExecutionContext, NestInterceptor, RawBodyRequest } from '@nestjs/common';
import { FileInterceptor, MulterModule } from '@nestjs/platform-express';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import type { Request } from 'express';
import type { StorageEngine } from 'multer';
import { catchError, finalize, from, switchMap, throwError } from 'rxjs';
import type { Observable } from 'rxjs';
import type { Principal } from '#libs/access';
import { ATTACHMENT_STORE, Attachments } from '#libs/incidents';
import type { AttachmentStore, Received } from '#libs/incidents';
import { readId } from './ids.ts';
import { OncePerKey } from './once-per-key.ts';
import { RequestRefused } from './problem.ts';

/** Bytes. */
const MOST = 25 * 1024 * 1024;
/** Bytes that the form around the file may have. */
const FORM = 16 * 1024;

/** A file that came in whole; `received` says where it is. */
export interface Uploaded {
  received: Received;
  /** As it was sent. */
  name: string;
}

type Uploading = RawBodyRequest<Request> & { principal?: Principal; upload?: Uploaded };

/** One file as the field `file` of a form, for an incident that the caller sees: {@link Uploaded} as `request.upload`. */
export const TakesFile = () =>
  applyDecorators(
    // In this order: what an Idempotency-Key stands for is known when the file is.
    UseInterceptors(UploadInterceptor, FileInterceptor('file')),
    OncePerKey(),
    ApiConsumes('multipart/form-data'),
    ApiBody({
      schema: {
        type: 'object',
        properties: { file: { type: 'string', format: 'binary' } },
        required: ['file'],
        additionalProperties: false,
      },
    }),
  );

export const uploadOf = (request: Request): Uploaded => {
  const { upload } = request as Uploading;
  if (upload === undefined) throw notOneFile();
  return upload;
};

/** Lets in whom it may, says in our words what is wrong with a form, and throws away what nobody kept. */
@Injectable()
class UploadInterceptor implements NestInterceptor {
  constructor(private readonly attachments: Attachments) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<Uploading>();
    return from(this.letIn(request)).pipe(
      switchMap(() => next.handle()),
      catchError((error: unknown) => throwError(() => inOurWords(error))),
      finalize(() => {
        // What cannot be thrown away now is tidied up at a later start.
        request.upload?.received.discard().catch(() => undefined);
      }),
    );
  }

  private async letIn(request: Uploading): Promise<void> {
    const { principal, params, headers } = request;
    if (principal === undefined) throw new Error('who uploads is not known');
    await this.attachments.assertMayAdd(principal, readId(String(params['id'])));
    if (request.is('multipart/form-data') !== 'multipart/form-data') throw notOneFile();
    if (Number(headers['content-length'] ?? 0) > MOST + FORM) throw tooLarge();
  }
}

/** Multer's way of storing: straight into the store, nothing in memory. */
class IntoStore implements StorageEngine {
  constructor(private readonly store: AttachmentStore) {}

  _handleFile(request: Uploading, file: Express.Multer.File, done: (error?: unknown) => void): void {
    this.store.receive(file.stream).then(
      (received) => {
        request.upload = { received, name: file.originalname };
        // What an Idempotency-Key stands for: this file under this name.
        request.rawBody = Buffer.from(`${received.sha256.toString('hex')} ${file.originalname}`);
        done();
      },
      (error: unknown) => done(error),
    );
  }

  _removeFile(request: Uploading, _file: Express.Multer.File, done: (error: Error | null) => void): void {
    (request.upload?.received.discard() ?? Promise.resolve()).then(() => done(null), done);
  }
}

/** How multer takes files, for every route that does. */
export const uploads = () =>
  MulterModule.registerAsync({
    inject: [ATTACHMENT_STORE],
    useFactory: (store: AttachmentStore) => ({
      storage: new IntoStore(store),
      // Browsers send names as UTF-8 without saying so.
      defParamCharset: 'utf8',
      // Else a name that ends in a slash would be no file at all.
      preservePath: true,
      limits: { fileSize: MOST, files: 1, fields: 0, parts: 1, headerPairs: 10 },
    }),
  });

function inOurWords(error: unknown): unknown {
  if (!(error instanceof HttpException)) return isCut(error) ? cut() : error;
  if (error.getStatus() === 413) return tooLarge();
  return isCut(error.cause) ? cut() : notOneFile();
}

const isCut = (error: unknown): boolean =>
  error instanceof Error &&
  /^(Request (aborted|closed)|Unexpected end of form|Malformed part header)$/.test(error.message);

const cut = () =>
  new RequestRefused(400, 'request.cut', 'The body did not arrive whole. Nothing was stored: send it again.');
const tooLarge = () =>
  new RequestRefused(
    413,
    'request.too_large',
    'A file has at most 25 MiB. Nothing was stored: split it, or pack it.',
  );
const notOneFile = () =>
  new RequestRefused(
    400,
    'request.not_one_file',
    'Send one file as the field "file" of multipart/form-data, and no other field. Nothing was stored.',
  );
