import { createRootRoute } from '@tanstack/react-router';
import type { Role } from '#functions/api/roles.ts';

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    /** Who may open the page; others are told so. Without it everybody who is signed in may. */
    readonly roles?: readonly Role[];
    /** Needs no line: what is done there is kept on the device. It says so itself. */
    readonly worksWithoutLine?: true;
  }
}

/** The route above all others; web/app/router.tsx gives it the shell. */
export const root = createRootRoute();
