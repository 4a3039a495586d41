import * as z from 'zod';
import { Ladder } from '../domain/ladder.ts';
import data from './ladder.json' with { type: 'json' };
import { localized, Pair } from './localized.ts';

const RungRow = z.object({
  number: z.int(),
  office: z.string(),
  name: Pair,
  answerWithin: z.int(),
  remindAfter: z.int(),
  askDeputyAfter: z.int(),
  silenceAfter: z.int(),
  onSilence: z.string(),
});

function readLadder(): Ladder {
  const { version, validFrom, coolingOff, offices, daysNote, stepsNote } = data;
  const rungs = z
    .array(RungRow)
    .parse(data.rungs)
    .map(({ name, remindAfter, askDeputyAfter, ...rung }) => ({
      ...rung,
      name: localized(name),
      points: [
        { afterWorkingDays: remindAfter, act: 'remind' },
        { afterWorkingDays: askDeputyAfter, act: 'askDeputy' },
      ],
      provenance: { kind: 'illustrative', note: daysNote },
    }));
  const steps = Object.fromEntries(
    Object.entries(data.steps).map(([kind, step]) => [
      kind,
      { ...step, provenance: { kind: 'illustrative', note: stepsNote } },
    ]),
  );
  return Ladder.parse({ version, validFrom, rungs, steps, coolingOff, offices });
}

/** The escalation ladder of October 2024: six rungs, and the steps that are not rungs. */
export const ladder: Ladder = readLadder();
