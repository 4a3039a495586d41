import * as z from 'zod';
import { Blocker } from '#domain/blocker.ts';
import { Calendar } from '#domain/calendar.ts';
import { Ladder } from '#domain/ladder.ts';
import { Office } from '#domain/office.ts';
import { Project } from '#domain/project.ts';
import { Rules } from '#domain/rules.ts';
import { Unit } from '#domain/unit.ts';

/** Rows of one batch; `kept` counts those that were there already and stay as they are. */
export const contract = {
  input: z.object({
    units: z.array(Unit).optional(),
    offices: z.array(Office).optional(),
    calendars: z.array(Calendar).optional(),
    ladders: z.array(Ladder).optional(),
    rules: z.array(Rules).optional(),
    projects: z.array(Project).optional(),
    blockers: z.array(Blocker).optional(),
  }),
  output: z.object({ written: z.int().nonnegative(), kept: z.int().nonnegative() }),
};
