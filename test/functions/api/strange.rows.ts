import { as } from './call.ts';
import { invalid, params, type Row, report } from './refused.rows.ts';

/** Input that no form sends: characters that nobody sees, days that nobody means. */
export const STRANGE: readonly Row[] = [
  [
    'half a character',
    'reportBlocker',
    report({ description: 'a\ud83d' }),
    invalid({ description: 'text.control' }),
  ],
  [
    'nothing that can be seen',
    'escalateCase',
    { as: as.leader, params, body: { reason: '\u200b\u202e' } },
    invalid({ reason: 'too_small' }),
  ],
  [
    'a day before all calendars',
    'getQueue',
    { as: as.leader, query: { since: '0000-01-01' } },
    invalid({ since: 'date.outside' }),
  ],
  [
    'a day after all calendars',
    'reportBlocker',
    report({ requestBy: '9999-12-31' }),
    invalid({ requestBy: 'date.outside' }),
  ],
];
