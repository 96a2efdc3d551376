import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Console } from './app/console.tsx';
import { startLanguage } from './app/language.ts';
import { nonceOfPage } from './app/nonce.ts';

// Schemas are run as they are: compiling them takes eval, which the policy refuses. (What zod itself reads of the page.)
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });
// The name by which libraries that make style elements of their own ask for it.
Object.assign(globalThis, { __webpack_nonce__: nonceOfPage() });

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no #root');
await startLanguage();
createRoot(root).render(
  <StrictMode>
    <Console />
  </StrictMode>,
);
