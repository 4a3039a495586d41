import { expect, test } from 'vitest';
import { InvalidSchedule, parseSchedule } from '#local/events/schedule.ts';

const HCM = 'Asia/Ho_Chi_Minh';

/** The first `count` times at which the schedule fires after `after`. */
function fires(expression: string, timeZone: string, after: string, count = 3): (string | undefined)[] {
  const next = parseSchedule(expression, { anchor: Date.parse('2024-10-08T00:00:00Z'), timeZone });
  const times: (string | undefined)[] = [];
  let at: number | undefined = Date.parse(after);
  for (let n = 0; n < count && at !== undefined; n += 1) {
    at = next(at);
    times.push(at === undefined ? undefined : new Date(at).toISOString().slice(0, 16));
  }
  return times;
}

test.each<[string, string, string, (string | undefined)[]]>([
  [
    'cron(0 8 * * ? *)',
    HCM,
    '2024-10-08T00:59:59Z',
    ['2024-10-08T01:00', '2024-10-09T01:00', '2024-10-10T01:00'],
  ],
  [
    'cron(0 8 * * ? *)',
    'UTC',
    '2024-10-08T08:00:00Z',
    ['2024-10-09T08:00', '2024-10-10T08:00', '2024-10-11T08:00'],
  ],
  [
    'cron(30 7 ? * MON-FRI *)',
    HCM,
    '2024-10-11T12:00:00Z',
    ['2024-10-14T00:30', '2024-10-15T00:30', '2024-10-16T00:30'],
  ],
  [
    'cron(0/20 9 8 10 ? 2024)',
    HCM,
    '2024-10-08T00:00:00Z',
    ['2024-10-08T02:00', '2024-10-08T02:20', '2024-10-08T02:40'],
  ],
  [
    'cron(0 0 1 * ? *)',
    HCM,
    '2024-10-08T00:00:00Z',
    ['2024-10-31T17:00', '2024-11-30T17:00', '2024-12-31T17:00'],
  ],
  [
    'cron(0 12 L * ? *)',
    'UTC',
    '2024-01-31T13:00:00Z',
    ['2024-02-29T12:00', '2024-03-31T12:00', '2024-04-30T12:00'],
  ],
  [
    'cron(0 12 15W * ? *)',
    'UTC',
    '2024-06-01T00:00:00Z',
    ['2024-06-14T12:00', '2024-07-15T12:00', '2024-08-15T12:00'],
  ],
  [
    'cron(0 12 LW * ? *)',
    'UTC',
    '2024-06-01T00:00:00Z',
    ['2024-06-28T12:00', '2024-07-31T12:00', '2024-08-30T12:00'],
  ],
  [
    'cron(0 12 ? * 6L *)',
    'UTC',
    '2024-10-01T00:00:00Z',
    ['2024-10-25T12:00', '2024-11-29T12:00', '2024-12-27T12:00'],
  ],
  [
    'cron(0 12 ? * 2#1 *)',
    'UTC',
    '2024-10-01T00:00:00Z',
    ['2024-10-07T12:00', '2024-11-04T12:00', '2024-12-02T12:00'],
  ],
  [
    'cron(0 0 29 2 ? *)',
    'UTC',
    '2024-03-01T00:00:00Z',
    ['2028-02-29T00:00', '2032-02-29T00:00', '2036-02-29T00:00'],
  ],
  ['cron(0 8 1 1 ? 2020)', HCM, '2024-10-08T00:00:00Z', [undefined]],
  [
    'cron(30 2 * * ? *)',
    'Europe/Berlin',
    '2024-03-30T12:00:00Z',
    ['2024-04-01T00:30', '2024-04-02T00:30', '2024-04-03T00:30'],
  ],
  [
    'rate(1 day)',
    'UTC',
    '2024-10-08T00:00:00Z',
    ['2024-10-09T00:00', '2024-10-10T00:00', '2024-10-11T00:00'],
  ],
  [
    'rate(90 minutes)',
    'UTC',
    '2024-10-08T02:00:00Z',
    ['2024-10-08T03:00', '2024-10-08T04:30', '2024-10-08T06:00'],
  ],
  ['at(2024-10-23T17:00:00)', HCM, '2024-10-08T00:00:00Z', ['2024-10-23T10:00', undefined]],
])('%s in %s after %s', (expression, timeZone, after, expected) => {
  expect(fires(expression, timeZone, after, Math.max(expected.length, 1))).toEqual(expected);
});

test.each([
  'every day',
  'rate(0 minutes)',
  'rate(5 weeks)',
  'cron(0 8 * * *)',
  'cron(0 8 * * * *)',
  'cron(0 8 ? * ? *)',
  'cron(61 8 * * ? *)',
  'cron(0 8 ? * XYZ *)',
  'cron(0/0 8 * * ? *)',
  'at(tomorrow)',
])('%s is refused', (expression) => {
  expect(() => parseSchedule(expression, { anchor: 0 })).toThrow(InvalidSchedule);
});
