import { createRouter } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { NAVIGATION, routeTree } from './areas.ts';
import { Failed } from './failed.tsx';
import { Lost } from './lost.tsx';
import { root } from './root.ts';
import { NavigationProvider } from './shell/navigation-entries.ts';
import { Shell } from './shell/shell.tsx';

function Frame(): ReactNode {
  return (
    <NavigationProvider value={NAVIGATION}>
      <Shell />
    </NavigationProvider>
  );
}

root.update({ component: Frame });

/** Made after sign-in, when the address is the page that was asked for. */
export function openRouter() {
  return createRouter({
    routeTree,
    defaultPreload: 'intent',
    scrollRestoration: true,
    defaultErrorComponent: Failed,
    defaultNotFoundComponent: Lost,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof openRouter>;
  }
}
