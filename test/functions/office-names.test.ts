import { expect, it } from 'vitest';
import type { Instant } from '#domain/time.ts';
import { officeName } from '#functions/office-names.ts';
import { anOffice, at, officeId } from '#test/domain/builders.ts';

/** A registry of one office, at a moment that can be moved, which counts how often it was asked. */
function registry() {
  const asked: string[] = [];
  const city = { office: anOffice('city-chairman'), now: at('2024-10-08', '09:00'), asked };
  const deps = {
    now: (): Instant => city.now,
    findOffices: async (ids: readonly string[]) => {
      asked.push(...ids);
      return [city.office].filter(({ id }) => ids.includes(id));
    },
  };
  return { city, deps };
}

it('the name of an office is read once, and anew after five minutes', async () => {
  const { city, deps } = registry();
  const id = city.office.id;
  const before = city.office.name;
  expect(await officeName(deps, id)).toEqual(before);
  city.office = { ...city.office, name: { vi: 'Tên mới', en: 'New name' } };
  city.now = at('2024-10-08', '09:04');
  expect(await officeName(deps, id)).toEqual(before);
  city.now = at('2024-10-08', '09:05');
  expect(await officeName(deps, id)).toEqual({ vi: 'Tên mới', en: 'New name' });
  expect(city.asked).toEqual([id, id]);
});

it('an office that is not there has no name, and is looked for again', async () => {
  const { city, deps } = registry();
  const gone = officeId('gone');
  expect([await officeName(deps, gone), await officeName(deps, gone)]).toEqual([undefined, undefined]);
  expect(city.asked).toEqual([gone, gone]);
});

it('one registry does not answer for another', async () => {
  const [one, other] = [registry(), registry()];
  const id = one.city.office.id;
  await officeName(one.deps, id);
  await officeName(other.deps, id);
  expect(other.city.asked).toEqual([id]);
});
