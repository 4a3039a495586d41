import { expect, test } from 'vitest';
import { workingHoursBetween } from '#domain/working-hours.ts';
import { aCalendar, at } from './builders.ts';

const hours = (from: Parameters<typeof at>, to: Parameters<typeof at>) =>
  workingHoursBetween(aCalendar(), at(...from), at(...to));

test.each([
  ['a whole working day has eight', ['2024-10-08', '00:00'], ['2024-10-09', '00:00'], 8],
  ['lunch does not count', ['2024-10-08', '11:30'], ['2024-10-08', '13:30'], 1],
  ['a weekend does not count', ['2024-10-11', '16:00'], ['2024-10-14', '09:15'], 2.3],
  ['nothing is left afterwards', ['2024-10-09', '09:00'], ['2024-10-08', '09:00'], 0],
] as const)('%s', (_, from, to, expected) => {
  expect(hours([...from], [...to])).toBe(expected);
});
