import * as z from 'zod';

/** `/config.json`, written where the site is put: the addresses of the user pool and this client's id. */
export const SiteConfig = z.object({
  clientId: z.string(),
  authorize: z.string(),
  token: z.string(),
  logout: z.string(),
  /** The host of one machine: there is a mailbox at `/mail`, a clock that can be moved, and the data is a sample. */
  local: z.boolean(),
});
export type SiteConfig = z.output<typeof SiteConfig>;

/** Throws when the site stands somewhere without its configuration. */
export async function readConfig(): Promise<SiteConfig> {
  const response = await fetch('/config.json');
  const said: unknown = await response.json();
  return SiteConfig.parse(said);
}
