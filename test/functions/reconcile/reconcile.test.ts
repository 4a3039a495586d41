import { expect, it } from 'vitest';
import { reconcileRoutes } from '#functions/reconcile/handler.ts';
import { type As, as, call } from '#test/functions/api/call.ts';
import type { City } from '#test/functions/city.ts';
import { cityForAll } from '#test/functions/suite.ts';

let city: City;
cityForAll((founded) => {
  city = founded;
});

const ask = (caller: As = as.auditor, query: Record<string, string> = {}) =>
  call({ routes: reconcileRoutes, deps: city.deps }, 'reconcileCapital', { as: caller, query });

it('proves the city of the sample, to the đồng of the assigned plan', async () => {
  expect((await ask()).body).toMatchObject({ holds: true, projects: 4, planned: 15_060e9, faults: [] });
  expect((await ask(as.finance, { assigned: String(15_060e9) })).body['holds']).toBe(true);
  expect((await ask(as.finance, { assigned: String(15_060e9 + 1) })).body).toMatchObject({
    holds: false,
    faults: [{ fault: 'yearDiffers', expected: 15_060e9 + 1, found: 15_060e9 }],
  });
});

it('is not for everybody', async () => {
  expect((await ask(as.reporter)).body['code']).toBe('auth.forbidden');
});
