import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const CHROMIUM = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Whether there is a Chromium on this machine; says in the log what is not tested without it. */
export function browserFor(what: string): boolean {
  const present = existsSync(CHROMIUM);
  if (!present)
    process.stderr.write(`No Chromium at ${CHROMIUM}: set CHROMIUM_PATH to test ${what} in it.\n`);
  return present;
}

export function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM, args: ARGS });
}

/** How pages are looked at: every width, scheme and language at least once. */
export const LOOKS = [
  { locale: 'vi', colorScheme: 'light', width: 360 },
  { locale: 'vi', colorScheme: 'dark', width: 1440 },
  { locale: 'en', colorScheme: 'light', width: 1440 },
  { locale: 'en', colorScheme: 'dark', width: 360 },
] as const;

/** How much wider than the window the page is, in px. */
export const OVERFLOW = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
