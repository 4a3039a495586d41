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
import { openRouter } from './app/router.tsx';
import { openManager, SignIn, tokenSource, Who } from './app/session.tsx';
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
  const manager = openManager(config);
  const call = createClient({ token: tokenSource(manager), language: languageNow });
  const queries = createQueries(() => {
    manager.removeUser().catch(() => location.reload());
  });
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
          <SignIn manager={manager}>
            <QueryClientProvider client={queries}>
              <CallProvider value={call}>
                <Who manager={manager} config={config} stranger={<Stranger />} waiting={<Opening />}>
                  <Pages />
                </Who>
              </CallProvider>
            </QueryClientProvider>
          </SignIn>
        </SiteProvider>
      </MantineProvider>
    </StrictMode>,
  );
}

open().catch((error: unknown) => {
  document.body.classList.add('unopened');
  reportError(error);
});
