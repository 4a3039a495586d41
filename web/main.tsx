/** Opens the app: configuration, words, sign-in, then the page that the address asks for. */
import './app/styles.ts';
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { type ReactNode, StrictMode, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { CallProvider, createQueries } from './app/answers.ts';
import { createClient } from './app/api.ts';
import { readConfig } from './app/config.ts';
import { openGate } from './app/gate.ts';
import { openRouter } from './app/router.tsx';
import { Who } from './app/session.tsx';
import { SiteProvider } from './app/site.tsx';
import { Opening, Stranger } from './app/stranger.tsx';
import { theme } from './app/theme.ts';
import { languageNow, openWords } from './app/words.ts';

function Pages(): ReactNode {
  const [router] = useState(openRouter);
  return <RouterProvider router={router} />;
}

async function open(): Promise<void> {
  const [config] = await Promise.all([readConfig(), openWords()]);
  const gate = openGate(config);
  const call = createClient({ token: gate.token, language: languageNow });
  const queries = createQueries(gate.forget);
  const place = document.getElementById('app');
  if (place === null) return;
  createRoot(place).render(
    <StrictMode>
      <MantineProvider
        theme={theme}
        defaultColorScheme="auto"
        withCssVariables={false}
        withGlobalClasses={false}
      >
        <SiteProvider value={config}>
          <QueryClientProvider client={queries}>
            <CallProvider value={call}>
              <Who
                gate={gate}
                stranger={(failed) => <Stranger gate={gate} failed={failed} />}
                waiting={<Opening />}
              >
                <Pages />
              </Who>
            </CallProvider>
          </QueryClientProvider>
        </SiteProvider>
      </MantineProvider>
    </StrictMode>,
  );
}

open().catch((error: unknown) => {
  document.body.classList.add('unopened');
  reportError(error);
});
