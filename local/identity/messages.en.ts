/** Words of the sign-in page in English. */
import type { Messages } from '#local/identity/messages.vi.ts';

export const en: Messages = {
  product: 'Khơi Thông',
  title: 'Sign in as which post?',
  strip: 'Running on this machine, illustrative data',
  hint: 'Press a post to sign in; no password is needed.',
  languages: 'Language',
  expired: 'Not signed in',
  expiredWhy: 'This sign-in has expired or was used already. Open the page you wanted again.',
  refusedWhy: 'The application asked in a way that is not accepted. The technical reason:',
  retry: 'Try again',
  signOut: 'Sign out of Khơi Thông?',
  signOutYes: 'Sign out',
};
