import { MantineProvider } from '@mantine/core';
import './mantine.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { Suspense } from 'react';
import { BrowserRouter } from 'react-router';
import { AskProvider } from '../ui/ask.tsx';
import { Loading } from '../ui/loading.tsx';
import { KeysProvider } from './keys.tsx';
import { NamedParts } from './named-parts.tsx';
import { nonceOfPage } from './nonce.ts';
import { Notices } from './notices.tsx';
import { queries } from './queries.ts';
import { SessionGate } from './session.tsx';
import { Shell } from './shell.tsx';
import './theme.css';
import { cssVariables, theme } from './theme.ts';

/** All that the pages stand in: look, queries, words, questions to the person, and the routes. */
export function Console() {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="auto"
      getStyleNonce={nonceOfPage}
    >
      <QueryClientProvider client={queries}>
        <Notices />
        <Suspense fallback={<Loading whole />}>
          <NamedParts>
            <AskProvider>
              <BrowserRouter basename="/console">
                <SessionGate>
                  <KeysProvider>
                    <Shell />
                  </KeysProvider>
                </SessionGate>
              </BrowserRouter>
            </AskProvider>
          </NamedParts>
        </Suspense>
      </QueryClientProvider>
    </MantineProvider>
  );
}
