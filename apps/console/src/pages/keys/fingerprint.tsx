import { fingerprintWords } from '../../ui/key-end.ts';

/** In groups of four, as people compare it. */
export const Fingerprint = ({ of }: { of: string }) => (
  <code className="foreign">{fingerprintWords(of)}</code>
);
