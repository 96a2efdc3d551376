import type { ProblemView } from '#libs/contracts';
import { faultWords } from './fault-words.ts';
import { ApiFault, Unreachable } from './fault.ts';

interface Upload<T> {
  answer: Promise<T>;
  /** Ends it; what came in is thrown away by the service. */
  stop: () => void;
}

/**
 * Sends a file as the field `file` of a form, and tells how much of it is out (0 to 1). `fetch` cannot say that.
 * `answer` throws ApiFault, Unreachable; an upload that was stopped throws Unreachable too.
 */
export function upload<T>(
  path: string,
  file: File,
  key: string,
  onShare: (share: number) => void,
): Upload<T> {
  const request = new XMLHttpRequest();
  const answer = new Promise<T>((done, failed) => {
    request.upload.onprogress = ({ loaded, total }) => onShare(total === 0 ? 0 : loaded / total);
    request.onload = () => {
      if (request.status < 300) done(JSON.parse(request.responseText) as T);
      else void faultOf(problemOf(request)).then(failed);
    };
    request.onerror = () => failed(new Unreachable());
    request.onabort = () => failed(new Unreachable());
    request.open('POST', `/api/v1/${path}`);
    request.setRequestHeader('Idempotency-Key', key);
    const form = new FormData();
    form.append('file', file);
    request.send(form);
  });
  return { answer, stop: () => request.abort() };
}

const faultOf = async (problem: ProblemView) => new ApiFault(problem, null, await faultWords(problem, null));

function problemOf({ status, statusText, responseText }: XMLHttpRequest): ProblemView {
  const fallback: ProblemView = { status, code: 'http.failed', title: statusText || `HTTP ${status}` };
  try {
    return { ...fallback, ...(JSON.parse(responseText) as Partial<ProblemView>) };
  } catch {
    return fallback;
  }
}
